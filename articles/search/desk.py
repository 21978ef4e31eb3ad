"""The desk's search: one row for each working copy, kept at every save. Each word of a question is the beginning of a word in the story."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from articles import html
from articles.models import Article
from articles.models.rows import chunks
from articles.search.words import words_of

TABLE = "articles_words"
MOST = 1_000
"""How many stories a search finds at most, the newest first: a list is narrowed by further words, not by turning its pages."""
FIELDS = ("kicker", "headline", "deck", "dateline", "body", "slug", "notes")
_MOST_WORDS, _MOST_ASKED = 20_000, 12
_FREQUENT_ROWS = 30_000


def keep(article: Article) -> None:
    """Index a working copy after its rows were saved. Inside their transaction."""
    keep_many([_told(article)])


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
    count = 0
    for articles in chunks(Article.objects.only(*FIELDS), at_once=at_once):
        keep_many(_told(article) for article in articles)
        count += len(articles)
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


def _told(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in ("pk", *FIELDS)}


def _text_of(story: Mapping[str, Any]) -> str:
    """Return every word of a story once."""
    texts: Sequence[str] = [html.plain_text(story[name]) if name == "body" else story[name] for name in FIELDS]
    return " ".join(words_of("\n".join(texts))[:_MOST_WORDS])
