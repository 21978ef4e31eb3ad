"""Index every story for the desk's search and every edition for the readers': once after an update, or when one is in doubt."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = "Index every story for the desk's search and the readers'. It may be repeated and interrupted."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{search.index_all(tell=self.stderr.write)} stories indexed.")
