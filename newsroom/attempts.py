"""Where attempts to sign in are counted: Django's table of the database, but one that cannot be written says so."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection

from newsroom import outage


class CountedAttempts(DatabaseCache):
    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = None) -> bool:
        """Raise what an outage is. The stock cache says the same of it as of a value that is there already, and whoever signed in was told
        of too many attempts.
        """
        met: list[Exception] = []
        with connection.execute_wrapper(_noting(met)):
            was_set: bool = super()._base_set(mode, key, value, timeout)  # type: ignore[misc]
        if met:
            raise met[0]
        return was_set


def _noting(met: list[Exception]) -> Callable[..., Any]:
    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            if outage.is_one(error):
                met.append(error)
            raise

    return run
