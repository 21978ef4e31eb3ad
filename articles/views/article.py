"""A story, and what stands where one was."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import answering, reading
from articles.answering import Answer
from articles.changes import depends_on
from articles.languages import direction_of, language_of
from articles.views.readers import moved


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
    return render(request, "410.html", context, status=410)
