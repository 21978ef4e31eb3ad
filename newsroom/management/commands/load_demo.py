"""Fill an empty site with the demo paper."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom import demo_paper
from newsroom.models import User


class Command(BaseCommand):
    help = "Fill an empty site with an invented paper in all states, and make accounts to try the desk with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="also on a site with a database server, stories or accounts of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        is_loaded = demo_paper.is_loaded()
        if not options["force"] and (reason := _reason_against(is_loaded=is_loaded)):
            raise CommandError(f"{reason} --force loads it all the same.", returncode=1)
        if is_loaded:
            self.stdout.write("The demo paper is there already.")
        else:
            report = demo_paper.load_paper(now=timezone.now(), tell=self.stderr.write)
            if report.refused:
                raise CommandError("The demo paper could not be loaded whole.", returncode=1)
            comments = demo_paper.load_comments(now=timezone.now(), tell=self.stderr.write)
            self.stdout.write(f"The demo paper is loaded: {report.counts['story', 'new']} stories, {comments} comments.")
        self.stdout.write("Sign in at /admin/ as")
        for account in demo_paper.make_accounts():
            self.stdout.write(f"  {account.name:<10} {account.password}   ({account.group})")


def _reason_against(*, is_loaded: bool) -> str:
    """Say why the demo does not belong here; empty where it does."""
    if not settings.IS_EMBEDDED:
        return "This site has a database server, so it is no trial, and the demo's passwords are printed."
    if demo_paper.has_other_stories():
        return "This site has stories of its own; the demo is for an empty one."
    if not is_loaded and User.objects.exists():
        return "This site has accounts of its own; the demo is for an empty one."
    return ""
