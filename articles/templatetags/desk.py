"""Tags of the desk's templates: signs, moments as people say them, states by colour, word and sign."""

import datetime as dt
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import moments, renditions
from articles.look import look
from articles.models import Article, Image, SavedView
from articles.people import called
from articles.publication import Publication
from articles.sections import tree

register = template.Library()

_STAGE_SIGNS = {"draft": "pencil", "review": "eye", "approved": "check"}
_PUBLICATION_LOOKS = {  # a state's colour and sign; its word is its own
    "unpublished": ("draft", "circle-dashed"),
    "scheduled": ("scheduled", "clock"),
    "scheduled-earlier": ("changed", "triangle-alert"),
    "live": ("live", "radio"),
    "changed": ("changed", "file-pen"),
    "updating": ("scheduled", "calendar-clock"),
    "updating-earlier": ("changed", "triangle-alert"),
    "expired": ("draft", "hourglass"),
    "withdrawn": ("withdrawn", "ban"),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw a sign of static/icons/desk.svg; without a label it is decoration."""
    sprite = static("icons/desk.svg")
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, sprite, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
def moment(value: dt.datetime | None) -> SafeString | str:
    """Say a moment as a person would; the exact one, with its zone, stands in the title."""
    if value is None:
        return "–"
    words = moments.relative(value, now=look.now())
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), moments.exact(value), words)


@register.filter
def day_and_time(value: dt.datetime) -> str:
    return moments.short(timezone.localtime(value))


@register.simple_tag
def thumb(image: Image | None, width_px: int = 56) -> SafeString:
    """Draw a picture as a small square; an empty frame where there is none. No query."""
    drawn = renditions.drawn(renditions.picture_of(vars(image) | {"pk": image.pk}), "1:1") if image else None
    if drawn is None:
        return format_html('<span class="thumb is-empty" aria-hidden="true">{}</span>', icon("image"))
    return format_html(
        '<img class="thumb" src="{}" srcset="{}" sizes="{}px" width="{}" height="{}" alt="" loading="lazy">',
        drawn.src, drawn.srcset, width_px, width_px, width_px,
    )  # fmt: skip


@register.simple_tag
def card_picture(image: Image) -> SafeString:
    """Draw a picture as the library's grid shows it, 3:2. No query."""
    drawn = renditions.drawn(renditions.picture_of(vars(image) | {"pk": image.pk}), "3:2")
    if drawn is None:
        return format_html('<span class="library-none" aria-hidden="true">{}</span>', icon("image"))
    return format_html('<img src="{}" srcset="{}" sizes="280px" width="480" height="320" alt="" loading="lazy">', drawn.src, drawn.srcset)


@register.filter
def section_names(section_id: int | None) -> str:
    """Return where a section stands: World › Europe. No query."""
    branches = tree()
    return " › ".join(branches.names(section_id)) if section_id in branches.by_id else ""


@register.filter
def byline(article: Article) -> str:
    """Return the names in a story's byline, in order; its `bylines__author` were fetched with it."""
    return ", ".join(dict.fromkeys(line.author.name for line in article.bylines.all()))


@register.filter
def person(user: Any) -> str:
    return called(user)


@register.simple_tag
def stage_pill(article: Article) -> SafeString | str:
    """Draw the stage. A draft of which readers see every word is left without: “Draft · Live” would say nothing, and puzzle."""
    if article.stage == Article.Stage.DRAFT and "live_since" in vars(article) and article.publication.state == "live":
        return ""
    return _pill(article.stage, _STAGE_SIGNS[article.stage], article.get_stage_display())


@register.simple_tag
def publication_pill(publication: Publication) -> SafeString:
    """Draw what readers see of a story; its moment stands beside it where the caller puts it."""
    colour, sign = _PUBLICATION_LOOKS[publication.state]
    return _pill(colour, sign, str(publication.word))


@register.inclusion_tag("desk/_tabs.html")
def desk_tabs(cl: Any, saved_views: list[SavedView], here: SavedView | None) -> dict[str, Any]:
    """Draw the views that come with the desk and those somebody keeps. A tab begins a list anew: other filters go."""
    views = next((spec for spec in cl.filter_specs if spec.parameter_name == "view"), None)
    chosen = views.value() if views and here is None else None
    own = [(f"?view={value}", words, value == chosen) for value, words in (views.lookup_choices if views else ())]
    kept = [(f"?{view.query}", view.name, view == here) for view in saved_views]
    return {"tabs": [("?", _("All"), chosen is None and here is None), *own, *kept]}


@register.inclusion_tag("desk/_tabs.html")
def desk_choices(cl: Any, parameter: str) -> dict[str, Any]:
    """Draw a filter's choices as tabs. Other filters stay."""
    spec = next(spec for spec in cl.filter_specs if spec.parameter_name == parameter)
    return {"tabs": [(choice["query_string"], choice["display"], choice["selected"]) for choice in spec.choices(cl)]}


@register.filter
def is_over(value: dt.datetime | None) -> bool:
    """Say whether a moment has passed."""
    return value is not None and value < look.now()


def _pill(colour: str, sign: str, word: str) -> SafeString:
    return format_html('<span class="pill is-{}">{}<span>{}</span></span>', colour, icon(sign), word)
