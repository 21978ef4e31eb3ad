"""What the paper is called and says of itself: one row, edited on one screen."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField, PlainTextField


class SiteSettings(models.Model):
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = PlainCharField(_("name of the paper"), max_length=120, default="Newsroom")
    tagline = PlainCharField(_("tagline"), max_length=200, blank=True)
    description = PlainTextField(_("description"), max_length=600, blank=True, help_text=_("For search engines, one or two sentences."))
    footer = PlainTextField(_("footer"), max_length=2000, blank=True, help_text=_("Imprint, address, small print."))

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
