"""Cut the bodies of published editions into blocks again, after an update that draws them differently."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import recutting


class Command(BaseCommand):
    help = "Cut the bodies of published editions into blocks again. Their words stay as they are. It can be repeated and interrupted."

    def handle(self, *args: Any, **options: Any) -> None:
        done = recutting.recut(tell=self.stderr.write)
        self.stdout.write(f"{done} editions were cut again." if done else "All editions are of this version.")
