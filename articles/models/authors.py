"""Authors: the people whose names stand over stories. An author is not an account."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.addresses import SLUG_LENGTH, slug_from
from articles.fields import PlainCharField, PlainTextField


class Author(models.Model):
    name = PlainCharField(_("name"), max_length=120)
    slug = PlainCharField(_("address"), max_length=SLUG_LENGTH, unique=True, blank=True, help_text=_("Empty: made from the name."))
    job_title = PlainCharField(_("job title"), max_length=120, blank=True, help_text=_("As it is printed: “Harbour correspondent”."))
    biography = PlainTextField(_("biography"), max_length=4000, blank=True)
    portrait = models.ForeignKey(
        "articles.Image", models.PROTECT, null=True, blank=True, related_name="portrait_of", verbose_name=_("portrait")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("Only so that their own new stories start with their byline."),
    )
    import_ref = models.CharField(_("reference at import"), max_length=200, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slug_from(self.name, otherwise="author")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.slug = slug_from(self.slug or self.name, otherwise="author")
        if Author.objects.exclude(pk=self.pk).filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("Another author has this address already. Choose a different one.")})
