"""What readers write, who they are, and what the desk has said about both."""

from comments.models.comments import Act, Comment, Like, Report
from comments.models.lessons import Lesson
from comments.models.mails import Mail
from comments.models.origins import Salt, Tally
from comments.models.people import Ban, Browser, Person
from comments.models.settings import CommentSettings, Moderation, SectionRules
from comments.models.threads import Thread

__all__ = [
    "Act",
    "Ban",
    "Browser",
    "Comment",
    "CommentSettings",
    "Lesson",
    "Like",
    "Mail",
    "Moderation",
    "Person",
    "Report",
    "Salt",
    "SectionRules",
    "Tally",
    "Thread",
]
