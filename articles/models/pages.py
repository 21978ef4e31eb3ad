"""Standing pages such as About and Contact. They have no editions: what is saved is live."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.addresses import SLUG_LENGTH, is_reserved, slug_from
from articles.fields import BodyField, PlainCharField, PlainTextField


class Page(models.Model):
    title = PlainCharField(_("title"), max_length=200)
    slug = PlainCharField(_("address"), max_length=SLUG_LENGTH, unique=True, blank=True, help_text=_("Empty: made from the title."))
    body = BodyField(_("body"), blank=True)
    description = PlainTextField(_("description for search engines"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    in_footer = models.BooleanField(_("in the footer"), default=True)
    import_ref = models.CharField(_("reference at import"), max_length=200, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["position", "title", "pk"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slug_from(self.title, otherwise="page")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.slug = slug_from(self.slug or self.title, otherwise="page")
        if is_reserved(self.slug):
            raise ValidationError({"slug": _("This word is the site's own. Choose another address.")})
