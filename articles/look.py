"""What one process knows about changes, at most 100 ms old, whatever the load and whatever the database does.

A thread of its own looks when a reader asks and the last look is too old: a reader waits for it 250 ms at most, and hangs up for it
when its connection has been silent for seconds. The same look brings the database's clock, and notices what began or ended
(`articles.changes.raise_what_came_due`).
"""

import datetime as dt
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import psycopg
import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.utils import InterfaceError

from articles.changes import as_moment, next_due, raise_what_came_due
from articles.models import ChangeCounter, ChangeKey
from articles.models.changes import EPOCH

log = structlog.get_logger(__name__)
T = TypeVar("T")
Clock = Callable[[], dt.datetime]
MOST_KEYS = 200_000
"""How many raised keys a process remembers, about 30 MB. Beyond that it begins anew: whatever it kept is made again, once."""
MOST_KEYS_AT_ONCE = 10_000
"""How many keys one look fetches, about 20 ms. Beyond that, too, the process begins anew: a look must not take as long as silence."""


def own_clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the database said in one look. Moments are aware, UTC."""

    number: int
    swept_until: dt.datetime
    acted_at: dt.datetime
    clock: dt.datetime


def read_counter(clock: Clock | None = None) -> Reading:
    """Ask for the counter, the sweep and the database's clock. One query, kept out of Django's query log: it is no page's own.

    `clock` stands in for the database's. SQLite has none: there the machine's own serves. Errors are Django's.
    """
    table = ChangeCounter._meta.db_table
    postgres = connection.vendor == "postgresql"
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(connection.connection.cursor()) as cursor:
        cursor.execute(f"SELECT number, swept_until, acted_at{', clock_timestamp()' if postgres else ''} FROM {table} WHERE id = 1")
        row = cursor.fetchone()
    number, swept_until, acted_at = (row[0], as_moment(row[1]), as_moment(row[2])) if row else (0, EPOCH, EPOCH)
    own = clock or own_clock
    return Reading(number, swept_until, acted_at, row[3] if row and postgres and clock is None else own())


def moment(now: dt.datetime | None = None) -> dt.datetime:
    """Return the moment a verb acts at: the database's clock (or `now`), never earlier than the last sweep or act. One query.

    Readers' pages are drawn for no earlier one either: what is scheduled before it would be seen at once.
    Call it once the article's row is locked: on PostgreSQL `clock_timestamp()` is then later than the lock.
    """
    reading = read_counter(look.clock)
    return max(now or reading.clock, reading.swept_until, reading.acted_at)


@dataclass
class Look:
    """A process's look. `changed` holds the number of every key raised since the process began to look."""

    every_s: float = 0.1
    patience_s: float = 0.25
    silence_s: float = 5.0
    clock: Clock | None = None
    seen: int = -1
    reachable: bool = True
    changed: dict[str, int] = field(default_factory=dict)
    swept_until: dt.datetime = EPOCH
    acted_at: dt.datetime = EPOCH
    offset: dt.timedelta = dt.timedelta()
    due: dt.datetime | None = None
    born: int = 0
    generation: int = 0
    _looked: float = float("-inf")
    _changed: float = float("-inf")
    _asking_since: float = float("inf")
    _database: Any = None
    _wanted: threading.Event = field(default_factory=threading.Event)
    _done: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None

    def now(self) -> dt.datetime:
        """Return the moment to draw for: the database's clock as last compared, never earlier than the last sweep or act."""
        self.refresh()
        return max((self.clock or own_clock)() + self.offset, self.swept_until, self.acted_at)

    def refresh(self) -> None:
        """Bring the look up to date, or say that the database cannot be reached. Waits `patience_s` at most."""
        if settings.LOOK_INLINE:
            self._look()
        elif not self._is_recent(asked := time.monotonic()):
            self._ask_the_thread(asked)

    def look_again(self) -> None:
        """Take no look for recent that began before now: this process has just committed a change."""
        self._changed = time.monotonic()

    def forget(self) -> None:
        """Begin anew, as a process that has just started: for another database."""
        self.seen, self.born, self.changed, self.reachable = -1, 0, {}, True
        self.swept_until = self.acted_at = EPOCH
        self.due, self.offset, self.clock = None, dt.timedelta(), None
        self.generation += 1
        self.look_again()

    def is_fresh(self, as_of: int, keys: frozenset[str] | set[str]) -> bool:
        """Say whether what was made when the counter said `as_of` still holds. With no database it does: it is the last good copy."""
        if as_of >= self.seen or not self.reachable:
            return True
        return as_of >= self.born and not any(self.changed.get(key, 0) > as_of for key in keys)

    def _is_recent(self, asked: float) -> bool:
        """Say whether the last look began recently enough for who asked then. How long it took is no matter: it may take long each time."""
        return self._looked >= max(asked - self.every_s, self._changed)

    def _ask_the_thread(self, asked: float) -> None:
        self._start()
        self._hang_up_if_silent()
        self._wanted.set()
        with self._done:
            while self.reachable and not self._is_recent(asked):
                left = asked + self.patience_s - time.monotonic()
                if left <= 0:
                    self.reachable = False
                else:
                    self._done.wait(left)

    def _hang_up_if_silent(self) -> None:
        """End a connection that answers nothing any more (a failover, a lost route): the thread's reading fails, and it connects anew."""
        with self._done:
            if time.monotonic() - self._asking_since < self.silence_s:
                return
            self._asking_since = time.monotonic()
        log.warning("look_silent")
        with suppress(AttributeError, OSError, psycopg.Error), socket.socket(fileno=os.dup(self._database.connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    def _start(self) -> None:
        with self._done:  # on the first request, so after the fork: threads do not survive one
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, name="look", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        self._database = connections[DEFAULT_DB_ALIAS]
        try:
            while True:
                self._watch_once()
        finally:
            self._asking_since = float("inf")
            connection.close()  # a mistake ended it: the next reader starts another

    def _watch_once(self) -> None:
        self._wanted.wait()
        self._wanted.clear()
        if self.reachable and self._is_recent(time.monotonic()):  # asked for while the last one was under way
            return
        self._asking_since, failure = time.monotonic(), None
        try:
            self._look()
        except (DatabaseError, InterfaceError, OSError) as error:
            failure = error
        with self._done:
            self._asking_since, self.reachable = float("inf"), failure is None
            self._done.notify_all()
        if failure is not None:
            log.warning("look_failed", error=str(failure))
            connection.close()
            time.sleep(1)

    def _look(self) -> None:
        began = time.monotonic()
        reading = read_counter(self.clock)
        if self._has_come_due(reading):
            reading = read_counter(self.clock)
        self.offset = reading.clock - own_clock() if self.clock is None else dt.timedelta()
        self._take(reading)
        self._looked = began

    def _has_come_due(self, reading: Reading) -> bool:
        """Sweep when an edition began or ended since the last sweep, and once on a new site; say whether it did."""
        if reading.number != self.seen or reading.swept_until != self.swept_until:
            self.due = next_due(after=reading.swept_until)
        clock = max(reading.clock, reading.swept_until, reading.acted_at)
        if reading.swept_until != EPOCH and (self.due is None or self.due > clock):
            return False
        raise_what_came_due(clock)
        self.due = next_due(after=clock)
        return True

    def _take(self, reading: Reading) -> None:
        if reading.number < self.seen or self.seen < 0:  # a restored database, or the first look: nothing kept before can be judged
            self.born, self.changed = reading.number, {}
            self.generation += 1
        elif reading.number > self.seen:
            raised = ChangeKey.objects.filter(changed__gt=self.seen).values_list("name", "changed")[: MOST_KEYS_AT_ONCE + 1]
            self.changed.update(raised)
            if len(self.changed) > MOST_KEYS or len(raised) > MOST_KEYS_AT_ONCE:
                self.born, self.changed = reading.number, {}
        self.swept_until, self.acted_at = reading.swept_until, reading.acted_at
        self.seen = reading.number


class Kept(Generic[T]):
    """A value every request needs, kept in the process under its key: loaded anew when the key is raised."""

    def __init__(self, key: str, load: Callable[[], T]) -> None:
        self.key = key
        self.load = load
        self._kept: tuple[int, int, T] | None = None

    def get(self) -> T:
        """Return the value, at most 100 ms old. No query unless the key was raised."""
        look.refresh()
        kept = self._kept
        if kept is None or kept[1] != look.generation or not look.is_fresh(kept[0], {self.key}):
            as_of, generation = look.seen, look.generation  # before the first query
            self._kept = kept = (as_of, generation, self.load())  # at once: threads may load it side by side
        return kept[2]


look = Look()
