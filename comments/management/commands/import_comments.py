"""Import comments."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from comments.interchange import SOURCES, CommentImporter, Stopped
from comments.interchange.importing import count_people


class Command(BaseCommand):
    help = "Import comments (docs/comments.md). It can be repeated, and taken up again after it was interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=SOURCES)
        parser.add_argument("file", help="the file, or - for standard input")
        parser.add_argument("--into-closed", action="store_true", help="also under stories that take no comments")

    def handle(self, *args: Any, **options: Any) -> None:
        importer = CommentImporter(
            options["source"], tell=self.stdout.write, progress=self.stderr.write, into_closed=options["into_closed"]
        )
        stopped = ""
        try:
            with _opened(options["file"]) as file:
                importer.run(file)
        except Stopped as error:
            stopped = f"{error} What was stored before stays. Run the same command again when the reason is gone."
        count_people()
        counts = importer.counts
        self.stdout.write(f"{counts['new']} new, {counts['known']} known already, {counts['refused']} refused")
        if stopped or importer.counts["refused"]:
            raise CommandError(stopped or "Some comments were refused; all others were taken.", returncode=1)


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise CommandError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.", returncode=2) from error
