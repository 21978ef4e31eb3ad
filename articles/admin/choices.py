"""Rows chosen by their number: what is no number, or one that no table holds, is a sentence on every database."""

from typing import Any, ClassVar

from django.db import models

from articles.form_fields import RowChoiceField

__all__ = ["ChoosesRows", "RowChoiceField"]


class ChoosesRows:
    """Mix in before a ModelAdmin or an inline."""

    formfield_overrides: ClassVar[Any] = {
        models.ForeignKey: {"form_class": RowChoiceField},
        models.OneToOneField: {"form_class": RowChoiceField},
    }
