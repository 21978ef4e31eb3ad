"""What the pages of stories need beyond Django's own tags."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import html
from articles.cards import Card
from articles.names import Name
from articles.periods import Period, period_of
from articles.reading import DrawnBlock
from articles.sections import Branch
from articles.tables import set_table
from articles.typography import NO_BREAK_SPACE, keep_numbers_in_html, parted_at_compounds

register = template.Library()

_BETWEEN = re.compile(r"(?<=\d) (?=\w)|(?<=[\w.]) (?=\d)")
_HEADING = re.compile(r"(</?h)([34])(?=[ >])")
_INITIALS = 2
_PICTURES_IN_A_ROW = 2


@register.simple_tag
def block_html(block: DrawnBlock, part: str = "html") -> SafeString:
    """Draw a part of a block that holds HTML: it passed `articles.html` when it was saved, and its links are drawn here."""
    return html.safe(keep_numbers_in_html(html.link_stories(block.content.get(part) or "", block.paths)))


@register.simple_tag
def table_html(block: DrawnBlock) -> SafeString:
    """Draw a table, its figures under one another."""
    return html.safe(set_table(block_html(block)))


@register.simple_tag
def fact_box_html(block: DrawnBlock) -> SafeString:
    """Draw a fact box with its headings one rank higher: nothing stands between it and the story's own headline."""
    drawn = block_html(block)
    return html.safe(_HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", drawn))


@register.filter
def whole(headline: str) -> SafeString | str:
    """Draw a headline whose short compounds are not parted at their hyphens. Most have none."""
    if "-" not in headline:
        return headline
    parts = [*parted_at_compounds(headline), ""]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return format_html_join(
        "", "{}{}", ((text, format_html('<span class="whole">{}</span>', word) if word else "") for text, word in pairs)
    )


# Times: said once, and exactly


@register.simple_tag
def day_and_time(moment: dt.datetime) -> SafeString:
    """Draw a moment in TIME_ZONE, as the site's language writes it; a machine reads the moment."""
    return _time(moment, _in_full("DATETIME_FORMAT"))


@register.simple_tag
def clock(moment: dt.datetime, day: dt.date | None = None) -> SafeString:
    """Draw a moment's time of day; its day too where a page names another one."""
    return _time(moment, "TIME_FORMAT" if day in {None, _local(moment).date()} else _in_full("DATETIME_FORMAT"))


@register.simple_tag
def weekday(moment: dt.datetime) -> SafeString:
    """Draw a moment's day with the name it has in the week."""
    day = _local(moment).date()
    return format_html('<time datetime="{}">{}, {}</time>', day.isoformat(), formats.date_format(day, "l"), _joined(in_full(day)))


@register.simple_tag
def when(moment: dt.datetime, day: dt.date | None = None) -> SafeString:
    """Draw when something was published on a page that names a day: the time on that day, else the date, with its year if it differs."""
    local = _local(moment)
    if day and local.date() == day:
        return _time(moment, "TIME_FORMAT")
    if day and local.year == day.year:
        return _time(moment, "MONTH_DAY_FORMAT")
    return _time(moment, _in_full("DATE_FORMAT"))


@register.filter
def in_full(day: dt.date) -> str:
    """Write a day as the site's language does, its month as a whole word."""
    return formats.date_format(day, _in_full("DATE_FORMAT"))


@register.simple_tag
def day_of(moment: dt.datetime | None) -> dt.date | None:
    """Return a moment's day in TIME_ZONE."""
    return _local(moment).date() if moment else None


@register.simple_tag
def day_path(moment: dt.datetime) -> str:
    """Return the archive's path of a moment's day."""
    return period_of(moment).path


@register.simple_tag
def month_path(moment: dt.datetime) -> str:
    """Return the archive's path of a moment's month."""
    day = period_of(moment)
    return Period(day.year, day.month).path


# Names


@register.simple_tag
def label(card: Card, named: Branch | str | None = None) -> str:
    """Return what stands above a headline: its kicker, else its section; nothing that the page names already."""
    said = {branch.name.casefold() for branch in named.ancestors()} if isinstance(named, Branch) else ()
    word, branch = card.kicker, card.section
    while branch and (not word or word.casefold() in said):
        word, branch = branch.name, branch.parent
    return "" if word.casefold() in said else word


@register.filter
def pictures_first(cards: Sequence[Card], most: int) -> list[Card]:
    """Move up to so many stories with a picture before those without: for a row in which all are of one rank."""
    first = [card for card in cards if _has_picture(card)][:most]
    return [*first, *(card for card in cards if card not in first)]


@register.filter
def in_columns(cards: Sequence[Card], most_pictures: int) -> list[list[Card]]:
    """Set stories of one rank in columns, for up to four: those with a picture come first, each in a column of its own.

    Pictures are drawn where all have one and there may be so many, else two. Beside them the others stand in one column, under one another:
    there none is drawn, and no hole is left.
    """
    pictured = [card for card in cards if _has_picture(card)]
    first = pictured if len(pictured) == len(cards) <= most_pictures else pictured[:_PICTURES_IN_A_ROW]
    rest = [card for card in cards if card not in first]
    return [[card] for card in first] + ([rest] if first and rest else [[card] for card in rest])


@register.filter
def placed(cards: Sequence[Card], place: str) -> Iterator[tuple[Card, str]]:
    """Yield stories with the place of their picture: none where there is none, or where the one before shows its own."""
    last = ""
    for card in cards:
        last = place if _has_picture(card) and not last else ""
        yield card, last


def _has_picture(card: Card) -> bool:
    return bool(card.picture and card.picture.src)


@register.simple_tag
def in_brief(names: Sequence[Name]) -> str:
    """Return names for a card: two at most, others only counted in."""
    said = [name.name for name in names[:2]]
    if len(names) > len(said):
        return _("%(names)s and others") % {"names": ", ".join(said)}
    return _("%(first)s and %(second)s") % {"first": said[0], "second": said[1]} if len(said) > 1 else "".join(said)


@register.simple_tag
def initials(name: str) -> str:
    """Return the first letters of a paper's last words, for its seal."""
    return "".join(word[0] for word in name.split() if word[0].isalnum())[-_INITIALS:].upper()


@register.simple_tag
def mail_link(subject: str, address: str) -> str:
    """Return an address that opens a letter with this subject and, in it, a link."""
    return f"mailto:?subject={quote(subject)}&body={quote(address)}"


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _in_full(name: str) -> str:
    """Return a format of the language with the month as a whole word: readers see one form of a date on every page."""
    return str(formats.get_format(name)).replace("N", "F").replace("M", "F")


def _joined(written: str) -> str:
    """Keep a number and its month on one line."""
    return _BETWEEN.sub(NO_BREAK_SPACE, written)


def _time(moment: dt.datetime, words: str) -> SafeString:
    return _time_in(get_language(), settings.TIME_ZONE, moment, words)


@lru_cache(maxsize=4096)  # a page of cards says thirty of them, and the next page the same
def _time_in(_language: str | None, _zone: str, moment: dt.datetime, words: str) -> SafeString:
    local = _local(moment)
    text = _joined(formats.date_format(local, words))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), text)
