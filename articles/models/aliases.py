"""Authors and tags that became others: what editions remember of them leads to those they became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag


class Alias(models.Model):
    """The number an author or a tag had before it was merged into another. Editions keep it; their names are read through this."""

    class Kind(models.TextChoices):
        AUTHOR = "author", _("Author")
        TAG = "tag", _("Tag")

    kind = models.CharField(max_length=10, choices=Kind)
    old_id = models.BigIntegerField()
    name = models.CharField(_("name"), max_length=120)
    author = models.ForeignKey("articles.Author", models.CASCADE, null=True, related_name="aliases")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="aliases")
    merged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("merged name")
        verbose_name_plural = _("merged names")
        constraints = [
            models.UniqueConstraint(fields=["kind", "old_id"], name="alias_once"),
            models.CheckConstraint(
                condition=Q(kind="author", author__isnull=False, tag__isnull=True) | Q(kind="tag", author__isnull=True, tag__isnull=False),
                name="alias_leads_to_its_kind",
                violation_error_message=_("An author becomes an author, a tag becomes a tag."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
