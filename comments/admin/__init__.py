"""Comments at the desk: the queue, people, lists of words, what holds where."""

from comments.admin.comments import ActAdmin, CommentAdmin
from comments.admin.people import PersonAdmin
from comments.admin.settings import CommentSettingsAdmin, SectionRulesAdmin
from comments.admin.threads import ThreadAdmin

__all__ = ["ActAdmin", "CommentAdmin", "CommentSettingsAdmin", "PersonAdmin", "SectionRulesAdmin", "ThreadAdmin"]
