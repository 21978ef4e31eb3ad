"""Sessions in the database, as Django keeps them; one that cannot be written is an outage, not one that is gone."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from newsroom import outage


class SessionStore(db.SessionStore):
    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's
        """Save; a full disk was told to an editor as "your session was deleted", with 400 and without what had been typed."""
        try:
            super().save(must_create)
        except UpdateError as error:
            met = error.__context__
            if met is None or not outage.is_one(met):
                raise
            raise met from met.__cause__
