"""The record of acts: who did what to which comment, when and why."""

import datetime as dt
from typing import Any

from comments.models import Act, Comment


def note(verb: str, *, at: dt.datetime, comment: Comment | None = None, article_id: int | None = None, by: Any = None, **rest: Any) -> Act:
    """Write one act. `by`: an account of the desk; None: a reader, or the rules. `rest`: fields of `Act`."""
    person_id = rest.pop("person_id", comment.person_id if comment else None)
    return Act.objects.create(
        verb=verb, at=at, comment=comment, article_id=comment.article_id if comment else article_id, by=by, person_id=person_id, **rest
    )
