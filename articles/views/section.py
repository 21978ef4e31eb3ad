"""The page of a section."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.answering import Answer
from articles.changes import depends_on
from articles.sections import SECTIONS_KEY, tree
from articles.sharing import absolute
from articles.views.readers import moved, newest_asked


def section(request: HttpRequest, answer: Answer, at: dt.datetime) -> HttpResponse | None:
    branch = tree().by_id.get(answer.owner_id)
    if branch is None:
        return None
    if request.path_info != branch.path:
        depends_on(SECTIONS_KEY)
        return moved(branch.path)
    page = newest_asked(request, branch.key, at=at)
    return render(request, "articles/section_detail.html", {"section": branch, "page": page, "canonical_url": absolute(branch.path)})
