"""The page of a tag."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from taggit.models import Tag

from articles import lists
from articles.addresses import tag_path
from articles.answering import Answer
from articles.changes import depends_on
from articles.names import name_key
from articles.sharing import absolute
from articles.views.readers import moved, newest_seen


def tag(request: HttpRequest, answer: Answer, at: dt.datetime) -> HttpResponse | None:
    """Draw a tag's page, once readers have seen a story with it: until then it may be a draft's secret."""
    found = Tag.objects.filter(pk=answer.owner_id).first()
    if found is None:
        return None
    key, path = f"tag:{found.pk}", tag_path(found.slug)
    depends_on(name_key("tag", found.pk))
    if request.path_info != path:
        return moved(path) if lists.has_been_seen(key, at=at) else None
    page = newest_seen(request, key, at=at)
    if page is None:
        return None
    return render(request, "articles/tag_detail.html", {"tag": found, "page": page, "canonical_url": absolute(path)})
