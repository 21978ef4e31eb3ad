"""A save over somebody else's is refused: the form carries a digest of the row as it was opened, and both versions are shown."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.differences import Difference, shown

OPENED = "opened_row"


def digest_of(row: Model, names: list[str], beside: Sequence[Any] = ()) -> str:
    """Return one hash of these fields of a row, and of what stands on the same screen."""
    values = [shown(row._meta.get_field(name).value_from_object(row)) for name in names]  # type: ignore[union-attr]
    values.extend(map(str, beside))
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


if TYPE_CHECKING:
    _BaseModelForm = forms.BaseModelForm[Any]
else:
    _BaseModelForm = forms.BaseModelForm


class NoticesOthers(_BaseModelForm):
    """Mix into a form of one row. A form that carries no digest is believed: it was not made by our page."""

    differences: list[Difference]
    their_digest = ""
    rows_beside: Callable[[], Sequence[Any]] = staticmethod(lambda: ())
    """Return the values of rows that the same form saves, as they are saved now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = []
        if self.instance.pk is not None:
            self.initial[OPENED] = digest_of(self.instance, self._names(), self.rows_beside())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opened = cleaned.pop(OPENED, "")
        if self.instance.pk is not None and opened:
            self._refuse_to_overwrite(cleaned, opened)
        return cleaned

    def _refuse_to_overwrite(self, cleaned: dict[str, Any], opened: str) -> None:
        row = self._meta.model._default_manager.select_for_update(of=("self",)).filter(pk=self.instance.pk).first()
        if row is None:
            return
        digest = digest_of(row, self._names(), self.rows_beside())
        if digest in {opened, self.data.get("_overwrite")}:
            return
        self.their_digest = digest
        pairs = [(name, shown(cleaned.get(name)), shown(getattr(row, name))) for name in self._names() if name in cleaned]
        self.differences = [
            Difference(str(self.fields[name].label or name), yours, theirs) for name, yours, theirs in pairs if yours != theirs
        ]
        self.add_error(None, ValidationError(_("Somebody else saved this after you had opened it. Nothing was overwritten."), code="stale"))

    def _names(self) -> list[str]:
        concrete = {field.name for field in self._meta.model._meta.concrete_fields}
        return [name for name in self.fields if name in concrete]
