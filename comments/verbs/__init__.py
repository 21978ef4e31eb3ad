"""Everything that can be done to a comment. Every way in calls these: pages, the queue, imports, commands.

Each locks the thread's row, then reads the clock, asks `comments.threads` where something is written, logs who acted and why, and raises
`comments:<article>` where readers see a difference.
"""

from comments.verbs.answering import like, report
from comments.verbs.deciding import claim, decide, feature, undo
from comments.verbs.erasing import erase
from comments.verbs.people import ban, confirm, lift, stop_mails
from comments.verbs.posting import Draft, Posted, delete_own, edit, post

__all__ = [
    "Draft",
    "Posted",
    "ban",
    "claim",
    "confirm",
    "decide",
    "delete_own",
    "edit",
    "erase",
    "feature",
    "lift",
    "like",
    "post",
    "report",
    "stop_mails",
    "undo",
]
