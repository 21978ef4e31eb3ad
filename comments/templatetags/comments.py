"""How templates join comments to stories; Python in `articles` does not know comments exist."""

from django import template

from comments.threads import ThreadState, thread_state

register = template.Library()


@register.inclusion_tag("comments/_thread.html")
def comments_thread(article_id: int) -> dict[str, ThreadState]:
    """Draw a story's comments, or say that they are closed. One query."""
    return {"thread": thread_state(article_id)}
