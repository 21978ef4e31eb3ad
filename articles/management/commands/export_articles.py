"""Export a whole site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.interchange import export, export_to


class Command(BaseCommand):
    help = "Write every story, with its editions and what belongs to it, one JSON object a line (docs/interchange.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="the file to write, or - for standard output")
        parser.add_argument("--images", type=Path, help="a folder to copy the original pictures to")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["file"] == "-":
                for line in export(options["images"], tell=self.stderr.write):
                    self.stdout.write(line)
            else:
                number = export_to(Path(options["file"]), options["images"], tell=self.stderr.write)
                self.stderr.write(f"{number} lines written to {options['file']}.", self.style.SUCCESS)
        except OSError as error:
            raise CommandError(f"The export stopped: {error.strerror or error}.", returncode=1) from error
