"""Whether a story takes comments. The comments themselves follow; what is closed is closed on every path."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class CommentSettings(models.Model):
    """What holds where a story says nothing: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    open_by_default = models.BooleanField(
        _("stories take comments"),
        default=True,
        help_text=_("What holds for every story whose own comments are neither opened nor closed."),
    )

    class Meta:
        verbose_name = _("comment settings")
        verbose_name_plural = _("comment settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="comment_settings_one_row", violation_error_message=_("A site has one row of comment settings.")
            )
        ]

    def __str__(self) -> str:
        return str(_("Comments"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.id, self._state.adding = 1, False  # an object made anew replaces the row
        super().save(*args, **kwargs)


class Thread(models.Model):
    """A story's comments: it exists once the desk has chosen. It belongs to the story, not to one edition, and acts at once."""

    class Mode(models.TextChoices):
        DEFAULT = "default", _("As the site does")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        HIDDEN = "hidden", _("Hidden")

    article = models.OneToOneField(Article, models.CASCADE, related_name="thread", verbose_name=_("story"))
    mode = models.CharField(_("comments"), max_length=10, choices=Mode, default=Mode.DEFAULT)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("comments of a story")
        verbose_name_plural = _("comments of stories")
        constraints = [
            models.CheckConstraint(
                condition=Q(mode__in=["default", "open", "closed", "hidden"]),
                name="thread_mode_known",
                violation_error_message=_("A thread is open, closed, hidden or as the site does."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_mode_display()}"
