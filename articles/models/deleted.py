"""Drafts that were deleted, kept for a while."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeletedDraft(models.Model):
    """A story that readers never saw, as it was when somebody deleted it. `articles.deleted_drafts` keeps it and gives it back."""

    number = models.BigIntegerField(_("number"), unique=True, help_text=_("The story's own: it comes back under the same."))
    headline = models.TextField(_("headline"))
    story = models.JSONField(_("story"), default=dict)
    deleted_at = models.DateTimeField(_("deleted"))
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("deleted by"), related_name="+"
    )

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        verbose_name = _("deleted draft")
        verbose_name_plural = _("deleted drafts")
        indexes = [models.Index(fields=["-deleted_at", "-id"], name="deleted_draft_list")]  # the list, and the sweep

    def __str__(self) -> str:
        return self.headline
