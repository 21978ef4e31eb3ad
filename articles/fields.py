"""Model fields that keep what no database or page can carry out of every row, whichever way it comes in."""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from articles import html

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
    _TextField = models.TextField[str, str]
else:
    _CharField, _TextField = models.CharField, models.TextField


LINE_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


class Scrubbed:
    """Clean the value in `full_clean` and again at every `save`, `bulk_create` and `update`."""

    def scrub(self, value: str) -> str:
        return html.clean_text(value)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return self.scrub(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  (Django's own)
        name: str = self.attname  # type: ignore[attr-defined]
        value = getattr(model_instance, name)
        if isinstance(value, str):
            value = self.scrub(value)
            setattr(model_instance, name, value)
        return value


class PlainCharField(Scrubbed, _CharField):
    """One line of text without control characters or lone surrogates, in NFC."""

    def scrub(self, value: str) -> str:
        return LINE_BREAKS.sub(" ", super().scrub(value))

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class PlainTextField(Scrubbed, _TextField):
    """Lines of text without control characters or lone surrogates, in NFC."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class BodyField(Scrubbed, _TextField):
    """HTML that has passed the one allow-list in `articles.html`."""

    def scrub(self, value: str) -> str:
        try:
            return html.clean(value)
        except html.BodyRefused as refusal:
            raise ValidationError(str(refusal.sentence), code="too_long") from refusal

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return str(value) if isinstance(value, html.CleanBody) else value  # drivers know plain text

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
