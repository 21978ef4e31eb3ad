"""The readers' search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from articles import lists
from articles.look import look
from articles.publishing.composing import FRONT_KEY
from articles.search import results
from articles.search.questions import Question
from articles.sections import tree
from articles.sharing import absolute
from articles.views.readers import readable

_NEWEST = 5


@readable
@cache_control(private=True, no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """Answer a question. No cache keeps the page: what somebody asks is theirs, and no key would say when the answer is another."""
    question, at = Question.read(request.GET.dict()), look.now()
    page = results.answer(question, at=at)
    chosen = [branch for root in tree().in_navigation() for branch in (root, *root.children)]
    chosen += [question.section] if question.section and question.section not in chosen else []
    context = {
        "question": question,
        "page": page,
        "links": [(number, question.on_page(number)) for number in page.near],
        "next": question.on_page(page.page + 1) if page.page < page.pages else None,
        "sections": [(branch, branch.path.strip("/")) for branch in chosen],
        "newest": [] if page.results else lists.newest(FRONT_KEY, at=at, count=_NEWEST).cards,
        "canonical_url": absolute(f"{reverse('articles:search')}{'?' if question.query else ''}{question.everywhere.best_first.query}"),
    }
    return render(request, "articles/search.html", context)
