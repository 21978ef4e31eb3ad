"""How templates join comments to stories; Python in `articles` does not know comments exist."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles import html, structured_data
from articles.changes import collected
from articles.look import look
from articles.sections import Branch
from comments import discussed
from comments.discussed import Discussed
from comments.machine_data import discussion
from comments.models import Comment
from comments.reading import ThreadPage, page
from comments.rules import site_rules
from comments.threads import counts, preview_standing, standing

register = template.Library()
_KEPT = "comment_counts"


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def comments_thread(context: dict[str, Any], article_id: int) -> dict[str, Any]:
    """Draw the first page of a story's comments, or say that they are closed. Three queries at most."""
    if context.get("is_preview"):
        found = ThreadPage(preview_standing(article_id), site_rules().order, ())
    else:
        found = page(standing(article_id, at=look.now()), order=site_rules().order)
    return {"thread": found, "standing": found.standing, "site": context.get("site"), "is_preview": context.get("is_preview"), "level": 2}


@register.simple_tag
def comments_data(thread: ThreadPage) -> SafeString | str:
    """Draw what machines read of a thread; nothing where nobody wrote."""
    return structured_data.script(discussion(thread)) if thread.comments and thread.standing.path else ""


@register.simple_tag(takes_context=True)
def comments_count(context: dict[str, Any], article_id: int) -> int:
    """Return how many comments a card's story has, 0 where the site does not say. One query for all cards of a page."""
    if not site_rules().counts_on_cards:
        return 0
    request = context.get("request")
    kept: dict[int, int] = request.__dict__.setdefault(_KEPT, {}) if request is not None else {}
    if article_id not in kept:
        ids = _stories_on_the_page() | {article_id}
        found = counts(sorted(ids))
        kept.update({pk: found.get(pk, 0) for pk in ids})
    return kept[article_id]


def _stories_on_the_page() -> set[int]:
    return {int(key.removeprefix("article:")) for key in collected() if key.startswith("article:")}


@register.simple_tag(takes_context=True)
def most_discussed(context: dict[str, Any], section: Branch | None = None) -> list[Discussed]:
    """Return the stories readers talk about most, in the whole paper or in a section; none where they are too few for a list.

    Called before the page's cards are drawn, it fetches their numbers of comments too: one query for both.
    """
    ids = _stories_on_the_page() if site_rules().counts_on_cards else set()
    within = None if section is None else [branch.id for branch in section.subtree()]
    listed, numbers = discussed.most_discussed(at=look.now(), section_ids=within, count_also=ids)
    if context.get("request") is not None:
        context["request"].__dict__.setdefault(_KEPT, {}).update({pk: numbers.get(pk, 0) for pk in ids})
    return listed if len(listed) >= discussed.LEAST else []


@register.inclusion_tag("comments/_discussed.html", takes_context=True)
def discussed_list(context: dict[str, Any], listed: list[Discussed], *, is_inside: bool = False) -> dict[str, Any]:
    """Draw what `most_discussed` found; `is_inside` a frame that has margins already."""
    return {
        "discussed": listed,
        "is_inside": is_inside,
        "says_numbers": site_rules().counts_on_cards,
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE"),
    }


@register.simple_tag
def drawn(comment: Comment) -> SafeString:
    """Draw one comment's words for whoever may read it, whatever its state."""
    return html.safe(comment.html)
