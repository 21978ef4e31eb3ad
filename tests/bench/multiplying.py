"""Multiplying an archive on PostgreSQL, in the database: each story becomes many, spread over the time to the story before it.

The shape stays: sections, authors, tags, words and editions are the template's, so each list grows by the same factor. Copies have ids,
slugs, paths and moments of their own, in the order of time; related, suggested and linked stories are those of the same copy. Hashes are
the template's. The database must hold an archive of `make_archive` and nothing else.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

Tell = Callable[[str], None]
Database = psycopg.Connection[tuple[str, ...]]
_SETTINGS = ("maintenance_work_mem = '1GB'", "work_mem = '256MB'", "synchronous_commit = off", "max_parallel_maintenance_workers = 4")
_TABLES = (
    "articles_article", "articles_edition", "articles_listing", "articles_path", "articles_byline", "articles_taggedarticle",
    "articles_relatedarticle", "articles_words", "articles_edition_words", "articles_changekey",
)  # fmt: skip
_MOMENTS = {"created_at", "changed_at", "live_from", "live_until", "published_at", "updated_at"}
_SLUG = "regexp_replace(t.slug, '[0-9]+$', '') || ({story} - 1)"
_PATH = "to_char({at} AT TIME ZONE 'UTC', '/YYYY/MM/DD/') || {slug} || '/'"
_NUMBERS = "CASE WHEN t.{name} = '[]' THEN t.{name} ELSE to_jsonb(ARRAY(SELECT {one} FROM jsonb_array_elements_text(t.{name}) AS one)) END"
_LINKED = (
    "CASE WHEN t.link IS NULL THEN t.{name} ELSE replace(t.{name}::text, {mark} || t.link || {end}, {mark} || {story} || {end}){kind} END"
)

_MONTH = "((extract(year FROM {at} AT TIME ZONE 'UTC')::int - 1000) * 12 + extract(month FROM {at} AT TIME ZONE 'UTC')::int - 1)"
_DIGIT = "substr('0123456789abcdefghijklmnopqrstuvwxyz', {month} / {by} % 36 + 1, 1)"
_PLACE = "(((extract(epoch FROM {at})::bigint - extract(epoch FROM timestamptz '1000-01-01 00:00+00')::bigint) / 60) << 30 | {edition})"
_SHELVED = "replace(t.words::text, '''' || t.shelf, '''' || own_month.shelf)::tsvector"
"""Twin: `articles.search.places`; the archive's stories are all of this century."""


def multiply(url: str, *, times: int, tell: Tell) -> None:
    """Write `times` stories for each there is. The schema is the same afterwards, by its own description."""
    with psycopg.connect(url) as database:
        for setting in _SETTINGS:
            database.execute(f"SET {setting}")
        before = _schema(database)
        copies = _Copies(database, times)
        for table in _TABLES:
            link = (
                """, substring(body FROM 'data-story="([0-9]+)"')::bigint AS link"""
                if table in {"articles_article", "articles_edition"}
                else ""
            )
            database.execute(f"CREATE TEMP TABLE t_{table} AS SELECT *{link} FROM {table}")
        with _without_indexes(database, tell):
            database.execute(f"TRUNCATE {', '.join(_TABLES)}")
            for table in _TABLES:
                began = time.monotonic()
                rows = sum(database.execute(statement).rowcount for statement in copies.of(table))
                tell(f"  {table}: {rows:,} rows in {time.monotonic() - began:.0f} s")
        _move_sequences(database)
        assert _schema(database) == before


