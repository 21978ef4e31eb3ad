"""How other systems tell of comments: WordPress's export (WXR), Disqus's XML, Coral's JSON, and our own lines."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from comments.interchange.told import STATES, Told, moment, plain
from comments.interchange.xml import Element, elements

Refuse = Callable[[int, str], None]
_MOST_LINE = 2_000_000
_WORDPRESS = {"1": "live", "approve": "live", "approved": "live", "0": "waiting", "hold": "waiting", "spam": "spam", "trash": "rejected"}
_CORAL = {
    "APPROVED": "live", "NONE": "live", "ACCEPTED": "live", "PREMOD": "waiting", "SYSTEM_WITHHELD": "waiting", "REJECTED": "rejected",
}  # fmt: skip


def wordpress(file: BinaryIO, refuse: Refuse) -> Iterator[Told]:
    """Read WXR: comments stand inside the items they belong to."""
    for item in elements(file, {"item"}):
        story = item.word("link") or item.word("guid")
        post = item.word("post_id")
        for comment in item.children:
            if comment.name == "comment" and comment.word("comment_type") in {"", "comment"}:
                yield _of_wordpress(comment, story, post)


def _of_wordpress(comment: Element, story: str, post: str) -> Told:
    parent = comment.word("comment_parent")
    return Told(
        ref=comment.word("comment_id"),
        story=story or f"/?p={post}",
        text=plain(comment.word("comment_content")),
        name=comment.word("comment_author"),
        email=comment.word("comment_author_email"),
        created_at=moment(comment.word("comment_date_gmt")),
        state=_WORDPRESS.get(comment.word("comment_approved"), "waiting"),
        parent_ref="" if parent in {"", "0"} else parent,
    )


def disqus(file: BinaryIO, refuse: Refuse) -> Iterator[Told]:
    """Read Disqus's XML: threads come first and say which address they belong to, then the posts."""
    stories: dict[str, str] = {}
    for element in elements(file, {"thread", "post"}):
        ref = element.attributes.get("dsq:id", "")
        if element.name == "thread":
            stories[ref] = element.word("link") or element.word("id")
        else:
            yield _of_disqus(element, ref, stories)


def _of_disqus(post: Element, ref: str, stories: Mapping[str, str]) -> Told:
    author, thread, parent = (post.first(name) for name in ("author", "thread", "parent"))
    state = "deleted" if post.word("isDeleted") == "true" else "spam" if post.word("isSpam") == "true" else "live"
    return Told(
        ref=ref,
        story=stories.get(thread.attributes.get("dsq:id", "") if thread else "", ""),
        text=plain(post.word("message")),
        name=author.word("name") if author else "",
        email=author.word("email") if author else "",
        created_at=moment(post.word("createdAt")),
        state=state,
        parent_ref=parent.attributes.get("dsq:id", "") if parent else "",
    )


def coral(file: BinaryIO, refuse: Refuse) -> Iterator[Told]:
    """Read Coral's collections as mongoexport writes them, one object a line: stories and users before comments, in one file."""
    stories: dict[str, str] = {}
    users: dict[str, tuple[str, str]] = {}
    for number, told in _lines(file, refuse):
        ref = str(told.get("id", ""))
        if "url" in told and "body" not in told and "revisions" not in told:
            stories[ref] = str(told["url"])
        elif "username" in told or "email" in told:
            users[ref] = (str(told.get("username") or ""), str(told.get("email") or ""))
        elif "storyID" in told:
            yield _of_coral(told, ref, stories, users)
        else:
            refuse(number, _("This is no comment, story or user of Coral's."))


def _of_coral(told: dict[str, Any], ref: str, stories: Mapping[str, str], users: Mapping[str, tuple[str, str]]) -> Told:
    revisions = told.get("revisions") or [{}]
    latest = revisions[-1] if isinstance(revisions, list) and isinstance(revisions[-1], dict) else {}
    name, email = users.get(str(told.get("authorID", "")), ("", ""))
    counts = told.get("actionCounts") if isinstance(told.get("actionCounts"), dict) else {}
    tags = [tag.get("type") for tag in told.get("tags") or [] if isinstance(tag, dict)]
    reactions = counts.get("REACTION", 0) if counts else 0
    return Told(
        ref=ref,
        story=stories.get(str(told.get("storyID", "")), str(told.get("storyID", ""))),
        text=plain(str(latest.get("body") or told.get("body") or "")),
        name=name,
        email=email,
        created_at=moment(told.get("createdAt")),
        state="deleted" if told.get("deletedAt") else _CORAL.get(str(told.get("status")), "waiting"),
        parent_ref=str(told.get("parentID") or ""),
        person_ref=str(told.get("authorID") or ""),
        featured="FEATURED" in tags,
        likes=reactions if isinstance(reactions, int) and reactions > 0 else 0,
    )


def newsroom(file: BinaryIO, refuse: Refuse) -> Iterator[Told]:
    """Read our own export (`comments.interchange.exporting`, its twin)."""
    for number, told in _lines(file, refuse):
        if told.get("state") not in STATES or not isinstance(told.get("text"), str):
            refuse(number, _("A line holds a comment with “text” and a “state” that is known."))
            continue
        words = {name: str(told.get(name) or "") for name in ("ref", "story", "text", "name", "email", "parent_ref", "person_ref", "badge")}
        likes = told.get("likes")
        yield Told(
            **words,
            created_at=moment(told.get("created_at")),
            edited_at=moment(told["edited_at"]) if told.get("edited_at") else None,
            state=told["state"],
            featured=told.get("featured") is True,
            likes=likes if isinstance(likes, int) and 0 <= likes < 2**31 else 0,
        )


def _lines(file: BinaryIO, refuse: Refuse) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file of one a line; a whole array in brackets, as --jsonArray writes it, is read as its lines."""
    number = 0
    while raw := file.readline(_MOST_LINE):
        number += 1
        written = re.sub(rb"^[\[\s\xef\xbb\xbf]+|[\],\s]+$", b"", raw)
        if not written:
            continue
        try:
            told = json.loads(written)
        except (ValueError, RecursionError) as error:
            refuse(number, _("This is no JSON: %(reason)s.") % {"reason": str(error)[:200]})
            continue
        if isinstance(told, dict):
            yield number, told
        else:
            refuse(number, _("A line holds one JSON object."))


READERS: dict[str, Callable[[BinaryIO, Refuse], Iterator[Told]]] = {
    "wordpress": wordpress,
    "disqus": disqus,
    "coral": coral,
    "newsroom": newsroom,
}
