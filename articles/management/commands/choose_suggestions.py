"""Choose again what readers might also like under every live story."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import publishing
from articles.look import look


class Command(BaseCommand):
    help = "Choose again what readers might also like under every live story, for instance after an import. Repeatable."

    def handle(self, *args: Any, **options: Any) -> None:
        at = look.now()
        changed = publishing.choose_again(publishing.live_articles(at=at), at=at, tell=self.stderr.write)
        self.stdout.write(f"{changed} stories have other suggestions now.")
