"""Give the site a new secret key, without signing anybody out."""

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

_WHAT = (
    "What happens: what is signed from the next start on has the new key; what was signed with the old one (sessions, addresses of "
    "pictures) holds while the old one is in SECRET_KEY_FALLBACKS. Take it out after 14 days, at once if somebody else has it. Pages "
    "name new addresses of pictures: run manage.py make_renditions after the start. Backups do not hold the key."
)


class Command(BaseCommand):
    help = "Make a new secret key and keep the old one as a fallback. Where the key is set by environment: print what to set instead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="write the files of a site that keeps its key in STATE_DIR")
        parser.add_argument("--forget", action="store_true", help="keep no fallback: everybody is signed out")

    def handle(self, *args: Any, **options: Any) -> None:
        new = secrets.token_urlsafe(50)
        former = [] if options["forget"] else [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS][:3]
        self.stderr.write(_WHAT)
        if not settings.IS_EMBEDDED or os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE"):
            self.stderr.write("Nothing is changed yet. Set these where the site's environment is kept (.env), then start it again:")
            self.stdout.write(f"SECRET_KEY={new}\nSECRET_KEY_FALLBACKS={','.join(former)}")
        elif options["yes"]:
            _write(Path(settings.STATE_DIR) / "former_secret_keys", "".join(f"{key}\n" for key in former))
            _write(Path(settings.STATE_DIR) / "secret_key", new)
            self.stderr.write("The new key is written. Start the site again.")
        else:
            self.stderr.write("Nothing is changed yet: --yes does it.")


def _write(path: Path, content: str) -> None:
    """Replace a file by one that is whole and that nobody else can read."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
