"""How a story stands with its readers, as the desk needs to know it: what is shown last, what comes next, when it ends."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from articles.look import look
from articles.models import Article, Edition


@dataclass(frozen=True, slots=True)
class Standing:
    """The last edition that has begun and the next one that is scheduled, at a moment."""

    begun: Edition | None
    coming: Edition | None
    at: dt.datetime

    @classmethod
    def of(cls, article: Article, *, now: dt.datetime | None = None) -> Self:
        """Ask for both. Two queries."""
        at = now or look.now()
        begun = Edition.objects.filter(article=article).seen(at=at).light().order_by("-live_from").first()
        return cls(begun, next_scheduled(article, now=at), at)

    @property
    def live(self) -> Edition | None:
        """Return what readers see now."""
        return self.begun if self.begun and (self.begun.live_until is None or self.begun.live_until > self.at) else None

    @property
    def planned_end(self) -> dt.datetime | None:
        """Return the end that somebody planned of what readers see now, or will see next; never one that is only a change's moment."""
        edition = self.live or self.coming
        return edition.live_until if edition and edition.ending == Edition.Ending.PLANNED else None

    @property
    def notice(self) -> str:
        """Return what readers find in the place of a withdrawn story."""
        was_withdrawn = self.begun and not self.live and self.begun.ending == Edition.Ending.WITHDRAWN
        return self.begun.notice if self.begun and was_withdrawn else ""


def next_scheduled(article: Article, *, now: dt.datetime | None = None) -> Edition | None:
    """Return the next edition that readers have not seen yet. One query."""
    return Edition.objects.filter(article=article, live_from__gt=now or look.now()).light().order_by("live_from").first()
