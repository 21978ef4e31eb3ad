"""What the pages of stories need beyond Django's own tags."""

import datetime as dt

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import html
from articles.periods import period_of
from articles.reading import DrawnBlock

register = template.Library()


@register.simple_tag
def block_html(block: DrawnBlock, part: str = "html") -> SafeString:
    """Draw a part of a block that holds HTML: it passed `articles.html` when it was saved, and its links are drawn here."""
    return html.safe(html.link_stories(block.content.get(part) or "", block.paths))


@register.simple_tag
def day(moment: dt.datetime) -> SafeString:
    """Draw a moment's day in TIME_ZONE, as the site's language writes it; a machine reads the moment."""
    return _time(moment, "DATE_FORMAT")


@register.simple_tag
def day_and_time(moment: dt.datetime) -> SafeString:
    """Draw a moment in TIME_ZONE, as the site's language writes it."""
    return _time(moment, "DATETIME_FORMAT")


@register.simple_tag
def day_path(moment: dt.datetime) -> str:
    """Return the archive's path of a moment's day."""
    return period_of(moment).path


def _time(moment: dt.datetime, words: str) -> SafeString:
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), formats.date_format(local, words))
