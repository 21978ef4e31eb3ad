"""Publishing: the only code that writes editions."""

from articles.publishing.composing import Composition, compose, fill
from articles.publishing.many import Plan, publish_many
from articles.publishing.refusals import PUBLISH, SYSTEM, WITHDRAW, Account, Incomplete, NotAllowed, Overtaken, Refused, System
from articles.publishing.suggesting import choose_again, live_articles
from articles.publishing.verbs import (
    cancel_schedule,
    delete,
    edit_notice,
    publish,
    publish_until,
    roll_back,
    schedule,
    withdraw,
)
from articles.standing import next_scheduled

__all__ = [
    "PUBLISH",
    "SYSTEM",
    "WITHDRAW",
    "Account",
    "Composition",
    "Incomplete",
    "NotAllowed",
    "Overtaken",
    "Plan",
    "Refused",
    "System",
    "cancel_schedule",
    "choose_again",
    "compose",
    "delete",
    "edit_notice",
    "fill",
    "live_articles",
    "next_scheduled",
    "publish",
    "publish_many",
    "publish_until",
    "roll_back",
    "schedule",
    "withdraw",
]