class _Copies:
    """The statements that fill tables. `t`: a row of the template; `k`: the number of its copy from 0, the last is the template itself."""

    def __init__(self, database: Database, times: int) -> None:
        told = "SELECT count(*), max(id), extract(epoch FROM max(created_at) - min(created_at)) FROM articles_article"
        count, last, seconds = database.execute(told).fetchone() or (0, 1, 0)
        assert count == last, "the ids of the archive must be 1, 2, 3 …"
        self.database, self.times = database, times
        self.step = f"interval '{float(seconds) / (int(count) - 1) / times:.3f} seconds'"  # the archive's lie evenly

    def of(self, table: str) -> Iterator[str]:
        if table == "articles_article":
            yield self._content(table, self._id("t.id"), {"import_ref": "regexp_replace(t.import_ref, '[0-9]+$', '') || ({story} - 1)"})
        elif table == "articles_edition":
            told = {name: _NUMBERS.format(name=name, one=self._id("one::bigint")) for name in ("related", "suggestions")}
            told["blocks"] = self._linked("blocks", mark="""'data-story=\\"'""", end="""'\\"'""", kind="::jsonb")
            told["path"] = _PATH.format(at=self._at("t.published_at"), slug="{slug}")
            yield self._content(table, self._id("t.article_id"), told | {"article_id": "{story}"})
        elif table == "articles_edition_words":
            at = self._at("own.published_at")
            shelf = " || ".join(_DIGIT.format(month=_MONTH.format(at=at), by=by) for by in (1296, 36, 1))
            told = {"place": _PLACE.format(at=at, edition=self._id("own.id")), "shelf": "own_month.shelf", "words": _SHELVED}
            own = " JOIN t_articles_edition AS own ON own.id = t.place & 1073741823 CROSS"
            from_ = (
                f"{self._from(table, 't.place').replace(' CROSS', own, 1)} CROSS JOIN LATERAL (SELECT {shelf} OFFSET 0) AS own_month(shelf)"
            )
            yield self._insert(table, told, from_)
        elif table == "articles_path":
            columns = {name: f"t.{name}" for name in self._columns(table) if name != "id"}
            yield self._insert(table, columns, f"FROM t_{table} AS t WHERE article_id IS NULL")
            at, story = self._at("t.created_at"), self._id("t.id")
            path = _PATH.format(at=at, slug=f"({_SLUG.format(story=story)})")
            yield self._insert(table, {"path": path, "article_id": story}, self._from("articles_article", "t.id"))
        elif table == "articles_changekey":
            yield f"INSERT INTO {table} SELECT * FROM t_{table} WHERE name NOT LIKE 'article:%'"
            number = self._id("substr(t.name, 9)::bigint")
            from_ = self._from(table, "t.changed") + " WHERE t.name LIKE 'article:%'"
            yield self._insert(table, {"name": f"'article:' || {number}", "changed": "t.changed"}, from_)
        else:
            yield self._beside(table)

    def _content(self, table: str, story: str, more: dict[str, str]) -> str:
        slug = f"({_SLUG.format(story=story)})"
        told = {name: f"t.{name}" for name in self._columns(table)}
        told |= {name: self._at(f"t.{name}") for name in told if name in _MOMENTS}
        told["body"] = self._linked("body", mark="""'data-story="'""", end="""'"'""", kind="")
        told |= {"id": self._id("t.id"), "slug": slug}
        told |= {name: expression.replace("{story}", story).replace("{slug}", slug) for name, expression in more.items()}
        return self._insert(table, told, self._from(table, "t.id"))

    def _beside(self, table: str) -> str:
        told = {name: f"t.{name}" for name in self._columns(table) if name != "id"}
        told |= {name: self._id(f"t.{name}") for name in told if name in {"article_id", "edition_id", "target_id", "content_object_id"}}
        told |= {name: self._at(f"t.{name}") for name in told if name in {"live_from", "published_at"}}
        if "live_until" in told:
            told["live_until"] = f"CASE WHEN t.live_until > '9000-01-01' THEN t.live_until ELSE {self._at('t.live_until')} END"
        return self._insert(table, told, self._from(table, "t.content_object_id" if "content_object_id" in told else "t.article_id"))

    def _insert(self, table: str, told: dict[str, str], from_: str) -> str:
        return f"INSERT INTO {table} ({', '.join(told)}) SELECT {', '.join(told.values())} {from_}"

    def _from(self, table: str, number: str) -> str:
        """Walk the template in its order, the copies of each row together: the planner must not turn that round."""
        return f"FROM t_{table} AS t CROSS JOIN LATERAL generate_series(0, {self.times - 1} + 0 * {number}) AS k"

    def _id(self, number: str) -> str:
        return f"(({number} - 1) * {self.times} + k + 1)"

    def _at(self, moment: str) -> str:
        return f"date_trunc('second', {moment} - ({self.times - 1} - k) * {self.step})"

    def _linked(self, name: str, *, mark: str, end: str, kind: str) -> str:
        return _LINKED.format(name=name, mark=mark, end=end, kind=kind, story=self._id("t.link"))

    def _columns(self, table: str) -> list[str]:
        told = (
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public' ORDER BY ordinal_position"
        )
        return [name for (name,) in self.database.execute(told, [table])]


_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('p', 'u', 'x', 'f') AND (conrelid = ANY (%(tables)s::regclass[]) OR confrelid = ANY (%(tables)s::regclass[]))
    ORDER BY array_position(ARRAY['f', 'x', 'u', 'p'], contype::text), conrelid::regclass::text, conname
"""
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename::text = ANY (%(tables)s)
    AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x')) ORDER BY indexname
"""


def _schema(database: Database) -> list[tuple[str, ...]]:
    told = {"tables": list(_TABLES)}
    return [*database.execute(_CONSTRAINTS, told).fetchall(), *database.execute(_INDEXES, told).fetchall()]


@contextmanager
def _without_indexes(database: Database, tell: Tell) -> Iterator[None]:
    """Take indexes and constraints away, and make them again at the end, each from its own description."""
    told = {"tables": list(_TABLES)}
    constraints, indexes = database.execute(_CONSTRAINTS, told).fetchall(), database.execute(_INDEXES, told).fetchall()
    for table, name, _kind, _definition in constraints:
        database.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition in indexes:
        database.execute(f'DROP INDEX "{name}"')
    yield
    began = time.monotonic()
    for _name, definition in indexes:
        database.execute(definition)
    for table, name, _kind, definition in reversed(constraints):
        database.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    tell(f"  {len(indexes) + len(constraints)} indexes and constraints in {time.monotonic() - began:.0f} s")


def _move_sequences(database: Database) -> None:
    for table in ("articles_article", "articles_edition", "articles_path", "articles_byline"):
        database.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
