"""What comments need now and then."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.look import look
from comments import desk, lessons, mails, origins
from comments.models import Comment
from comments.rules import site_rules

_UNCONFIRMED_DAYS = 14


class Command(BaseCommand):
    help = (
        "Send mails that could not be sent, tell the classifier what was decided otherwise, forget addresses, drop what nobody confirmed."
        " Run it every few minutes; --digest once a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--digest", action="store_true", help="also tell moderators what waits")

    def handle(self, *args: Any, **options: Any) -> None:
        now = look.now()
        if options["digest"]:
            desk.send_digest(at=now)
        sent, owed = mails.send_owed(at=now)
        told, untold = lessons.tell_owed(at=now)
        forgotten = origins.forget(at=now, days=site_rules().address_days)
        old = Comment.objects.filter(state=Comment.State.UNCONFIRMED, created_at__lt=now - dt.timedelta(days=_UNCONFIRMED_DAYS))
        dropped = old.delete()[0]
        self.stdout.write(
            f"{sent} mails sent, {owed} still owed; {told} corrections told to the classifier, {untold} still owed;"
            f" {forgotten} addresses forgotten; {dropped} never confirmed and dropped"
        )
