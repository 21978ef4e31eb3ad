"""All comments as lines of JSON, parents before replies; `comments.interchange.sources.newsroom` reads them (its twin)."""

import json
from collections.abc import Iterator
from typing import Any

from articles.models import Edition
from comments.models import Comment

_COLUMNS = (
    "pk", "import_ref", "parent_id", "parent__import_ref", "person_id", "person__email", "name", "text", "state", "badge", "featured",
    "likes",
    "created_at", "edited_at", "article_id", "article__import_ref",
)  # fmt: skip


def export(*, article_id: int | None = None) -> Iterator[str]:
    """Yield one line a comment, oldest first, in flat memory. What nobody has confirmed is left out."""
    rows = Comment.objects.exclude(state=Comment.State.UNCONFIRMED).order_by("pk")
    if article_id is not None:
        rows = rows.filter(article_id=article_id)
    paths: dict[int, str] = {}
    for row in rows.values(*_COLUMNS).iterator(chunk_size=1000):
        yield json.dumps(_line(row, paths), ensure_ascii=False)


def _line(row: dict[str, Any], paths: dict[int, str]) -> dict[str, Any]:
    told = {
        "ref": row["import_ref"] or f"newsroom:{row['pk']}",
        "story": row["article__import_ref"] or _path(row["article_id"], paths),
        "parent_ref": (row["parent__import_ref"] or f"newsroom:{row['parent_id']}") if row["parent_id"] else "",
        "person_ref": str(row["person_id"] or ""),
        "email": row["person__email"] or "",
        "created_at": row["created_at"].isoformat(),
        "edited_at": row["edited_at"].isoformat() if row["edited_at"] else "",
        **{name: row[name] for name in ("name", "text", "state", "badge", "featured", "likes")},
    }
    return {name: value for name, value in told.items() if value not in ("", False, 0) or name == "text"}


def _path(article_id: int, paths: dict[int, str]) -> str:
    if article_id not in paths:
        if len(paths) > 50_000:
            paths.clear()
        latest = Edition.objects.filter(article_id=article_id).order_by("-live_from").values_list("path", flat=True).first()
        paths[article_id] = latest or ""
    return paths[article_id]
