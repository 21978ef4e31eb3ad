"""People who write comments. They are no accounts: a name, an address that was confirmed, and how much they are trusted."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField, PlainTextField


class Person(models.Model):
    """Whoever writes. `email_key` is a fingerprint of the address: it finds the person again, and a ban outlives an erasure by it."""

    class Trust(models.TextChoices):
        EARNED = "", _("As their comments earn it")
        TRUSTED = "trusted", _("Trusted: appears at once")
        WATCHED = "watched", _("Watched: always read first")

    name = PlainCharField(_("name"), max_length=60, blank=True)
    email = models.EmailField(_("email"), blank=True)
    email_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="commenter", verbose_name=_("account")
    )
    trust = models.CharField(_("trust"), max_length=10, choices=Trust, default=Trust.EARNED, blank=True)
    approved = models.PositiveIntegerField(_("approved"), default=0, editable=False)
    rejected = models.PositiveIntegerField(_("rejected"), default=0, editable=False)
    spam = models.PositiveIntegerField(_("spam"), default=0, editable=False)
    takes_mail = models.BooleanField(_("may be told of replies"), default=True)
    notes = PlainTextField(
        _("notes"), max_length=2000, blank=True, help_text=_("For moderators. The person sees them when they ask for their data.")
    )
    made_at = models.DateTimeField(_("first seen"))
    import_ref = models.CharField(max_length=200, null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        constraints = [
            models.CheckConstraint(
                condition=Q(trust__in=["", "trusted", "watched"]),
                name="person_trust_known",
                violation_error_message=_("A commenter is trusted, watched, or as their comments earn it."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(_("A reader"))

    @property
    def decided(self) -> int:
        return self.approved + self.rejected + self.spam


class Browser(models.Model):
    """A browser somebody writes with. It keeps a secret of which only the fingerprint stands here; the link in a mail confirms it once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="browsers")
    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person}"


class BanQuerySet(models.QuerySet["Ban"]):
    def in_force(self, *, at: dt.datetime) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=at), begins_at__lte=at)


class Ban(models.Model):
    """A person may not write, from one moment to another. What ended stays as history."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="bans", verbose_name=_("commenter"))
    begins_at = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: for good."))
    reason = PlainCharField(_("reason"), max_length=300, help_text=_("The person is told."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))

    objects = BanQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_at"]
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("begins_at")),
                name="ban_ends_after_it_begins",
                violation_error_message=_("A ban ends after it begins."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ban_has_reason", violation_error_message=_("A ban has a reason.")),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"
