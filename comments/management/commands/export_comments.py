"""Export comments."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.interchange import export


class Command(BaseCommand):
    help = "Write all comments to standard output, one JSON object a line; import_comments newsroom reads them."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in export():
            self.stdout.write(line)
