"""Forget drafts that were deleted long ago."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.deleted_drafts import KEPT_DAYS, sweep


class Command(BaseCommand):
    help = "Forget drafts that were deleted DAYS ago or longer: they cannot be taken back any more. Run it daily."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--older-than", type=int, default=KEPT_DAYS, metavar="DAYS", help=f"{KEPT_DAYS} if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["older_than"] < 0:
            raise CommandError("DAYS is 0 or more.", returncode=2)
        count = sweep(older_than_days=options["older_than"], now=timezone.now())
        self.stderr.write(f"{count} forgotten.")
