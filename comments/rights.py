"""Who may moderate what."""

from typing import Any

from django.db.models import Q

from comments.rules import rules_of, sections_kept_from


def may_moderate_something(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("comments.moderate_comment"))


def may_moderate(user: Any, section_id: int | None) -> bool:
    """Say whether a user moderates in a section: whoever has the right, or of them only those the section names."""
    if not may_moderate_something(user):
        return False
    chosen = rules_of(section_id).moderators
    return user.is_superuser or not chosen or user.pk in chosen


def moderated_by(user: Any, prefix: str = "article__") -> Q:
    """Return the condition for rows of stories a user moderates."""
    if user.is_superuser:
        return Q()
    kept_from = sections_kept_from(user.pk)
    return ~Q(**{f"{prefix}section_id__in": kept_from}) if kept_from else Q()
