"""Public paths. One table for every kind of page: an address belongs to its owner for ever."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.fields import PlainCharField

PATH_LENGTH = 500
OWNERS = ("article", "section", "author", "tag", "page")


def _exactly_one_owner() -> Q:
    """Build: one owner is set, the others are not."""
    any_of = Q()
    for owner in OWNERS:
        any_of |= Q(**{f"{name}__isnull": name != owner for name in OWNERS})
    return any_of


class PathQuerySet(models.QuerySet["Path"]):
    def answering(self, *, at: dt.datetime) -> Self:
        """Leave out paths that were claimed for an edition nobody has seen yet."""
        return self.filter(Q(answers_from=None) | Q(answers_from__lte=at))


class Path(models.Model):
    """A path and its owner. Which of an owner's paths is current the owner itself says; the others redirect to it."""

    path = PlainCharField(
        _("path"), max_length=PATH_LENGTH, unique=True, help_text=_("With its slashes; an imported one may hold a query.")
    )
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, blank=True, related_name="paths", verbose_name=_("story"))
    section = models.ForeignKey("articles.Section", models.CASCADE, null=True, blank=True, related_name="paths", verbose_name=_("section"))
    author = models.ForeignKey("articles.Author", models.CASCADE, null=True, blank=True, related_name="paths", verbose_name=_("author"))
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="paths", verbose_name=_("tag"))
    page = models.ForeignKey("articles.Page", models.CASCADE, null=True, blank=True, related_name="paths", verbose_name=_("page"))
    answers_from = models.DateTimeField(
        _("answers from"), null=True, blank=True, help_text=_("Claimed for a scheduled edition: nobody may learn of it before.")
    )

    objects = PathQuerySet.as_manager()

    class Meta:
        verbose_name = _("path")
        verbose_name_plural = _("paths")
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one_owner(),
                name="path_has_one_owner",
                violation_error_message=_("A path belongs to exactly one story, section, author, tag or page."),
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="path_begins_with_slash",
                violation_error_message=_("A path begins with “/”."),
            ),
        ]

    def __str__(self) -> str:
        return self.path
