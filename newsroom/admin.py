"""Accounts in the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom import languages
from newsroom.models import User

if TYPE_CHECKING:
    _UserAdmin = UserAdmin[User]
else:
    _UserAdmin = UserAdmin


@admin.register(User)
class DeskUserAdmin(_UserAdmin):
    fieldsets = (*(UserAdmin.fieldsets or ()), (_("At the desk"), {"fields": ("time_zone", "language", "theme")}))

    def formfield_for_dbfield(self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if db_field.name == "language":
            label, said = str(db_field.verbose_name).capitalize(), db_field.help_text
            return forms.ChoiceField(label=label, choices=languages.choices, required=False, help_text=said)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
