"""Make renditions that are missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.renditions.filling import make_missing


class Command(BaseCommand):
    help = "Make the sizes and crops of pictures that are not there yet, in both formats. It can be repeated at any time, and interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="the widths for large screens too, which are otherwise made when asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        made, failed = make_missing(is_complete=options["all"], tell=self.stderr.write)
        self.stdout.write(f"{made} renditions made.")
        if failed:
            raise CommandError(f"{failed} pictures have no readable original; the log names them.", returncode=1)
