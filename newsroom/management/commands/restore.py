"""Restore a whole site."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from newsroom import backup
from newsroom.management.commands.backup import SCHEME, objects


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """Open an archive, wherever it lies, to be read once."""
    if file == "-":
        yield sys.stdin.buffer
        return
    with objects().Download(file) if file.startswith(SCHEME) else Path(file).open("rb") as source:
        yield source


class Command(BaseCommand):
    help = "Read what `backup` wrote into an empty database and an empty MEDIA_ROOT, then migrate it to this version."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the archive; s3://bucket/key; or - for standard input")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            with opened(file) as source:
                backup.restore(source, tell=self._tell)
        except (backup.DamagedArchive, backup.Unsuited) as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        except OSError as error:
            raise CommandError(f"The restore stopped: {error.strerror or error}. Nothing was restored.") from error

    def _tell(self, said: str) -> None:
        self.stderr.write(said, self.style.SUCCESS)
