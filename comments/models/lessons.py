"""What moderators decided against the spam classifier's opinion: it is told, after the decision and by whoever tends comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField
from comments.models.comments import Comment


class Lesson(models.Model):
    """One correction that is owed to the classifier; it goes once it was heard, or was told in vain too often."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="lesson", verbose_name=_("comment"))
    is_spam = models.BooleanField(_("is spam"))
    made_at = models.DateTimeField(_("decided"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    taken_until = models.DateTimeField(null=True)
    error = PlainCharField(_("what failed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("correction of the classifier")
        verbose_name_plural = _("corrections of the classifier")

    def __str__(self) -> str:
        return f"{self.comment_id}: {'spam' if self.is_spam else 'fine'}"
