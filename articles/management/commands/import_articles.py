"""Import stories and what belongs to them."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from articles.interchange import Importer, Stopped


class Command(BaseCommand):
    help = "Import stories, one JSON object a line (docs/interchange.md). It can be repeated, and taken up again after it was interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")
        parser.add_argument("--images", type=Path, help="the folder in which the pictures lie that the file names")
        parser.add_argument("--dry-run", action="store_true", help="check everything and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["images"] and not options["images"].is_dir():
            raise CommandError(f"{options['images']} is no folder.", returncode=2)
        importer = Importer(images=options["images"], tell=self.stdout.write, progress=self.stderr.write, is_dry_run=options["dry_run"])
        stopped = ""
        try:
            with _opened(options["file"]) as file:
                importer.run(file)
        except Stopped as error:
            stopped = f"{error} What was stored before stays. Run the same command again when the reason is gone."
        for line in importer.report.lines():
            self.stdout.write(line)
        if stopped or importer.report.refused:
            raise CommandError(stopped or "Some lines were refused; all others were taken.", returncode=1)


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise CommandError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.", returncode=2) from error
