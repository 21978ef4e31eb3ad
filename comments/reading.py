"""A story's thread as pages draw it. Three queries at most, however many comments there are."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from articles import html
from articles.changes import depends_on
from articles.composed import Prepared, union
from comments.models import Comment, CommentSettings
from comments.threads import Standing, comments_key

ROOTS = 20
REPLIES = 10
"""How many comments a page begins with, and how many replies stand under each before a link leads to the rest."""
ONE_THREAD = 50
"""How many replies a page of one comment shows."""
LONG = 1800
"""Characters of markup: about twenty-five lines on a desk, fifty on a phone."""
ORDERS = (*CommentSettings.Order.values, "picked")
State = Comment.State
_COLUMNS = (
    "id", "root_id", "parent_id", "name", "html", "state", "badge", "featured", "likes", "created_at", "edited_at", "article_id",
)  # fmt: skip
_TABLE = Comment._meta.db_table
_REPLIES_SQL = (
    f"SELECT {', '.join(f'reply.{name}' for name in _COLUMNS)}, parent.name AS parent__name, parent.state AS parent__state"
    f" FROM {_TABLE} reply LEFT JOIN {_TABLE} parent ON parent.id = reply.parent_id"
    f" WHERE reply.root_id = {{}} AND reply.shown ORDER BY reply.created_at, reply.id LIMIT {REPLIES + 1}"
)
"""Written out: composing it for each comment of a page takes as long as drawing the page."""
_LATERAL_SQL = (
    f"SELECT asked.id AS list, part.* FROM unnest(%s::bigint[]) AS asked(id) CROSS JOIN LATERAL ({_REPLIES_SQL.format('asked.id')}) AS part"
)
"""PostgreSQL plans the query once: twenty parts of a union take it longer to plan than to run."""
_PLACE = re.compile(r"([1-9][0-9]{0,17})-([0-9]{1,17})", re.ASCII)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@cache
def _root() -> str:
    """Return the address all comments stand below: looking each up takes longer than drawing it."""
    return reverse("comments:mine").removesuffix("mine/")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A comment as it is drawn. `is_gone`: only its place is left. `answers`: the name it replies to, "" at the top."""

    id: int
    state: str
    name: str
    html: SafeString
    badge: str
    featured: bool
    likes: int
    created_at: dt.datetime
    edited_at: dt.datetime | None
    parent_id: int | None
    answers: str
    replies: tuple["Drawn", ...] = ()
    has_more: bool = False

    @property
    def address(self) -> str:
        return f"{_root()}{self.id}/"

    @property
    def parent_address(self) -> str:
        return f"{_root()}{self.parent_id}/"

    @property
    def is_long(self) -> bool:
        """Say whether so much is written that it is folded, and opened by whoever wants all of it."""
        return len(self.html) > LONG

    @property
    def is_gone(self) -> bool:
        return self.state != State.LIVE

    @property
    def text(self) -> str:
        return html.plain_text(self.html)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the way through an order: after the comment `id`, whose moment (in microseconds) or number of likes is `value`."""

    id: int
    value: int

    @classmethod
    def read(cls, written: str) -> "Place | None":
        match = _PLACE.fullmatch(written)
        return cls(int(match[1]), int(match[2])) if match else None

    @classmethod
    def after(cls, comment: Drawn, order: str) -> "Place":
        value = comment.likes if order == "liked" else round((comment.created_at - _EPOCH) / dt.timedelta(microseconds=1))
        return cls(comment.id, max(value, 0))

    def __str__(self) -> str:
        return f"{self.id}-{self.value}"

    @property
    def moment(self) -> dt.datetime | None:
        try:
            return _EPOCH + dt.timedelta(microseconds=self.value)
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a thread. `next`: the place the following page begins after; None: there is none."""

    standing: Standing
    order: str
    comments: tuple[Drawn, ...]
    next: Place | None = None
    is_first: bool = True

    @property
    def everybody(self) -> Iterable[Drawn]:
        """Yield all that is drawn, in the order it stands."""
        for comment in self.comments:
            yield comment
            yield from comment.replies


def page(standing: Standing, *, order: str, after: Place | None = None) -> ThreadPage:
    """Return a page of a visible thread. Two queries, one where nothing was replied to."""
    depends_on(comments_key(standing.article_id))
    rows = _rows(standing, order, after) if standing.is_visible and (standing.count or after) else []
    shown = rows[:ROOTS]
    replies = _replies([row["id"] for row in shown]) if order != "picked" else {}
    comments = tuple(_drawn(row, replies.get(row["id"], [])) for row in shown)
    following = Place.after(comments[-1], order) if len(rows) > ROOTS else None
    return ThreadPage(standing, order, comments, following, is_first=after is None)


def _rows(standing: Standing, order: str, after: Place | None) -> list[dict[str, Any]]:
    """Fetch what a page begins with, and one row more where others follow."""
    if after is None:
        return [dict(zip(_COLUMNS, row, strict=True)) for row in _FIRST_PAGES[order].rows(standing.article_id)]
    return list(_after(_ordered(standing.article_id, order), order, after).values(*_COLUMNS)[: ROOTS + 1])


