"""Invented stories by the thousand, always the same ones for the same seed: for benchmarks and trials, not for reading."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from articles import html
from articles.models import Content

_PARAGRAPHS = 1500
_SECTION_NAMES: Sequence[tuple[str, Sequence[str]]] = (
    ("World", ("Europe", "Africa", "Asia", "Americas")),
    ("Politics", ()),
    ("Business", ("Markets", "Technology")),
    ("City", ()),
    ("Culture", ("Books", "Film")),
    ("Sport", ()),
    ("Science", ()),
    ("Opinion", ()),
)
_WORDS = [
    "harbour", "council", "river", "engineer", "bridge", "market", "teacher", "orchestra", "budget", "reservoir", "ferry", "winter",
    "minister", "archive", "court", "railway", "valley", "museum", "election", "farmer", "vaccine", "island", "satellite", "library",
    "strike", "festival", "company", "school", "glacier", "district", "tribunal", "theatre", "committee", "hospital", "storm", "mine",
    "treaty", "campaign", "fishery", "laboratory", "parliament", "border", "stadium", "tenant", "pension", "turbine", "quarry",
    "lighthouse", "novel", "currency", "summit", "drought", "inspector", "cargo", "pipeline", "census", "heritage", "mayor",
    "workshop", "neighbour", "choir", "refinery", "tax", "trial",
]  # fmt: skip
_VERBS = [
    "opens", "closes", "delays", "approves", "questions", "rebuilds", "leaves", "returns", "surprises", "divides", "warns", "rejects",
    "welcomes", "reviews", "halts", "expands", "replaces", "abandons", "defends", "investigates", "measures", "moves", "sells",
    "doubles", "records", "repairs", "studies", "inherits",
]  # fmt: skip
_ADJECTIVES = [
    "northern", "quiet", "disputed", "new", "final", "hidden", "costly", "public", "empty", "crowded", "historic", "temporary",
    "early", "late", "regional", "private", "forgotten", "careful", "second", "narrow", "bright", "unfinished", "local", "ambitious",
    "modest",
]  # fmt: skip
_PLACES = [
    "Almere", "Brixen", "Cadiz", "Dundee", "Elva", "Funchal", "Galway", "Hvar", "Izmir", "Jaca", "Kotor", "Lugano", "Mostar", "Narva",
    "Odense", "Piran", "Quimper", "Riga", "Segovia", "Tromso", "Umea", "Varna", "Wexford", "Xanthi", "Ystad", "Zadar",
]  # fmt: skip
_FIRST_NAMES = [
    "Ada", "Boris", "Clara", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kemal", "Lina", "Marta", "Nils", "Olga",
    "Pavel", "Rosa", "Samir", "Tilda", "Yusuf",
]  # fmt: skip
_LAST_NAMES = [
    "Adler", "Brandt", "Castro", "Duval", "Eriksen", "Falk", "Grimaldi", "Horvat", "Ibsen", "Jansen", "Keller", "Lindgren", "Moreau",
    "Novak", "Okafor", "Petrov",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of one invented story. `body` is clean; `places` count within the seed's own sections, authors and tags."""

    number: int
    kicker: str
    headline: str
    earlier_headline: str
    deck: str
    dateline: str
    body: html.CleanBody
    kind: str
    section: int
    authors: tuple[int, ...]
    tags: tuple[int, ...]
    related_back: tuple[int, ...]
    has_two_editions: bool


class Writer:
    """Writes stories one after the other. Everything it says follows from the seed and the number of the story."""

    def __init__(self, *, seed: int, sections: int, authors: int, tags: int, updated_share: float) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._paragraphs = [f"<p>{' '.join(self._sentence() for _ in range(5))}</p>" for _ in range(_PARAGRAPHS)]
        self._counts = (sections, authors, tags)
        self._updated_share = updated_share
        self._number = 0

    def write(self) -> Draft:
        """Write the next story: about 300 words, one or two authors, two to five tags, now and then a related story."""
        chance, number = self._chance, self._number
        self._number += 1
        sections, authors, tags = self._counts
        headline = self._headline()
        related = tuple(back for back in {chance.randint(1, 200) for _ in range(chance.choice((0, 0, 0, 1, 2)))} if back <= number)
        return Draft(
            number=number,
            kicker=self._one_of(_WORDS).title() if number % 3 else "",
            headline=headline,
            earlier_headline=f"First reports: {headline[0].lower()}{headline[1:]}",
            deck=self._sentence(),
            dateline=self._one_of(_PLACES).upper() if number % 4 == 0 else "",
            body=self._body(number, related),
            kind=self._one_of(_KINDS),
            section=int(chance.random() ** 2 * sections),  # a few sections have most of the stories, as in a paper
            authors=tuple(dict.fromkeys(int(chance.random() ** 2 * authors) for _ in range(1 + (number % 5 == 0)))),
            tags=tuple(dict.fromkeys(int(chance.random() ** 3 * tags) for _ in range(chance.randint(2, 5)))),
            related_back=related,
            has_two_editions=chance.random() < self._updated_share,
        )

    def _body(self, number: int, related: Sequence[int]) -> html.CleanBody:
        """Put together a body that is canonical as it stands: `tests/articles/test_make_archive.py` cleans it again."""
        parts = self._chance.sample(self._paragraphs, 6)
        if number % 7 == 0:
            parts.insert(3, f'<blockquote class="pull-quote"><p>{self._sentence()}</p></blockquote>')
        if number % 9 == 0:
            parts.insert(2, f"<h2>{self._headline()}</h2>")
        if related and number % 2:
            parts.append(f'<p>Earlier: <a data-story="{{{related[0]}}}">{self._headline()}</a>.</p>')
        return html.CleanBody("".join(parts))

    def _headline(self) -> str:
        one = self._one_of
        words = (one(_ADJECTIVES), one(_WORDS), one(_VERBS), one(_ADJECTIVES), one(_WORDS))
        return f"{' '.join(words).capitalize()} in {one(_PLACES)}"

    def _sentence(self) -> str:
        one = self._one_of
        opening = f"the {one(_ADJECTIVES)} {one(_WORDS)} {one(_VERBS)} the {one(_WORDS)}"
        return f"{opening.capitalize()} of {one(_PLACES)}, say people near the {one(_WORDS)}."

    def _one_of(self, words: Sequence[str]) -> str:
        """Choose as `random.choice` does, in a third of its time: a story asks some twenty times."""
        return words[int(self._chance.random() * len(words))]


_KINDS = (*[Content.Kind.REPORT.value] * 6, Content.Kind.ANALYSIS.value, Content.Kind.FEATURE.value, Content.Kind.OPINION.value)


def section_names(count: int) -> list[tuple[str, ...]]:
    """Return the names of `count` sections from the root, parents before their children."""
    named: list[tuple[str, ...]] = []
    for root, children in _SECTION_NAMES:
        named += [(root,), *((root, child) for child in children)]
    named += [(f"Section {number}",) for number in range(len(named) + 1, count + 1)]
    return named[:count]


def author_names(count: int) -> list[str]:
    names = [f"{first} {last}" for last in _LAST_NAMES for first in _FIRST_NAMES]
    return [*names, *(f"Author {number}" for number in range(len(names) + 1, count + 1))][:count]


def tag_names(count: int) -> list[str]:
    pairs = [f"{adjective} {word}" for adjective in _ADJECTIVES for word in _WORDS]
    return [*_WORDS, *pairs, *(f"tag {number}" for number in range(len(_WORDS) + len(pairs) + 1, count + 1))][:count]
