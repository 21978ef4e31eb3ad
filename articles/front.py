"""The front page: which story stands in which place. Templates draw places, so that choosing can change without them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles import cards, suggestions
from articles.album import PORTRAIT, WIDE, album_of
from articles.candidates import Candidate, Pile, pile_of
from articles.cards import Card
from articles.changes import depends_on
from articles.figures import Figure
from articles.names import names_of
from articles.publishing.composing import FRONT_KEY
from articles.sections import SECTIONS_KEY, Branch, tree
from articles.shapes import LEAST, MOST, Rhythm, Shape
from articles.site import site

LINES, SECONDS, OPINIONS, LATEST = 4, 4, 4, 8
ROW = 8
ROW_NEEDS = 40
"""How many stories a paper must have for a row of more news below the top: else its sections would be empty."""
LEAST_OPINIONS = 2
_LOOKED_AT = 120
_IN_SECTION = 30
_SECTIONS = 60  # lists in one statement; SQLite takes 500
_LEAD_AMONG = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """An opinion. `portrait` is None for an unsigned leader and for an author without one."""

    card: Card
    portrait: Figure | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """The strip of opinions. `section`: the one they all stand in, which then has no block of its own."""

    section: Branch | None
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section's stories as `shape` sets them."""

    section: Branch
    shape: Shape
    lead: Card
    group: list[Card]
    lines: list[Card]

    @property
    def cards(self) -> list[Card]:
        return [self.lead, *self.group, *self.lines]


