"""Tags of the desk's templates: signs, moments as people say them, states by colour, word and sign."""

import datetime as dt

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import moments
from articles.look import look
from articles.models import Article
from articles.publication import Publication

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


@register.simple_tag
def stage_pill(article: Article) -> SafeString:
    return _pill(article.stage, _STAGE_SIGNS[article.stage], article.get_stage_display())


@register.simple_tag
def publication_pill(publication: Publication) -> SafeString:
    """Draw what readers see of a story; its moment stands beside it where the caller puts it."""
    colour, sign = _PUBLICATION_LOOKS[publication.state]
    return _pill(colour, sign, str(publication.word))


@register.filter
def is_over(value: dt.datetime | None) -> bool:
    """Say whether a moment has passed."""
    return value is not None and value < look.now()


def _pill(colour: str, sign: str, word: str) -> SafeString:
    return format_html('<span class="pill is-{}">{}<span>{}</span></span>', colour, icon(sign), word)
