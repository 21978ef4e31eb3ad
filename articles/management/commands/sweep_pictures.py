"""Delete files of pictures that nothing names any more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.originals import sweep_originals
from articles.renditions.sweeping import sweep


class Command(BaseCommand):
    help = (
        "Note renditions that no picture names any more (focal point moved, picture deleted, key changed) and originals of deleted "
        "pictures, and delete those that were noted DAYS ago; renditions of pictures whose rights are over go at once. Run it daily: the "
        "first run deletes nothing else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--older-than", type=int, default=14, metavar="DAYS", help="how old a kept page may be; 14 if not given")
        parser.add_argument("--dry-run", action="store_true", help="name what would be deleted and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["older_than"] < 0:
            raise CommandError("DAYS is 0 or more.", returncode=2)
        facts = {"older_than_days": options["older_than"], "now": timezone.now(), "is_dry_run": options["dry_run"]}
        said = "would be deleted" if options["dry_run"] else "deleted"
        for what, folder, swept in (("renditions", "", sweep(**facts)), ("originals", "originals/", sweep_originals(**facts))):
            for name in swept.deleted:
                self.stdout.write(f"{folder}{name}")
            self.stderr.write(f"{what}: {len(swept.deleted)} {said}, {swept.waiting} superseded wait, {swept.kept} in use.")
