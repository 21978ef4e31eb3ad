"""What the paper is called and says of itself: one row, edited on one screen."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField, PlainTextField

is_colour = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write a colour as “#” and six digits, such as #0a5a68."))


class SiteSettings(models.Model):
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = PlainCharField(_("name of the paper"), max_length=120, default="Newsroom")
    tagline = PlainCharField(_("tagline"), max_length=200, blank=True)
    description = PlainTextField(_("description"), max_length=600, blank=True, help_text=_("For search engines, one or two sentences."))
    footer = PlainTextField(_("footer"), max_length=2000, blank=True, help_text=_("Imprint, address, small print."))

    logo = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("A picture that stands in place of the name. Its alternative text is what is read aloud."),
    )
    accent = PlainCharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("For kickers, links and buttons, such as #0a5a68. It is darkened or lightened where it could not be read."),
    )
    social = PlainTextField(_("social addresses"), max_length=2000, blank=True, help_text=_("One a line, each with https://."))
    breaking_story = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("breaking news"),
        help_text=_("Stands in a banner over the front page while it is live. A few days a year."),
    )
    is_big_day = models.BooleanField(
        _("a day of big news"), default=False, help_text=_("The front page's first headline goes across the whole page.")
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="site_settings_one_row", violation_error_message=_("A site has one row of settings.")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.id, self._state.adding = 1, False  # an object made anew replaces the row
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.accent = self.accent.lower()
        for address in self.social.split():
            try:
                URLValidator(schemes=["https"])(address)
            except ValidationError as error:
                refusal = _("“%(address)s” is no address that begins with https://.") % {"address": address}
                raise ValidationError({"social": refusal}) from error
