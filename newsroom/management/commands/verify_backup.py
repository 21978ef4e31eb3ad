"""Try whether a backup can be restored."""

import shutil
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom import backup
from newsroom.management.commands.backup import SCHEME
from newsroom.management.commands.restore import opened


@contextmanager
def _here(file: str) -> Iterator[Path]:
    """Give an archive as a file of this machine: it is read twice, and one that comes from elsewhere is kept meanwhile."""
    if not _comes_from_elsewhere(file):
        yield Path(file).resolve()
        return
    with tempfile.NamedTemporaryFile(prefix="newsroom-verify-", suffix=".tar") as kept:
        with opened(file) as source:
            shutil.copyfileobj(source, kept, 1 << 20)
        kept.flush()
        yield Path(kept.name)


def _comes_from_elsewhere(file: str) -> bool:
    return file == "-" or file.startswith(SCHEME)


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # this place is not touched, whatever is wrong with it
    help = "Restore an archive into scratch, write it again there and compare: every table's part and every picture, by SHA-256."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the archive, - for standard input, or s3://bucket/key")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        if not _comes_from_elsewhere(file) and not Path(file).is_file():
            raise CommandError(f"{file} is no file.")
        try:
            with _here(file) as path:
                equal = backup.verify(path)
        except backup.Differs as error:
            raise CommandError(f"The backup does not come back: {error}") from error
        except OSError as error:
            raise CommandError(f"The backup could not be tried: {error.strerror or error}.") from error
        self.stderr.write(f"It comes back whole: {equal:,} parts and pictures are equal.", self.style.SUCCESS)
