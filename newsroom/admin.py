"""Accounts in the admin."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from newsroom.models import User

if TYPE_CHECKING:
    _UserAdmin = UserAdmin[User]
else:
    _UserAdmin = UserAdmin


@admin.register(User)
class DeskUserAdmin(_UserAdmin):
    fieldsets = (*(UserAdmin.fieldsets or ()), (_("At the desk"), {"fields": ("time_zone", "language", "theme")}))
