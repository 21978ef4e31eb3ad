"""Editions: what readers are shown of an article from one moment to another."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.constraints import PostgresExclusion, TsTzRange
from articles.fields import PlainTextField
from articles.models.articles import Article
from articles.models.content import Content
from articles.models.paths import PATH_LENGTH


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, *, at: dt.datetime) -> Self:
        """Keep what readers see at a moment: `live_from <= at < live_until`. This is where that sentence is written."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=at), live_from__lte=at)

    def seen(self, *, at: dt.datetime) -> Self:
        """Keep what readers see or have seen."""
        return self.filter(live_from__lte=at)

    def scheduled(self) -> Self:
        """Keep what was placed ahead of its moment: its beginning is noticed by the sweep, not by a verb."""
        return self.filter(live_from__gt=F("placed_at"))

    def ending_by_plan(self) -> Self:
        return self.filter(ending=Edition.Ending.PLANNED)

    def light(self) -> Self:
        """Leave the body and its blocks in the database: for lists and for the verbs."""
        return self.defer("body", "blocks")


class Edition(Content):
    """What readers are shown while `live_from <= now < live_until` (None: for good). Only `articles.publishing` writes editions.

    Its words never change. Its end may move while that end lies ahead, and an edition nobody has seen may be taken back.
    """

    class Ending(models.TextChoices):
        NEXT = "", _("Followed by the next edition")
        PLANNED = "planned", _("Its end was planned")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name=_("story"))
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    until_before = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("The planned end the story had before this was scheduled.")
    )
    ending = models.CharField(_("ending"), max_length=10, choices=Ending, default=Ending.NEXT, blank=True)
    notice = PlainTextField(_("notice to readers"), max_length=2000, blank=True)
    published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True)
    path = models.CharField(_("path"), max_length=PATH_LENGTH)
    bylines = models.JSONField(_("bylines"), default=list)
    tags = models.JSONField(_("tags"), default=list)
    related = models.JSONField(_("related stories"), default=list)
    suggestions = models.JSONField(_("suggested stories"), default=list)
    blocks = models.JSONField(_("blocks"), default=list)
    blocks_version = models.PositiveSmallIntegerField(_("version of the blocks"), default=0)
    content_hash = models.CharField(max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )
    placed_at = models.DateTimeField(_("placed"), help_text=_("When the verb was done."))

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-live_from"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "live_from"],
                name="edition_once_at_a_moment",
                violation_error_message=_("Another edition of this story begins at this moment."),
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")),
                name="edition_ends_after_it_begins",
                violation_error_message=_("An edition ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("live_from")),
                name="edition_not_before_first_published",
                violation_error_message=_("An edition cannot be live before the story was first published."),
            ),
            models.CheckConstraint(
                condition=~Q(headline="") & Q(section__isnull=False),
                name="edition_has_headline_and_section",
                violation_error_message=_("What readers are shown has a headline and a section."),
            ),
            PostgresExclusion(
                name="edition_no_overlap",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (TsTzRange("live_from", "live_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Two editions of one story cannot be live at the same moment."),
            ),
        ]
        indexes = [
            models.Index(fields=["live_from"], name="edition_begins", condition=Q(live_from__gt=F("placed_at"))),  # the sweep
            models.Index(fields=["live_until"], name="edition_ends", condition=Q(ending="planned")),  # the sweep
            models.Index(fields=["live_until"], name="edition_withdrawn", condition=Q(ending="withdrawn")),  # the desk's list
        ]
