"""Rows chosen by their number: what is no number, or one that no table holds, is a sentence on every database."""

from typing import Any, ClassVar

from django.db import models
from django.forms import ModelChoiceField


class RowChoiceField(ModelChoiceField):  # type: ignore[type-arg]
    """Draws nothing for a value that no row can have: the stock completing field asks the database for it, which raises."""

    def prepare_value(self, value: Any) -> Any:
        value = super().prepare_value(value)
        is_typed = isinstance(value, str) and value != ""
        return None if is_typed and not (value.isascii() and value.isdigit() and len(value) < 19) else value


class ChoosesRows:
    """Mix in before a ModelAdmin or an inline."""

    formfield_overrides: ClassVar[Any] = {
        models.ForeignKey: {"form_class": RowChoiceField},
        models.OneToOneField: {"form_class": RowChoiceField},
    }
