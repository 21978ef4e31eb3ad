"""Let nobody change anything for a while, without stopping the site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom import read_only

_ON = (
    "The site is read-only from this second on: readers read, the desk looks, and whatever would change something is answered with "
    "503; what an editor typed comes back on that page. The worker "
    "rests. Commands of manage.py still write. End it with: manage.py read_only off"
)


class Command(BaseCommand):
    help = "Make the site read-only (on), end that (off), or say which it is (status). For moving a database or a machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("on", "off", "status"))

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "on":
            read_only.turn_on()
            self.stdout.write(_ON)
        elif what == "off":
            read_only.turn_off()
            if settings.READ_ONLY:
                raise CommandError("READ_ONLY is set in the environment: the site stays read-only until it starts without.")
            self.stdout.write("The site can be written again.")
        else:
            self.stdout.write("read-only" if read_only.is_on() else "can be written")