@dataclass(frozen=True, slots=True)
class Front:
    """Every place of the front page, from the top down. `lines` stand under the lead; `row` is drawn below the top."""

    breaking: Card | None
    lead: Card | None
    lines: list[Card]
    seconds: list[Card]
    row: list[Card]
    opinion: Opinion | None
    blocks: list[SectionBlock]
    feature: Card | None
    latest: list[Card]
    is_big_day: bool

    @property
    def newest_at(self) -> dt.datetime | None:
        """Return when the newest story of the page was published: that day is the paper's date."""
        news = [self.lead, *self.seconds, *self.row, self.breaking]
        return max((card.published_at for card in news if card), default=None)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The same before the cards are fetched. `related`: ids of stories that may not be live."""

    breaking: int | None
    lead: Candidate | None
    related: list[int]
    seconds: list[Candidate]
    row: list[Candidate]
    opinion: list[Candidate]
    opinion_section: Branch | None
    blocks: list[tuple[Branch, Shape, list[Candidate]]]
    feature: Candidate | None
    latest: list[Candidate]

    def chosen(self) -> list[Candidate]:
        alone = [one for one in (self.lead, self.feature) if one]
        return [*alone, *self.seconds, *self.row, *self.opinion, *(one for _, _, stories in self.blocks for one in stories), *self.latest]


def front_page(*, at: dt.datetime) -> Front:
    """Return the front page. No story stands there twice. Four queries, for any number of stories and sections."""
    sections = tree().in_navigation()[:_SECTIONS]
    depends_on(SECTIONS_KEY, FRONT_KEY, *(section.key for section in sections))
    pile = pile_of({FRONT_KEY: _LOOKED_AT} | {section.key: _IN_SECTION for section in sections}, at=at)
    return _drawn(_plan(pile, sections, breaking=site().breaking_story_id), at=at)


def _plan(pile: Pile, sections: list[Branch], *, breaking: int | None) -> _Plan:
    """Take from the pile, what matters most first."""
    has_room_for_row = len(pile.lists[FRONT_KEY]) >= ROW_NEEDS
    if any(one.article_id != breaking for one in pile.lists[FRONT_KEY]):
        pile.taken |= {breaking} if breaking else set()
    else:
        breaking = None  # the only story there is: it leads
    lead = _take_lead(pile)
    related = _related_to(lead, pile)
    pile.taken.update(related)
    feature = next(iter(pile.take(FRONT_KEY, 1, lambda one: one.is_long_read)), None)
    opinion = _take_opinion(pile)
    its_section = _root_of_all(opinion)
    seconds = pile.take(FRONT_KEY, SECONDS, lambda one: one.is_news)
    row = pile.take(FRONT_KEY, ROW, lambda one: one.is_news) if has_room_for_row else []
    blocks = _take_blocks(pile, [section for section in sections if section != its_section])
    latest = pile.take(FRONT_KEY, LATEST)
    return _Plan(breaking, lead, related, seconds, row, opinion, its_section, blocks, feature, latest)


def _take_lead(pile: Pile) -> Candidate | None:
    """Take the newest news, or a picture among the newest if it has none: the top of a page wants one."""
    newest = [one for one, _ in zip(pile.left(FRONT_KEY, lambda one: one.is_news), range(_LEAD_AMONG), strict=False)]
    lead = next((one for one in newest if one.has_picture), None) or next(iter([*newest, *pile.left(FRONT_KEY)]), None)
    return pile.take_these([lead])[0] if lead else None


def _related_to(lead: Candidate | None, pile: Pile) -> list[int]:
    """Return the stories for the lines under the lead: hand-picked ones, live or not, then found ones that are news still."""
    if lead is None:
        return []
    recent = {one.article_id for one in pile.everything() if one.is_news}
    asked = suggestions.in_order(lead.related, [found for found in lead.suggestions if found in recent], itself=lead.article_id)
    return [article for article in asked if article not in pile.taken][:LINES]


def _take_opinion(pile: Pile) -> list[Candidate]:
    found = sorted((one for one in pile.everything() if one.is_opinion), key=lambda one: one.place, reverse=True)
    return pile.take_these(found[:OPINIONS]) if len(found) >= LEAST_OPINIONS else []


def _root_of_all(stories: Iterable[Candidate]) -> Branch | None:
    """Return the section at the root in which all these stories stand."""
    branches = [tree().by_id.get(one.section_id or 0) for one in stories]
    roots = {branch.ancestors()[0].id: branch.ancestors()[0] if branch else None for branch in branches if branch}
    return next(iter(roots.values())) if len(roots) == 1 and None not in branches else None


def _take_blocks(pile: Pile, sections: list[Branch]) -> list[tuple[Branch, Shape, list[Candidate]]]:
    rhythm, blocks = Rhythm(Counter()), []
    for section in sections:
        left = [one for one, _ in zip(pile.left(section.key), range(MOST), strict=False)]
        shape = rhythm.next_for(len(left)) if len(left) >= LEAST else None
        if shape:
            blocks.append((section, shape, pile.take_these(_with_picture_first(left[: shape.most]))))
    return blocks


def _with_picture_first(stories: list[Candidate]) -> list[Candidate]:
    """Move the newest story with a picture to the head of a block."""
    first = next((one for one in stories if one.has_picture), stories[0])
    return [first, *(one for one in stories if one is not first)]


# Drawing


def _drawn(plan: _Plan, *, at: dt.datetime) -> Front:
    asked = {*plan.related, *([plan.breaking] if plan.breaking else [])}
    depends_on(*(f"article:{article}" for article in asked))
    rows = cards.rows({one.edition_id for one in plan.chosen()}, asked, at=at)
    names = names_of(cards.authors_on(rows.values()))
    large = {plan.feature.article_id} if plan.feature else set()
    drawn = cards.draw([row for article, row in rows.items() if article not in large], names, at=at)
    drawn += cards.draw([rows[article] for article in large if article in rows], names, at=at, crop=WIDE)
    by_article = {card.article_id: card for card in drawn}

    def of(stories: Iterable[Candidate]) -> list[Card]:
        return [by_article[one.article_id] for one in stories if one.article_id in by_article]

    blocks = [_block(section, shape, of(stories)) for section, shape, stories in plan.blocks]
    return Front(
        breaking=by_article.get(plan.breaking or 0),
        lead=next(iter(of([plan.lead] if plan.lead else [])), None),
        lines=[by_article[article] for article in plan.related if article in by_article],
        seconds=of(plan.seconds),
        row=of(plan.row),
        opinion=_opinion(of(plan.opinion), plan.opinion_section, at=at),
        blocks=[block for block in blocks if block],
        feature=next(iter(of([plan.feature] if plan.feature else [])), None),
        latest=of(plan.latest),
        is_big_day=site().is_big_day,
    )


def _block(section: Branch, shape: Shape, stories: list[Card]) -> SectionBlock | None:
    if not stories:
        return None
    return SectionBlock(section, shape, stories[0], stories[1 : 1 + shape.group], stories[1 + shape.group :])


def _opinion(stories: list[Card], section: Branch | None, *, at: dt.datetime) -> Opinion | None:
    if not stories:
        return None
    portraits = [next((name.portrait_id for name in card.writers), None) for card in stories]
    album = album_of(portraits, at=at)
    return Opinion(section, [Piece(card, album.figure(portrait, PORTRAIT)) for card, portrait in zip(stories, portraits, strict=True)])