def one_thread(root_id: int, standing: Standing, *, after: Place | None = None) -> ThreadPage:
    """Return one comment and a page of its replies. Two queries."""
    depends_on(comments_key(standing.article_id))
    row = Comment.objects.filter(pk=root_id, root=None, shown=True).values(*_COLUMNS).first()
    if row is None or not standing.is_visible:
        return ThreadPage(standing, "one", ())
    found = _after(Comment.objects.filter(root=root_id, shown=True).order_by("created_at", "id"), "oldest", after)
    replies = [_names_parent(reply) for reply in found.values(*_COLUMNS, "parent__name", "parent__state")[: ONE_THREAD + 1]]
    drawn = [_drawn(reply) for reply in replies[:ONE_THREAD]]
    following = Place.after(drawn[-1], "oldest") if len(replies) > ONE_THREAD else None
    return ThreadPage(standing, "one", (_drawn(row, replies[:ONE_THREAD], most=ONE_THREAD),), following, is_first=after is None)


def place_of(comment: Comment) -> Place | None:
    """Return where the page begins that shows a reply in its thread: the place before it, None for one of the first. One query."""
    earlier = Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, pk__lt=comment.pk)
    before = Comment.objects.filter(earlier, root_id=comment.root_id, shown=True).order_by("created_at", "id")
    count = before.count() // ONE_THREAD * ONE_THREAD
    row = before.values(*_COLUMNS)[count - 1 : count].first() if count else None
    return Place.after(_drawn(row), "oldest") if row else None


def _ordered(article_id: int, order: str) -> "QuerySet[Comment]":
    if order == "picked":
        return Comment.objects.live().filter(article_id=article_id, featured=True).order_by("-created_at", "-id")
    roots = Comment.objects.filter(article_id=article_id, root=None, shown=True)
    return roots.order_by(*{"newest": ("-created_at", "-id"), "liked": ("-likes", "-id")}.get(order, ("created_at", "id")))


def _first_page(order: str) -> Prepared:
    return Prepared(lambda article: _ordered(article, order).values_list(*_COLUMNS)[: ROOTS + 1])


_FIRST_PAGES = {order: _first_page(order) for order in ORDERS}


def _after(rows: "QuerySet[Comment]", order: str, after: Place | None) -> "QuerySet[Comment]":
    """Keep what comes after a place; an index leads there however deep it is."""
    if after is None:
        return rows
    if order == "liked":
        return rows.filter(Q(likes__lt=after.value) | Q(likes=after.value, pk__lt=after.id), likes__lte=after.value)
    moment = after.moment
    if moment is None:
        return rows.none()
    if order in {"newest", "picked"}:
        return rows.filter(Q(created_at__lt=moment) | Q(created_at=moment, pk__lt=after.id), created_at__lte=moment)
    return rows.filter(Q(created_at__gt=moment) | Q(created_at=moment, pk__gt=after.id), created_at__gte=moment)


def _replies(root_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Fetch the first replies under each, one more than is drawn. One statement, as many steps into one index as there are comments."""
    if not root_ids:
        return {}
    columns = (*_COLUMNS, "parent__name", "parent__state")
    found: dict[int, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_LATERAL_SQL, [list(root_ids)])
        else:
            cursor.execute(*union((_REPLIES_SQL.format("%s"), [pk]) for pk in root_ids))
        for _list, *values in cursor.fetchall():
            row = _read(dict(zip(columns, values, strict=True)))
            found.setdefault(row["root_id"], []).append(_names_parent(row))
    return found


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Read what a raw query returned: SQLite gives moments as text and truths as numbers."""
    for name in ("created_at", "edited_at"):
        if isinstance(row[name], str):
            row[name] = dt.datetime.fromisoformat(row[name])
        if row[name] is not None and row[name].tzinfo is None:
            row[name] = row[name].replace(tzinfo=dt.UTC)
    return row


def _names_parent(row: dict[str, Any]) -> dict[str, Any]:
    """Name whoever is answered where the reply is not to the comment the thread began with, while that one is live."""
    is_deeper = row["parent_id"] != row["root_id"] and row["parent__state"] == State.LIVE
    return {**row, "answers": row["parent__name"] if is_deeper else ""}


def _drawn(row: dict[str, Any], replies: Sequence[dict[str, Any]] = (), *, most: int = REPLIES) -> Drawn:
    """Draw a row. Of one that is not live nothing is taken but its place: this is where its words and name stay away."""
    is_live = row["state"] == State.LIVE
    return Drawn(
        id=row["id"],
        state=row["state"],
        name=row["name"] if is_live else "",
        html=html.safe(row["html"] if is_live else ""),
        badge=row["badge"] if is_live else "",
        featured=bool(row["featured"]) and is_live,
        likes=row["likes"] if is_live else 0,
        created_at=row["created_at"],
        edited_at=row["edited_at"] if is_live else None,
        parent_id=row["parent_id"],
        answers=row.get("answers", ""),
        replies=tuple(_drawn(reply) for reply in replies[:most]),
        has_more=len(replies) > most,
    )
