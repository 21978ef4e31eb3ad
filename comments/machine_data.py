"""What machines read of a thread: schema.org's DiscussionForumPosting and Comment.

Source: https://developers.google.com/search/docs/appearance/structured-data/discussion-forum.
"""

from typing import Any

from articles.sharing import absolute
from articles.site import site
from comments.models import Comment
from comments.reading import Drawn, ThreadPage


def discussion(thread: ThreadPage) -> dict[str, Any]:
    """Return a thread as a posting about the story, with the comments of this page."""
    found = thread.standing
    paper = {"@type": "Organization", "name": site().name, "url": absolute("/")}
    return {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "@id": f"{absolute(found.path)}#comments",
        "url": f"{absolute(found.path)}#comments",
        "mainEntityOfPage": absolute(found.path),
        "headline": found.headline,
        "text": found.headline,
        "author": paper,
        "publisher": paper,
        "datePublished": found.published_at.isoformat(timespec="seconds") if found.published_at else "",
        "commentCount": found.count,
        "comment": [_comment(comment) for comment in thread.comments if not comment.is_gone],
    }


def _comment(comment: Drawn) -> dict[str, Any]:
    written: dict[str, Any] = {
        "@type": "Comment",
        "url": absolute(comment.address),
        "text": comment.text,
        "author": {"@type": "Person", "name": comment.name},
        "datePublished": comment.created_at.isoformat(timespec="seconds"),
    }
    if comment.edited_at:
        written["dateModified"] = comment.edited_at.isoformat(timespec="seconds")
    if comment.likes:
        counter = {"@type": "InteractionCounter", "interactionType": "https://schema.org/LikeAction", "userInteractionCount": comment.likes}
        written["interactionStatistic"] = counter
    replies = [_comment(reply) for reply in comment.replies if reply.state == Comment.State.LIVE]
    return {**written, "comment": replies} if replies else written
