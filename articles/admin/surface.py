"""What the writing surface says beside the form's fields: what is wrong, what is missing, what readers see, who and what was chosen."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import gate
from articles.admin import saying
from articles.admin.choosing import authors_json, picture_json, stories_json
from articles.forms import ArticleForm
from articles.gate import Line
from articles.models import Byline, Image, RelatedArticle
from articles.row_numbers import row_number
from articles.standing import Standing
from articles.unpublished import changed_fields

_GATE_ANCHORS = {"bylines": "add-bylines", "lead_image": "choose-picture"}
_WIDE_FIELDS = ("slug", "seo_title", "seo_description", "social_headline", "canonical_url")


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence on what is wrong, and the id of the field it leads to; "" where it belongs to none."""

    anchor: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    form: Any
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Ordered rows of one kind: `name` is the field that chooses; `empty` a row to be added."""

    formset: Any
    name: str
    rows: Sequence[Row]
    empty: Any
    address: str


@dataclass(slots=True)
class Surface:
    problems: list[Problem] = field(default_factory=list)
    gate: Sequence[Line] = ()
    changes: list[str] = field(default_factory=list)
    bylines: Rows | None = None
    related: Rows | None = None
    plugged: list[Any] = field(default_factory=list)
    lead: Mapping[str, Any] | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    wide_fields: list[Any] = field(default_factory=list)
    zone: str = ""

    @property
    def missing(self) -> list[tuple[Line, str]]:
        return [(line, anchor_of(line)) for line in self.gate]


def anchor_of(line: Line) -> str:
    return _GATE_ANCHORS.get(line.field, f"id_{line.field}")


def surface_of(request: Any, form: ArticleForm, panels: Iterable[Any], *, standing: Standing | None) -> Surface:
    """Gather it. Five queries at most beside the form's own, whatever the number of rows."""
    panels = list(panels)
    by_model = {panel.formset.model: panel for panel in panels}
    surface = Surface(problems=list(_problems(form, panels)), addresses=_addresses(form.instance.pk))
    surface.plugged = [panel for panel in panels if panel.formset.model not in {Byline, RelatedArticle}]
    if Byline in by_model:
        surface.bylines = _rows(by_model[Byline], "author", authors_json, "authors")
    if RelatedArticle in by_model:
        surface.related = _rows(by_model[RelatedArticle], "target", stories_json, "stories")
    lead = Image.objects.filter(pk=row_number(form["lead_image"].value()) or 0).first() if form["lead_image"].value() else None
    surface.lead = picture_json(lead) if lead else None
    has_byline = bool(surface.bylines and any(row.words for row in surface.bylines.rows))
    surface.gate = gate.lines(form.instance, has_byline=has_byline)
    if "missing" in request.GET and not surface.problems:
        surface.problems = [
            Problem(anchor_of(line), "", str(line.sentence)) for line in surface.gate if line.is_demanded and not line.is_met
        ]
    if standing and form.instance.has_unpublished_changes:
        surface.changes = changed_fields(form.instance, standing)
    surface.wide_fields, surface.zone = [form[name] for name in _WIDE_FIELDS], timezone.get_default_timezone_name()
    return surface


def bar_words(standing: Standing | None, *, changes: int, now: dt.datetime) -> str:
    """Say what readers see, in the fewest words: Live since 14:02, 3 changes not published."""
    return saying.in_the_bar(standing, changes=changes, now=now) if standing else _("New story")


def _problems(form: ArticleForm, panels: Iterable[Any]) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        is_field = name in form.fields and not form.fields[name].widget.is_hidden
        label = str(form.fields[name].label or name) if is_field else ""
        for sentence in errors:
            yield Problem(_anchor(form, name) if is_field else "", label, str(sentence))
    for panel in panels:
        anchor = f"add-{panel.formset.prefix}" if panel.formset.model in {Byline, RelatedArticle} else f"panel-{panel.formset.prefix}"
        told = [str(error) for row in panel.formset.errors for errors in row.values() for error in errors]
        for sentence in dict.fromkeys([*told, *(str(error) for error in panel.formset.non_form_errors())]):
            yield Problem(anchor, str(panel.opts.verbose_name_plural), sentence)


def _anchor(form: ArticleForm, name: str) -> str:
    return {"tags": "add-tag", "lead_image": "choose-picture"}.get(name) or f"id_{name}"


def _rows(panel: Any, name: str, read: Any, address: str) -> Rows:
    """Pair each row with what it is called, in the order that was typed. One query."""
    forms = sorted(panel.formset.forms, key=lambda form: row_number(form["position"].value()) or 0)
    known = read([row_number(form[name].value()) or 0 for form in forms])
    rows = []
    for form in forms:
        told = known.get(row_number(form[name].value()) or 0, {})
        rows.append(Row(form, told.get("text", ""), told.get("detail", "")))
    return Rows(panel.formset, name, rows, panel.formset.empty_form, reverse(f"admin:articles_article_{address}"))


def _addresses(pk: int | None) -> dict[str, str]:
    names = ("pictures", "upload", "stories", "authors", "tags", "moment", "preview", "focal")
    return {name: reverse(f"admin:articles_article_{name}") for name in names} | {"story": str(pk or "")}
