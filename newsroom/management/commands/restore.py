"""Restore a whole site."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom import backup


class Command(BaseCommand):
    help = "Read what `backup` wrote into an empty database and an empty MEDIA_ROOT, then migrate it to this version."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the archive, or - for standard input")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            if file == "-":
                backup.restore(sys.stdin.buffer, tell=self._tell)
            else:
                with Path(file).open("rb") as source:
                    backup.restore(source, tell=self._tell)
        except (backup.DamagedArchive, backup.Unsuited) as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        except OSError as error:
            raise CommandError(f"The restore stopped: {error.strerror or error}. Nothing was restored.") from error

    def _tell(self, said: str) -> None:
        self.stderr.write(said, self.style.SUCCESS)
