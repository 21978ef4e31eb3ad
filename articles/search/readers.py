"""The readers' index: one row for each edition, written by the verbs in the transaction that places it. Working copies are unknown here.

A row says nothing of when it is to be seen: whoever finds it asks the edition itself (`articles.search.finding`), so that a scheduled
edition's words find nothing before their moment, and an ended one's nothing after theirs, whatever has become of the index.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from articles import html
from articles.models import Edition
from articles.models.rows import chunks
from articles.search.places import place_of, shelf_of
from articles.search.words import words_of

TABLE = "articles_edition_words"
STRONG, SECTION = "=", "#"
"""What stands before a word that says what a story is about, and before the number of its section. No word holds either."""
_FIELDS = ("pk", "published_at", "section_id", "kicker", "headline", "deck", "dateline", "body", "bylines", "tags")
_MOST_WORDS = 6_000
"""Of so many words a row is still one that PostgreSQL takes (1 MB), whatever their letters; a long novel has no more."""

Words = tuple[list[str], list[str]]


def keep(editions: Iterable[Edition]) -> None:
    """Index saved editions. One statement for any number, inside their transaction."""
    is_postgres = connection.vendor == "postgresql"
    if is_postgres:
        statement = f"INSERT INTO {TABLE} (place, shelf, words) VALUES (%s, %s, array_to_tsvector(string_to_array(%s, ' ')))"
        statement += " ON CONFLICT (place) DO UPDATE SET words = EXCLUDED.words"
    else:
        statement = f"INSERT OR REPLACE INTO {TABLE} (rowid, strong, words, section) VALUES (%s, %s, %s, %s)"
    values = [(_shelved if is_postgres else _in_columns)(edition, *_words_in(edition)) for edition in editions]
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(statement, values[0])
        elif values:
            cursor.executemany(statement, values)


def forget(edition: Edition) -> None:
    """Take an edition that nobody has seen out of the index: it is deleted, or its place changes. Its `published_at` is the old one."""
    column = "place" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {column} = %s", [place_of(edition.published_at, edition.pk)])


def index_all(*, at_once: int = 500, tell: Callable[[str], Any] = str) -> int:
    """Index every edition anew, in batches of their numbers; return how many. It may be repeated and interrupted."""
    count = 0
    for editions in chunks(Edition.objects.only(*_FIELDS), at_once=at_once):
        keep(editions)
        count += len(editions)
        tell(f"{count} editions …")
    return count


def _words_in(edition: Edition) -> Words:
    """Return the words that say what an edition is about (its label, headline, people and tags), and all it has, each once."""
    names = [line["name"] for line in edition.bylines] + [tag["name"] for tag in edition.tags]
    strong = "\n".join((edition.kicker, edition.headline, *names))
    text = "\n".join((strong, edition.deck, edition.dateline, html.plain_text(edition.body)))
    return words_of(strong), words_of(text)[:_MOST_WORDS]


def _shelved(edition: Edition, strong: list[str], words: list[str]) -> tuple[int, str, str]:
    """Return a row of PostgreSQL: each word begins with its shelf, so that a frequent one is looked for in the newest months alone."""
    shelf = shelf_of(edition.published_at)
    own = [f"{shelf}{STRONG}{word}" for word in strong]
    lexemes = " ".join([shelf + word for word in words] + own + [f"{SECTION}{edition.section_id}"])
    return place_of(edition.published_at, edition.pk), shelf, lexemes


def _in_columns(edition: Edition, strong: list[str], words: list[str]) -> tuple[int, str, str, str]:
    """Return a row of SQLite: strong words stand in their own column and not twice."""
    known = set(strong)
    rest = " ".join(word for word in words if word not in known)
    return place_of(edition.published_at, edition.pk), " ".join(strong), rest, str(edition.section_id)
