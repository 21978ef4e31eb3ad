"""Search in the desk's stories: one index beside the working copies, kept at every save. (The readers' index will stand here too.)

Both databases find the same, because words are made here and not by them: letters without their accents, and scripts that are written
without spaces in pairs of letters. Each word of a question is the beginning of a word in the story. docs/decisions.md says why.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection

from articles import html
from articles.models import Article

TABLE = "articles_words"
MOST = 1_000
"""How many stories a search finds at most, the newest first: a list is narrowed by further words, not by turning its pages."""
FIELDS = ("kicker", "headline", "deck", "dateline", "body", "slug", "notes")
_MOST_CHARACTERS, _MOST_WORDS, _WORD_LENGTH, _MOST_ASKED = 400_000, 20_000, 40, 12
_FREQUENT_ROWS, _SHORTEST_WITH_ARTICLE = 30_000, 4
_ALIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ـ": None})
# Accents of Latin, Greek and Cyrillic, the points of Hebrew and the vowel signs of Arabic: written or not, it is the same word.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0655\u0670]")
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{_NO_SPACES}]+|[^{_NO_SPACES}]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index keeps them, each once, in order: `東京港` is `東京 京港`, `Zürich` is `zurich`."""
    plain = text[:_MOST_CHARACTERS].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))).translate(_ALIKE)
    words: dict[str, None] = {}
    runs = dict.fromkeys(plain.translate(_SPACED).split())
    if plain.isascii():
        return list(dict.fromkeys([run[:_WORD_LENGTH] for run in runs]))
    for run in runs:
        if run.isascii():
            words[run[:_WORD_LENGTH]] = None
        else:
            words |= dict.fromkeys(part for piece in _RUNS.findall(run) for part in _parts(piece))
    return list(words)


class _Spaced(dict[int, int]):
    """Letters, digits and the marks on them stay, all else becomes a space: learnt letter by letter."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNM" else ord(" ")
        return self[code]


_SPACED = _Spaced()


def _parts(piece: str) -> list[str]:
    if re.match(f"[{_NO_SPACES}]", piece):
        return ["".join(pair) for pair in pairwise(piece)] or [piece]
    # Arabic writes its article on the word: without it both the word and the question are found.
    return [(piece[2:] if piece.startswith("ال") and len(piece) > _SHORTEST_WITH_ARTICLE else piece)[:_WORD_LENGTH]]


def keep(article: Article) -> None:
    """Index a working copy after its rows were saved. Inside their transaction."""
    keep_many([{name: getattr(article, name) for name in ("pk", *FIELDS)}])


def keep_many(stories: Iterable[Mapping[str, Any]]) -> None:
    """Index working copies: rows of `pk` and FIELDS. One statement for any number."""
    rows = [(story["pk"], _text_of(story)) for story in stories]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f"INSERT INTO {TABLE} (article_id, words) VALUES (%s, array_to_tsvector(%s))"
            values = [(pk, words.split()) for pk, words in rows]
            cursor.executemany(f"{statement} ON CONFLICT (article_id) DO UPDATE SET words = EXCLUDED.words", values)
        else:
            # Never deleted and inserted in one transaction: SQLite 3.40 tears the index when somebody searches in between.
            cursor.executemany(f"INSERT OR REPLACE INTO {TABLE} (rowid, words) VALUES (%s, %s)", rows)


def forget(article_id: int) -> None:
    """Take a deleted story out of the index."""
    column = "article_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {column} = %s", [article_id])


def index_all(*, at_once: int = 500, tell: Callable[[str], Any] = str) -> int:
    """Index every working copy, in batches of their numbers; return how many. It may be repeated and interrupted."""
    last, count = 0, 0
    while rows := list(Article.objects.filter(pk__gt=last).order_by("pk").values("pk", *FIELDS)[:at_once]):
        keep_many(rows)
        last, count = rows[-1]["pk"], count + len(rows)
        tell(f"{count} stories …")
    return count


def find(question: str) -> list[int]:
    """Return the ids of the stories with all words of a question, newest first, at most MOST; none for a question without words.

    One query on SQLite; on PostgreSQL a second one asks what the first would cost.
    """
    words = words_of(question)[:_MOST_ASKED]
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _find_in_postgres(cursor, " & ".join(f"'{word}':*" for word in words))
        match = " ".join(f'"{word}"*' for word in words)
        cursor.execute(f"SELECT rowid FROM {TABLE} WHERE words MATCH %s ORDER BY rowid DESC LIMIT {MOST}", [match])
        return [pk for (pk,) in cursor.fetchall()]


def _find_in_postgres(cursor: Any, match: str) -> list[int]:
    """Find rare words by the index, frequent ones on a walk from the newest: the planner does not count what unpacking a vector costs."""
    found = f"SELECT article_id FROM {TABLE} WHERE words @@ %s::tsquery"
    cursor.execute(f"EXPLAIN (FORMAT JSON) {found}", [match])
    if cursor.fetchone()[0][0]["Plan"]["Plan Rows"] > _FREQUENT_ROWS:
        cursor.execute(f"{found} ORDER BY article_id DESC LIMIT {MOST}", [match])
    else:
        cursor.execute(f"WITH found AS MATERIALIZED ({found}) SELECT article_id FROM found ORDER BY article_id DESC LIMIT {MOST}", [match])
    return [pk for (pk,) in cursor.fetchall()]


def _text_of(story: Mapping[str, Any]) -> str:
    """Return every word of a story once."""
    texts: Sequence[str] = [html.plain_text(story[name]) if name == "body" else story[name] for name in FIELDS]
    return " ".join(words_of("\n".join(texts))[:_MOST_WORDS])
