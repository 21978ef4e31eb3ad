"""Back up the whole site."""

import os
import sys
from argparse import ArgumentParser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom import backup

SCHEME = "s3://"


def objects() -> ModuleType:
    """Return what speaks S3, which is installed with the extra `s3` only."""
    if find_spec("boto3") is None:
        raise CommandError("A bucket needs boto3, which is not here: pip install 'newsroom[s3]'")
    return import_module("newsroom.backup.objects")


class Command(BaseCommand):
    help = "Write the database and the pictures, as of one moment, into one archive. Nobody waits for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file to write, which must not be there yet; s3://bucket/key; or - for standard output")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            told = self._written(file)
        except OSError as error:
            raise CommandError(f"The backup stopped: {error.strerror or error}. Nothing is kept of it.") from error
        for name in told.missing:
            self.stderr.write(f"Not in the backup, because its file is not there: {name}", self.style.WARNING)
        self.stderr.write(f"{told.rows:,} rows and {told.pictures:,} pictures, {told.bytes / 1_000_000:,.1f} MB.", self.style.SUCCESS)

    def _written(self, file: str) -> backup.Told:
        if file == "-":
            return backup.write(sys.stdout.buffer, now=timezone.now(), tell=self._tell)
        if not file.startswith(SCHEME):
            return self._write(Path(file))
        with objects().writing(file) as out:
            return backup.write(out, now=timezone.now(), tell=self._tell)

    def _write(self, path: Path) -> backup.Told:
        """Write beside the file's place and move it there when it is whole and on the disk."""
        if path.exists():
            raise CommandError(f"{path} is there already. Choose another name.")
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with beside.open("xb") as out:
                beside.chmod(0o600)
                told = backup.write(out, now=timezone.now(), tell=self._tell)
                out.flush()
                os.fsync(out.fileno())
            os.link(beside, path)  # fails where somebody else has made it since
        finally:
            beside.unlink(missing_ok=True)
        return told

    def _tell(self, said: str) -> None:
        self.stderr.write(said)
