"""Tags of the moderators' screens."""

from django import template

from comments.judging import REASONS
from comments.models import Comment

register = template.Library()


@register.filter
def reasons(comment: Comment) -> list[str]:
    """Return in words why a comment waits."""
    return [str(REASONS[code]) for code in comment.reasons if code in REASONS]


@register.simple_tag
def said(verb: str) -> str:
    """Return what a decision is called once it is done."""
    from comments.admin.comments import SAID

    return str(SAID.get(verb, verb))


@register.filter
def duration(seconds: float | None) -> str:
    """Write seconds as a person would: 40 s, 12 min, 3 h."""
    if seconds is None:
        return "–"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
