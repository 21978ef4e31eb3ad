"""What a page of results shows: stories as cards, with the words that were looked for in their headline and in a piece of their text."""

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models.functions import Left

from articles import html
from articles.cards import Card, cards_of
from articles.models import Edition
from articles.search.finding import find
from articles.search.marking import Marker, Part
from articles.search.questions import Question

COUNT = 20
_MOST_READ = 60_000
"""How many characters of a body are read for a piece of it."""
_ENDS = re.compile(r"(?:</(?:p|li|h[234]|caption|th|td|figcaption|blockquote)>)+")
_PARAGRAPHS = {"#text", "p", "blockquote"}


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found. `headline` is empty where it has none of the words; `piece`: of its text, or its deck."""

    card: Card
    headline: list[Part]
    piece: list[Part]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of results. `count`: how many stories were found, `has_more`: there are more than that; `page` is one there is."""

    results: list[Result]
    count: int
    has_more: bool
    page: int
    pages: int

    @property
    def near(self) -> list[int]:
        """Return the numbers of pages to lead to; 0 for two or more that are left out."""
        shown = sorted({1, self.pages, *range(max(self.page - 1, 1), min(self.page + 1, self.pages) + 1)})
        gaps = {after: {1: [], 2: [before + 1]}.get(after - before, [0]) for before, after in pairwise(shown)}
        return [number for page in shown for number in (*gaps.get(page, []), page)]


def answer(question: Question, *, at: dt.datetime) -> ResultPage:
    """Answer a question. Three queries besides those of `find`, none for a question without words; of pages past the end the last one."""
    found = find(
        question.words, at=at, is_newest_first=question.is_newest_first, sections=question.section_ids, since=question.since(at=at)
    )
    pages = max(math.ceil(len(found.editions) / COUNT), 1)
    page = min(question.page, pages)
    shown = found.editions[(page - 1) * COUNT : page * COUNT]
    return ResultPage(_results(shown, question, at=at), len(found.editions), found.has_more, page, pages)


def _results(editions: Sequence[int], question: Question, *, at: dt.datetime) -> list[Result]:
    if not editions:
        return []
    marker = Marker(question.words)
    texts = dict(Edition.objects.filter(pk__in=editions).order_by().values_list("pk", Left("body", _MOST_READ)))
    return [_result(card, texts.get(card.edition_id, ""), marker) for card in cards_of(editions, at=at)]


def _result(card: Card, body: str, marker: Marker) -> Result:
    headline = marker.marked(card.headline)
    whole = body if len(body) < _MOST_READ else body[: body.rfind("<")]  # no half of a tag
    found = (piece for text in (card.deck, *_texts(whole)) if (piece := marker.piece(text)))
    return Result(card, headline if any(is_found for _, is_found in headline) else [], next(found, [(card.deck, False)] * bool(card.deck)))


def _texts(body: str) -> list[str]:
    """Return the words of a body's paragraphs, then of each thing beside them: a heading and a fact box are no part of a sentence."""
    paragraphs: list[str] = []
    others: list[str] = []
    for tag, _attributes, _inner, whole in html.elements(body):
        if tag in _PARAGRAPHS:
            paragraphs.append(html.plain_text(whole))
        else:
            others.append(html.plain_text(_ENDS.sub(" · ", whole)).strip(" ·"))
    return [" ".join(paragraphs), *others]
