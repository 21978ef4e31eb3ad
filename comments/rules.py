"""What holds where: the site's settings and what sections say otherwise, kept in the process."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.look import Kept
from articles.sections import tree
from comments.models import CommentSettings, SectionRules

SETTINGS_KEY = "comments"


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds in one section. `taking`: open, closed or hidden. `moderators`: user ids; empty: everybody who may."""

    taking: str
    moderation: str
    close_after_days: int | None
    moderators: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _AllRules:
    site: CommentSettings
    sections: dict[int, SectionRules] = field(default_factory=dict)
    moderators: dict[int, frozenset[int]] = field(default_factory=dict)


def _load() -> _AllRules:
    site = CommentSettings.objects.filter(pk=1).first() or CommentSettings()
    rows = list(SectionRules.objects.prefetch_related("moderators"))
    chosen = {row.section_id: frozenset(user.pk for user in row.moderators.all()) for row in rows}
    return _AllRules(site, {row.section_id: row for row in rows}, chosen)


_kept: Kept[_AllRules] = Kept(SETTINGS_KEY, _load)


def site_rules() -> CommentSettings:
    """Return the site's settings as this process knows them, at most 100 ms old. No query."""
    return _kept.get().site


def rules_of(section_id: int | None) -> Rules:
    """Return what holds in a section: its own rules, else those of the nearest section above it that says something. No query."""
    return _resolve(_kept.get(), section_id)


def _resolve(known: _AllRules, section_id: int | None) -> Rules:
    above = [known.sections[pk] for pk in _upwards(section_id) if pk in known.sections]
    taking = next((row.taking for row in above if row.taking), "open" if known.site.open_by_default else "closed")
    moderation = next((row.moderation for row in above if row.moderation), known.site.moderation)
    days = next((row.close_after_days for row in above if row.close_after_days is not None), known.site.close_after_days)
    chosen = next((known.moderators[row.section_id] for row in above if known.moderators[row.section_id]), frozenset[int]())
    return Rules(taking, moderation, days, chosen)


def _upwards(section_id: int | None) -> Iterator[int]:
    branch = tree().by_id.get(section_id or 0)
    while branch:
        yield branch.id
        branch = branch.parent


def sections_kept_from(user_id: int) -> list[int]:
    """Return the sections that others moderate, and this user not. No query."""
    return [pk for pk in tree().by_id if (chosen := rules_of(pk).moderators) and user_id not in chosen]


def closes_at(published_at: dt.datetime, days: int | None) -> dt.datetime | None:
    return None if days is None else published_at + dt.timedelta(days=days)
