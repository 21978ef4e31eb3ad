"""Try whether a backup can be restored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom import backup


class Command(BaseCommand):
    help = "Restore an archive into scratch, write it again there and compare: every table's part and every picture, by SHA-256."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is no file.")
        try:
            equal = backup.verify(file.resolve())
        except backup.Differs as error:
            raise CommandError(f"The backup does not come back: {error}") from error
        self.stderr.write(f"It comes back whole: {equal:,} parts and pictures are equal.", self.style.SUCCESS)
