"""Mails that are owed: written in the transaction that owes them, sent after it, kept until they have gone out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField


class Mail(models.Model):
    to = models.EmailField(_("to"))
    subject = PlainCharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    headers = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(_("written"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    taken_until = models.DateTimeField(null=True)
    error = PlainCharField(_("what failed"), max_length=300, blank=True)
    given_up = models.BooleanField(_("given up"), default=False)

    class Meta:
        verbose_name = _("mail to send")
        verbose_name_plural = _("mails to send")
        indexes = [models.Index(fields=["made_at"], name="comment_mail_owed", condition=Q(given_up=False))]  # the command that sends again

    def __str__(self) -> str:
        return self.subject
