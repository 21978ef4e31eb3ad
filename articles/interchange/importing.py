"""Importing: lines in, a report out. Each batch is a transaction of its own, so an import that was killed can simply be run again."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from articles import html
from articles.changes import gathered
from articles.interchange import records, storing
from articles.interchange.known import Known
from articles.interchange.lines import Line, parse, read_lines
from articles.interchange.rehearsing import rehearsed
from articles.interchange.report import Report
from articles.interchange.stories import ids_of
from articles.interchange.waiting import Waiting
from articles.look import moment
from articles.publishing import Refused, choose_again
from articles.sections import hold_sections

BATCH = 300
BATCH_CHARACTERS = 4_000_000
_PROGRESS_EVERY_S = 2
_UNKNOWN_NAMED = 200
Tell = Callable[[str], None]


class Stopped(Exception):
    """The import cannot go on. What was stored before stays; run it again when the reason is gone."""


class Importer:
    """One run over one file. `tell` gets a line for every refusal and warning, `progress` one now and then."""

    def __init__(self, *, images: Path | None, tell: Tell, progress: Tell, is_dry_run: bool = False) -> None:
        self.report = Report(is_dry_run=is_dry_run)
        self.tell, self.progress = tell, progress
        self.images = images
        self.batch: dict[str, Line] = {}
        self.batch_characters = 0
        self.unknown_keys: set[str] = set()
        self._told_at = time.monotonic()

    def run(self, file: BinaryIO) -> Report:
        """Import a file, read once and in flat memory: lines that name stories yet to come wait on disk. Raises `Stopped`."""
        with _stopping(), ExitStack() as stack:
            if self.report.is_dry_run:
                stack.enter_context(rehearsed())
            self.known = Known(images=self.images, keep_pictures=not self.report.is_dry_run)
            self.waiting = stack.enter_context(Waiting())
            try:
                for number, written in read_lines(file, self._refuse):
                    self._take(number, written)
                self._flush(is_final=False)
                self._take_what_waits()
                self._choose_suggestions()
            finally:
                self.report.made = +self.known.made
                self.report.stop_the_clock()
        return self.report

    def _take(self, number: int, written: str) -> None:
        try:
            line = parse(number, written)
        except ValidationError as error:
            self._refuse(number, " ".join(error.messages))
            return
        self._note(line)
        if line.type == "story":
            if line.ref in self.batch:
                self._flush(is_final=False)  # the later line speaks of the same story
            self._batch(line, is_final=False)
        else:
            self._flush(is_final=False)
            if line.type == "page" and line.refs - set(ids_of(line.refs)):
                self.waiting.put([line])
            else:
                self._store_record(line)

    def _take_what_waits(self) -> None:
        """Store the lines that waited: by now every story of the file is there."""
        for line in self.waiting.lines():
            if line.type == "story":
                self._batch(line, is_final=True)
            else:
                self._flush(is_final=True)
                self._store_record(line)
        self._flush(is_final=True)

    def _choose_suggestions(self) -> None:
        """Choose again for new stories that had little to choose from: those that came after them are there now."""
        if not self.report.is_dry_run:
            choose_again(self.waiting.alone(), at=moment(), tell=self.progress)

    def _batch(self, line: Line, *, is_final: bool) -> None:
        self.batch[line.ref] = line
        self.batch_characters += len(line.written)
        if len(self.batch) >= BATCH or self.batch_characters >= BATCH_CHARACTERS:
            self._flush(is_final=is_final)

    def _flush(self, *, is_final: bool) -> None:
        batch, self.batch, self.batch_characters = list(self.batch.values()), {}, 0
        if batch:
            self._store(batch, is_final=is_final)
        self._tell_progress()

    def _store(self, batch: list[Line], *, is_final: bool) -> None:
        """Store a batch; where it fails as a whole, half by half, so that one bad line stops no other."""
        self.known.make_sections(names for line in batch for told in (line.values, *line.windows) if (names := told.get("section")))
        made = self.known.made.copy()
        try:
            with gathered():
                hold_sections()
                done = storing.store(batch, self.known, is_final=is_final)
        except (ValidationError, Refused, DatabaseError) as error:
            if _stops_everything(error):
                raise
            self.known.forget(made)
            half = len(batch) // 2
            if half:
                self._store(batch[:half], is_final=is_final)
                self._store(batch[half:], is_final=is_final)
            else:
                self._refuse(batch[0].number, _sentences(error))
            return
        for said in done.refused:
            self._refuse(*said)
        for said in done.warned:
            self._warn(*said)
        if not is_final:
            self.waiting.drop(batch)
            self.waiting.put(done.waiting)
        self.waiting.put_alone(done.alone)
        self.report.counts.update(("story", outcome) for outcome in done.outcomes)

    def _store_record(self, line: Line) -> None:
        made = self.known.made.copy()
        try:
            outcome = records.take_in(line, self.known, warn=lambda sentence: self._warn(line.number, sentence))
        except (ValidationError, DatabaseError) as error:
            if _stops_everything(error):
                raise
            self.known.forget(made)
            self._refuse(line.number, _sentences(error))
            return
        self.report.counts[line.type, outcome] += 1

    def _refuse(self, number: int, reason: str) -> None:
        self.report.refused += 1
        self.tell(_("line %(number)d refused: %(reason)s") % {"number": number, "reason": html.clean_text(reason)[:2000]})

    def _warn(self, number: int, reason: str) -> None:
        self.report.warnings += 1
        self.tell(_("line %(number)d: %(reason)s") % {"number": number, "reason": html.clean_text(reason)[:2000]})

    def _note(self, line: Line) -> None:
        for sentence in line.warnings:
            self._warn(line.number, sentence)
        for name in line.values.unknown:
            if name not in self.unknown_keys and len(self.unknown_keys) < _UNKNOWN_NAMED:
                self.unknown_keys.add(name)
                self._warn(line.number, _("“%(name)s” is no key of this format and is left out, here and later.") % {"name": name[:80]})

    def _tell_progress(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= _PROGRESS_EVERY_S:
            self._told_at = now
            told = {
                "other": self.report.counts.total() - self.report.stories,
                "stories": self.report.stories,
                "refused": self.report.refused,
            }
            self.progress(_("%(stories)d stories, %(other)d pictures, authors and the like, %(refused)d refused …") % told)


@contextmanager
def _stopping() -> Iterator[None]:
    """Say in one sentence why an import cannot go on."""
    try:
        yield
    except (OperationalError, InterfaceError, sqlite3.Error) as error:
        raise Stopped(_("The database refused to go on: %(reason)s.") % {"reason": str(error).strip().rstrip(".")}) from error
    except OSError as error:
        raise Stopped(_("The import stopped: %(reason)s.") % {"reason": error.strerror or error}) from error


def _stops_everything(error: Exception) -> bool:
    """Say whether the next line would fail as well: a full disk, a lost connection. A line with too many values is its own fault."""
    return isinstance(error, OperationalError) and "too many" not in str(error) and "too big" not in str(error)


def _sentences(error: Exception) -> str:
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return " ".join(f"“{name}”: {' '.join(messages)}" for name, messages in error.message_dict.items())
        return " ".join(error.messages)
    if isinstance(error, Refused):
        return str(error)
    return _("The database refused it: %(reason)s.") % {"reason": str(error).split("\n")[0].rstrip(".")}
