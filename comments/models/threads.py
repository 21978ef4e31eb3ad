"""A story's thread: whether it takes comments, and what is counted of them."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.models.settings import Moderation


class Thread(models.Model):
    """A story's comments: it exists once the desk has chosen or a first comment came. It belongs to the story and acts at once.

    Whoever writes, closes or decides locks this row first. `live_count` is what readers see; only `comments.verbs` changes it.
    """

    class Mode(models.TextChoices):
        DEFAULT = "default", _("As the site does")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        PAUSED = "paused", _("Paused until what waits has been read")
        HIDDEN = "hidden", _("Hidden")

    article = models.OneToOneField(Article, models.CASCADE, related_name="thread", verbose_name=_("story"))
    mode = models.CharField(_("comments"), max_length=10, choices=Mode, default=Mode.DEFAULT)
    moderation = models.CharField(
        _("moderation"), max_length=10, choices=Moderation, blank=True, help_text=_("Empty: as in the story's section.")
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after … days"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(3650)],
        help_text=_("Empty: as in the story's section."),
    )
    live_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("comments of a story")
        verbose_name_plural = _("comments of stories")
        constraints = [
            models.CheckConstraint(
                condition=Q(mode__in=["default", "open", "closed", "paused", "hidden"]),
                name="thread_mode_known",
                violation_error_message=_("A thread is open, closed, paused, hidden or as the site does."),
            ),
            models.CheckConstraint(
                condition=Q(moderation__in=["", "before", "after", "trust"]),
                name="thread_moderation_known",
                violation_error_message=_("Comments are read before, after, or by trust."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_mode_display()}"
