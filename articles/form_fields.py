"""Fields of the desk's forms: a body, a moment as people say it, a line that grows, rows of other tables chosen by what they are called."""

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceField, ModelChoiceIterator, ModelChoiceIteratorValue
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import importmap, prose_editor_js
from js_asset import Script
from js_asset.media import Media

from articles import html
from articles.embeds import SERVICES
from articles.look import look
from articles.models import Article, Author, Image, Section
from articles.moments import EARLIEST, LATEST
from articles.people import called
from articles.row_numbers import row_number
from articles.said_moments import NotUnderstood, understood, written
from articles.sections import tree

if TYPE_CHECKING:
    Iterator_ = ModelChoiceIterator[Section]
else:
    Iterator_ = ModelChoiceIterator


class RowChoiceField(ModelChoiceField):  # type: ignore[type-arg]
    """Draws nothing for a value that no row can have: the stock completing field asks the database for it, which raises."""

    def prepare_value(self, value: Any) -> Any:
        value = super().prepare_value(value)
        is_typed = isinstance(value, str) and value != ""
        return None if is_typed and row_number(value) is None else value


class LineArea(forms.Textarea):
    """One line of text that may be long: it grows, and never breaks where somebody pressed Enter."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 1, "dir": "auto", "autocomplete": "off", "data-grow": "", **(attrs or {})})


class MomentInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-moment": "", "placeholder": _("tomorrow 6:30"), **(attrs or {})})


class MomentField(forms.CharField):
    """A moment in the site's time zone, as people say it (`articles.said_moments`); years no calendar holds are refused with a sentence."""

    widget = MomentInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return written(value, zone=timezone.get_default_timezone()) if isinstance(value, dt.datetime) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            moment = understood(typed, now=look.now(), zone=timezone.get_default_timezone())
        except NotUnderstood as puzzled:
            raise ValidationError(str(puzzled)) from puzzled
        if not EARLIEST <= moment <= LATEST:
            raise ValidationError(gettext("Choose a moment between the years 1000 and 9998."))
        return moment

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


class BodyWidget(forms.Textarea):
    """The editor (`static/js/desk/writing/body.js`). Without JavaScript it is HTML in a text area."""

    @property
    def media(self) -> Any:
        modules = [prose_editor_js, Script("js/desk/writing/body.js", type="module")]
        return Media(importmap=importmap, css={"all": ["css/desk/editor.css"]}, js=modules)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        places = {name: reverse(f"admin:articles_article_{name}") for name in ("pictures", "upload", "stories")}
        told = {"data-body": "", "data-services": _services(), **{f"data-{name}": address for name, address in places.items()}}
        return super().get_context(name, value, {**told, **(attrs or {})})


@cache
def _services() -> str:
    return json.dumps({host: service.name for service in SERVICES if service.frame for host in service.hosts})


class BodyFormField(forms.CharField):
    """The body: what is typed is cleaned by the one allow-list."""

    widget = BodyWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "strip": False, **kwargs})

    def clean(self, value: Any) -> str:
        try:
            return html.clean(super().clean(value))
        except html.BodyRefused as refusal:
            raise ValidationError(str(refusal.sentence), code="too_long") from refusal


class _InReadingOrder(Iterator_):
    """The tree of sections, as deep as each stands."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for branch in (branch for root in tree().roots for branch in root.subtree()):
            yield (ModelChoiceIteratorValue(branch.id, None), "\u2003" * (len(branch.ancestors()) - 1) + branch.name)  # type: ignore[arg-type]


class SectionField(RowChoiceField):
    iterator = _InReadingOrder

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Section.objects.all(), **{"required": False, "empty_label": _("Choose a section"), **kwargs})


class PictureField(RowChoiceField):
    """A picture of the library. The page puts its thumbnail over the number."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Image.objects.all(), **{"required": False, **kwargs})


class PersonField(RowChoiceField):
    """Somebody who works at the desk."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(self.people(), **{"required": False, "empty_label": _("Nobody yet"), **kwargs})

    @staticmethod
    def people() -> Any:
        return get_user_model().objects.filter(Q(is_staff=True, is_active=True)).order_by("first_name", "last_name", "username")

    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


class CalledField(RowChoiceField):
    """A row by its number, as the page sends it, or by what it is called, as somebody types it where there is no JavaScript."""

    widget = forms.TextInput
    called = "name"

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed or (typed.isascii() and typed.isdigit()):
            return super().to_python(typed)
        found = list(self.queryset.filter(**{f"{self.called}__iexact": typed[:300]})[:2]) if "\0" not in typed else []  # type: ignore[union-attr]
        if len(found) != 1:
            raise ValidationError(gettext("Nothing is called “%(typed)s”, or several are: choose from the list.") % {"typed": typed[:80]})
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else super().prepare_value(value)


class AuthorField(CalledField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Author.objects.all(), **kwargs)


class StoryField(CalledField):
    called = "headline"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Article.objects.only("pk", "headline"), **kwargs)
