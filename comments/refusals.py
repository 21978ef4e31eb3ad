"""Why something is refused, in a sentence for whoever asked."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """What was asked for is not done. `status`: of the answer over HTTP."""

    status = 422

    def __init__(self, sentence: "str | Promise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Closed(Refused):
    status = 403


class NotThere(Refused):
    """There is nothing of this kind, or whoever asked may not know."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("There is no such comment."))


class Flood(Refused):
    status = 429

    def __init__(self) -> None:
        super().__init__(_("That is more than we can read. Wait some minutes and send it again."))


class TakenByOther(Refused):
    """Another moderator has it, or has decided."""

    status = 409
