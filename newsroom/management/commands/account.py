"""Accounts of the desk, for whoever has no browser at hand, or nobody left who may sign in."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from newsroom.models import User


class Command(BaseCommand):
    help = (
        "create NAME: make an account in --group (Chief editor if not given; --superuser: every right) and print its password. "
        "password NAME: give it a new one, printed. lock NAME: it cannot sign in any more and is signed out at its next click; what it "
        "wrote stays. unlock NAME: it can again. list: name them all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("create", "password", "lock", "unlock", "list"))
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--group", default="Chief editor")
        parser.add_argument("--email", default="")
        parser.add_argument("--superuser", action="store_true", help="create: with every right, also over accounts")
        parser.add_argument("--password", default="", help="create, password: this one, where others cannot read the command line")

    def handle(self, *args: Any, what: str, name: str, **options: Any) -> None:
        if what == "list":
            return self._list()
        if not name:
            raise CommandError(f"account {what} wants a name.")
        if what == "create":
            made, password = create(name, **{key: options[key] for key in ("group", "email", "superuser", "password")})
            rights = "with every right" if made.is_superuser else f"as {options['group']}"
            self.stdout.write(f"{made.username} can sign in at /admin/ {rights}, with the password {password}")
            return None
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}. There are: {', '.join(_names()) or 'none'}.")
        if what == "password":
            self.stdout.write(f"{name} signs in with {_set_password(user, options['password'])} from now on, and is signed out everywhere.")
        else:
            self._lock(user, is_active=what == "unlock")
        return None

    def _list(self) -> None:
        for user in User.objects.order_by("username").prefetch_related("groups"):
            rights = "every right" if user.is_superuser else ", ".join(group.name for group in user.groups.all()) or "no group"
            self.stdout.write(f"{user.username:<24} {rights}{'' if user.is_active else '   (locked)'}")

    def _lock(self, user: User, *, is_active: bool) -> None:
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        said = "can sign in again." if is_active else "cannot sign in any more, and is signed out at the next click. What it wrote stays."
        self.stdout.write(f"{user.username} {said}")


def create(name: str, *, group: str, email: str = "", superuser: bool = False, password: str = "") -> tuple[User, str]:
    """Make an account of the desk; return it and its password, a new one where none is given. Raises CommandError with a sentence."""
    if User.objects.filter(username=name).exists():
        raise CommandError(f"There is an account {name} already.")
    groups = list(Group.objects.filter(name=group))
    if not groups:
        known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
        raise CommandError(f"There is no group {group}. There are: {known or 'none: run manage.py migrate first'}.")
    user = User(username=name, email=email, is_staff=True, is_superuser=superuser)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    given = _checked(password, user)
    user.set_password(given)
    user.save()
    user.groups.set(groups)
    return user, given


def _set_password(user: User, password: str) -> str:
    given = _checked(password, user)
    user.set_password(given)
    user.save(update_fields=["password"])
    return given


def _checked(password: str, user: User) -> str:
    if not password:
        return secrets.token_urlsafe(12)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password


def _names() -> list[str]:
    return list(User.objects.order_by("username").values_list("username", flat=True)[:20])
