"""Sections: the tree a paper is divided into."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.addresses import SLUG_LENGTH, is_reserved, slug_from
from articles.fields import PlainCharField, PlainTextField


class Section(models.Model):
    """A part of the paper. Saving one through its form goes through `articles.sections`, which keeps paths and listings true."""

    name = PlainCharField(_("name"), max_length=80)
    slug = PlainCharField(_("address"), max_length=SLUG_LENGTH, blank=True, help_text=_("Empty: made from the name."))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("inside"))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first among the sections beside it.")
    )
    description = PlainTextField(_("description"), blank=True, max_length=600, help_text=_("One or two sentences at the head of its page."))
    in_navigation = models.BooleanField(_("in the navigation"), default=True)

    class Meta:
        ordering = ["position", "name", "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "slug"],
                name="section_slug_once_in_parent",
                violation_error_message=_("Another section here has this address already."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(parent=None),
                name="section_slug_once_at_root",
                violation_error_message=_("Another section has this address already."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="section_not_inside_itself",
                violation_error_message=_("A section cannot stand inside itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slug_from(self.name, otherwise="section")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.slug = slug_from(self.slug or self.name, otherwise="section")
        if self.parent_id is None and is_reserved(self.slug):
            raise ValidationError({"slug": _("This word is the site's own. Choose another address.")})
        if self.pk is not None and self.parent_id is not None and self._would_stand_inside_itself():
            raise ValidationError({"parent": _("A section cannot be moved inside itself or one of its own sub-sections.")})

    def _would_stand_inside_itself(self) -> bool:
        parents = dict(Section.objects.values_list("pk", "parent_id"))
        above, seen = self.parent_id, set[int]()
        while above is not None and above not in seen:
            if above == self.pk:
                return True
            seen.add(above)
            above = parents.get(above)
        return False
