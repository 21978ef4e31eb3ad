"""The worker: does what is due until it is told to stop."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from newsroom import duties, read_only

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = (
        "Do what has to be done again and again (delete files of pictures and sessions that nothing names), until SIGTERM: then finish "
        "what was begun. Any number may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument("--every", type=float, default=20.0, metavar="SECONDS", help="how often to look; 20 if not given")
        parser.add_argument("--touch", type=Path, default=Path("/tmp/tended"), help="a file touched at each look, for health checks")  # noqa: S108

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stderr.write(", ".join(duties.do_what_is_due(now=timezone.now())) or "Nothing was due.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            _look(options["touch"])
            stop.wait(options["every"])


def _look(touched: Path) -> None:
    """Do what is due. A database that is away is waited for; a site that is read-only is left alone."""
    close_old_connections()
    try:
        if not read_only.is_on():
            duties.do_what_is_due(now=timezone.now())
    except (DatabaseError, InterfaceError) as error:
        log.warning("worker_without_database", error=type(error).__name__)
    finally:
        close_old_connections()
    touched.touch()
