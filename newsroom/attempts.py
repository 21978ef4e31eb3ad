"""Where attempts to sign in are counted: Django's cache in the database, but one that cannot be written says so."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

_SET = """
    INSERT INTO {table} (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
_STATEMENTS = {
    "set": _SET,
    "add": f"{_SET} WHERE {{table}}.expires < %(now)s",
    "touch": "UPDATE {table} SET expires = %(expires)s WHERE cache_key = %(key)s",
}


class CountedAttempts(DatabaseCache):
    _table: str

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Write in one statement, and let what the database says be heard.

        The stock cache answers an outage like a value that is there already: whoever signed in was told of too many attempts.
        """
        table, moment = connection.ops.quote_name(self._table), connection.ops.adapt_datetimefield_value
        now = timezone.now().replace(microsecond=0)
        told = {"key": key, "value": self._written(value), "expires": moment(self._expires(timeout)), "now": moment(now)}
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            count = cursor.fetchone()[0]
            if count > self._max_entries:
                self._cull(DEFAULT_DB_ALIAS, cursor, now, count)  # type: ignore[attr-defined]
            cursor.execute(_STATEMENTS[mode].format(table=table), told)
            return bool(cursor.rowcount == 1)

    def _written(self, value: Any) -> str:
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")

    def _expires(self, timeout: Any) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        moment = datetime.max.replace(tzinfo=UTC) if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
        return moment.replace(microsecond=0)
