"""A story, and what stands where one was."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import answering, lists, reading
from articles.answering import Answer, Ended
from articles.changes import depends_on
from articles.languages import direction_of, language_of
from articles.publishing.composing import FRONT_KEY
from articles.sections import tree
from articles.views.readers import moved

_OFFERED = 6


def article(request: HttpRequest, answer: Answer, at: dt.datetime) -> HttpResponse | None:
    if answer.edition is None:
        return gone(request, answer.owner_id, at=at)
    if request.path_info != answer.edition.path:
        depends_on(f"article:{answer.owner_id}")
        return moved(answer.edition.path)
    return render(request, "articles/article_detail.html", {"story": reading.story_page(answer.edition, at=at)})


def gone(request: HttpRequest, article_id: int, *, at: dt.datetime) -> HttpResponse | None:
    """Say that a story was withdrawn, with its notice, or that it is no longer available; None for one that readers never saw."""
    ended = answering.ended(article_id, at=at)
    if ended is None:
        return None
    context = {"ended": ended, "language": language_of(ended.language), "direction": direction_of(ended.language)}
    return render(request, "410.html", context | _offered(ended, at=at), status=410)


def _offered(ended: Ended, *, at: dt.datetime) -> dict[str, object]:
    """Return the newest stories of the section in which a story stood, of the whole paper where it has none."""
    section = tree().by_id.get(ended.section_id or 0)
    if section and (offered := lists.headlines(section.key, at=at, count=_OFFERED)):
        return {"offered": offered, "section": section}
    return {"offered": lists.headlines(FRONT_KEY, at=at, count=_OFFERED)}
