"""Why a verb was not done, in sentences for the person who asked."""

from collections.abc import Sequence
from typing import Any, Final, Protocol, final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Account(Protocol):
    """What a verb asks of whoever wants it done: Django's accounts, the anonymous one included, answer it."""

    pk: Any

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


class Refused(Exception):
    """A verb was not done and nothing was changed. `sentences` say why, for the person who asked."""

    def __init__(self, *sentences: Sentence) -> None:
        super().__init__(*sentences)
        self.sentences: Sequence[Sentence] = sentences

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)


class NotAllowed(Refused):
    """The account lacks the right."""


class Incomplete(Refused):
    """Something is missing before readers may see it (`articles.gate`)."""


class Overtaken(Refused):
    """The story was saved by somebody else between composing and publishing."""


@final
class System:
    """The machine itself: imports, commands and jobs act as `SYSTEM`, which may do everything and is no account."""


SYSTEM: Final = System()

PUBLISH = "articles.publish_article"
WITHDRAW = "articles.withdraw_article"
_SENTENCES: dict[str, Promise] = {
    PUBLISH: _("Your account may not publish stories. Send it to review, or ask an editor."),
    WITHDRAW: _("Your account may not withdraw stories. Ask an editor."),
}


def demand_right(by: Account | System, permission: str) -> None:
    """Refuse an account without the permission."""
    if not isinstance(by, System) and not by.has_perm(permission):
        raise NotAllowed(_SENTENCES[permission])


def account_id(by: Account | System) -> int | None:
    return None if isinstance(by, System) else by.pk
