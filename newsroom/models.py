"""Accounts of the people at the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who signs in. Authors of stories are not accounts: see `articles.Author`."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device does")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, help_text=_("Such as “Europe/Berlin”. Empty: the site's own."))
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("Of the desk's screens. Empty: the site's own."))
    theme = models.CharField(_("appearance"), max_length=5, choices=Theme, default=Theme.AUTO)


class Duty(models.Model):
    """What the worker does again and again, and when it last did. Written by `newsroom.duties` only; in no backup."""

    name = models.CharField(max_length=40, primary_key=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
