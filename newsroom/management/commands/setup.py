"""The first things a new site is asked: what it is called, who edits it, and whether it shows the demo paper."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.models import SiteSettings
from articles.saving import save_site
from newsroom.management.commands.account import create
from newsroom.models import User


class Command(BaseCommand):
    help = "Set up a new site: its name, its first editor (with every right), the demo paper or not. Asks for what no option says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", help="what the paper is called")
        parser.add_argument("--editor", help="the name the first editor signs in with")
        parser.add_argument("--password", default="", help="the editor's; one is made and printed where none is given")
        parser.add_argument("--demo", action=BooleanOptionalAction, help="fill the site with an invented paper, to look at")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(is_superuser=True).exists():
            raise CommandError("This site is set up already. manage.py account makes further accounts.")
        name = options["name"] or self._asked("What is the paper called?", default="Newsroom")
        editor = options["editor"] or self._asked("By which name does its first editor sign in?", default="editor")
        is_demo = options["demo"]
        if is_demo is None:
            is_demo = self._asked("Fill it with an invented paper, to look at? yes or no:", default="no").lower() in {"y", "yes"}
        _made, password = create(editor, group="Chief editor", superuser=True, password=options["password"])
        if is_demo:
            call_command("load_demo", "--force", stdout=self.stdout, stderr=self.stderr)
        row = SiteSettings.objects.filter(pk=1).first() or SiteSettings()
        row.name = name[:120]
        save_site(row)
        self.stdout.write(f"{name} is set up. {editor} signs in at /admin/ with the password {password}")

    def _asked(self, question: str, *, default: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError("Nobody is there to be asked: say --name, --editor and --demo or --no-demo.")
        return input(f"{question} [{default}] ").strip() or default
