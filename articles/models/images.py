"""The picture library: originals, what is said about them, and where they are used."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField, PlainTextField

_FILE_NAME = re.compile(
    r"""^(
        .*\.(jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg)            # picture.jpg
      | (img|dsc[nf]?|pxl|mvimg|mvi|dji|gopr|cimg|image|photo|picture|pic|scan|unnamed|untitled|unbenannt|screen[ _-]?shot
        |screen[ _-]?recording|whatsapp[ _-]?image|bildschirmfoto|captura([ ]de[ ]pantalla)?|capture([ ]d.[ée]cran)?|foto|bild)
        [ _-]*(at|vom|von|um|de)?[\d\s_.,:()-]*(wa\d+|at|um|à)?[\d\s_.,:()apm-]*  # Screenshot 2024 03 30 071332
      | p\d{7}                                                         # P1010042
      | [\d\s_.:()-]+                                                # 20240330_071332
      | [0-9a-f]{12,} | [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}    # hashes
    )$""",
    re.IGNORECASE | re.VERBOSE,
)


def originals() -> Storage:
    """Return the private storage of originals, which is never served."""
    return storages["originals"]


def looks_like_a_file_name(alt: str) -> bool:
    """Say whether an alternative text is only what a camera, phone or screen called the file."""
    words = alt.strip()
    return _FILE_NAME.match(words) is not None or (" " not in words and "_" in words)


def refuse_file_name(alt: str) -> None:
    """Refuse an alternative text that tells nobody what the picture shows."""
    if looks_like_a_file_name(alt):
        raise ValidationError(
            _("“%(alt)s” looks like a file name. Say in a few words what the picture shows, for people who cannot see it."),
            code="file_name",
            params={"alt": alt},
        )


class Image(models.Model):
    """An original in the library. Its pixels never change: a new file is a new picture."""

    file = models.ImageField(
        _("file"), upload_to="%Y/%m", storage=originals, width_field="width_px", height_field="height_px", max_length=255
    )
    width_px = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height_px = models.PositiveIntegerField(_("height in pixels"), editable=False)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), editable=False, default=0)
    checksum = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False, default="", db_index=True)
    alt = PlainCharField(
        _("alternative text"),
        max_length=300,
        validators=[refuse_file_name],
        help_text=_("What the picture shows, for people who cannot see it. Not the file's name, not the caption again."),
    )
    caption = PlainTextField(_("caption"), max_length=2000, blank=True)
    credit = PlainCharField(_("credit"), max_length=200, blank=True, help_text=_("As it is printed: “Photo: Ines Falk”."))
    source = PlainCharField(_("source"), max_length=200, blank=True, help_text=_("Agency, archive or person it came from."))
    licence = PlainCharField(_("licence"), max_length=200, blank=True)
    rights_expire_on = models.DateField(_("rights expire on"), null=True, blank=True)
    focal_x = models.FloatField(
        _("focal point, across"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 is the left edge, 1 the right edge."),
    )
    focal_y = models.FloatField(
        _("focal point, down"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 is the top edge, 1 the bottom edge."),
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("uploaded by")
    )
    import_ref = models.CharField(_("reference at import"), max_length=200, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="image_has_alt", violation_error_message=_("Say what the picture shows.")),
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_inside",
                violation_error_message=_("The focal point lies inside the picture: from 0 to 1."),
            ),
        ]
        indexes = [  # the sweep
            models.Index(fields=["rights_expire_on"], name="image_rights_end", condition=Q(rights_expire_on__isnull=False))
        ]

    def __str__(self) -> str:
        return self.alt

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_file_name(self.alt)
        super().save(*args, **kwargs)


class ImageUse(models.Model):
    """A story shows a picture: in its working copy (no edition) or in an edition. Written at save and at publishing."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="uses", verbose_name=_("picture"))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="image_uses", verbose_name=_("story"))
    edition = models.ForeignKey(
        "articles.Edition", models.CASCADE, null=True, blank=True, related_name="image_uses", verbose_name=_("edition")
    )

    class Meta:
        verbose_name = _("use of a picture")
        verbose_name_plural = _("uses of pictures")
        constraints = [
            models.UniqueConstraint(fields=["edition", "image"], condition=~Q(edition=None), name="image_use_once_in_edition"),
            models.UniqueConstraint(fields=["article", "image"], condition=Q(edition=None), name="image_use_once_in_working_copy"),
        ]

    def __str__(self) -> str:
        return f"{self.image} – {self.article}"
