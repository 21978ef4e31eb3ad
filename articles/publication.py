"""What readers are shown of a story, in one word: derived from its editions, never stored."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from articles.models.articles import Article


class PublicationState(StrEnum):
    UNPUBLISHED = "unpublished"
    SCHEDULED = "scheduled"
    SCHEDULED_EARLIER = "scheduled-earlier"
    LIVE = "live"
    CHANGED = "changed"
    UPDATING = "updating"
    UPDATING_EARLIER = "updating-earlier"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


WORDS: dict[PublicationState, Promise] = {
    PublicationState.UNPUBLISHED: _("Not published"),
    PublicationState.SCHEDULED: _("Scheduled"),
    PublicationState.SCHEDULED_EARLIER: _("Scheduled, changes not in it"),
    PublicationState.LIVE: _("Live"),
    PublicationState.CHANGED: _("Live, changes not published"),
    PublicationState.UPDATING: _("Live, update scheduled"),
    PublicationState.UPDATING_EARLIER: _("Live, update scheduled, changes not in it"),
    PublicationState.EXPIRED: _("Expired"),
    PublicationState.WITHDRAWN: _("Withdrawn"),
}


_WAITING = frozenset(
    {PublicationState.SCHEDULED, PublicationState.SCHEDULED_EARLIER, PublicationState.UPDATING, PublicationState.UPDATING_EARLIER}
)
_EARLIER = frozenset({PublicationState.SCHEDULED_EARLIER, PublicationState.UPDATING_EARLIER})
_LIVE = frozenset({PublicationState.LIVE, PublicationState.CHANGED, PublicationState.UPDATING, PublicationState.UPDATING_EARLIER})


@dataclass(frozen=True, slots=True)
class Publication:
    """A story's state for readers and the moment that belongs to it (None where there is none)."""

    state: PublicationState
    moment: dt.datetime | None
    live_until: dt.datetime | None = None

    @property
    def word(self) -> Promise:
        return WORDS[self.state]

    @property
    def is_live(self) -> bool:
        return self.state in _LIVE

    @property
    def is_waiting(self) -> bool:
        """Say whether an edition is scheduled: the story itself or an update of it."""
        return self.state in _WAITING

    @property
    def leaves_changes_out(self) -> bool:
        """Say whether the working copy was changed after it was scheduled: what comes is the earlier text."""
        return self.state in _EARLIER

    @classmethod
    def of(cls, article: "Article") -> "Publication":
        """Read an article fetched with `Article.objects.with_publication(at=…)`."""
        facts = vars(article)
        live_since, next_from, ended_at = facts["live_since"], facts["next_from"], facts["ended_at"]
        if live_since is not None:
            return cls(_live_state(article, next_from), next_from or live_since, facts["live_until"])
        if next_from is not None:
            is_earlier = article.has_unpublished_changes
            return cls(PublicationState.SCHEDULED_EARLIER if is_earlier else PublicationState.SCHEDULED, next_from)
        if ended_at is None:
            return cls(PublicationState.UNPUBLISHED, None)
        withdrawn = facts["ending"] == "withdrawn"
        return cls(PublicationState.WITHDRAWN if withdrawn else PublicationState.EXPIRED, ended_at)


def _live_state(article: "Article", next_from: dt.datetime | None) -> PublicationState:
    if next_from is not None:
        return PublicationState.UPDATING_EARLIER if article.has_unpublished_changes else PublicationState.UPDATING
    return PublicationState.CHANGED if article.has_unpublished_changes else PublicationState.LIVE
