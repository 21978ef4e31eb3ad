"""What the command palette offers: acts, and stories, sections, authors, tags and pictures by what was typed. JSON, within rights."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.models import Tag

from articles import search
from articles.html import clean_text
from articles.look import look
from articles.models import Article, Author, Image
from articles.row_numbers import row_number
from articles.sections import tree

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

_SHOWN, _LOOKED_AT, _TERM_LENGTH = 6, 50, 200
_ACTS: list[tuple[Promise, str, str, str, str]] = [  # words, icon, address, what follows it, the right it takes
    (gettext_lazy("New story"), "plus", "admin:articles_article_add", "", "articles.add_article"),
    (gettext_lazy("The desk"), "layout-dashboard", "admin:index", "", ""),
    (gettext_lazy("Stories: mine"), "user", "admin:articles_article_changelist", "?view=mine", "articles.view_article"),
    (gettext_lazy("Stories: awaiting review"), "eye", "admin:articles_article_changelist", "?view=review", "articles.view_article"),
    (gettext_lazy("Stories: scheduled"), "clock", "admin:articles_article_changelist", "?view=scheduled", "articles.view_article"),
    (
        gettext_lazy("Stories: live with changes"),
        "file-pen",
        "admin:articles_article_changelist",
        "?view=changed",
        "articles.view_article",
    ),
    (gettext_lazy("Pictures: library and upload"), "images", "admin:articles_image_changelist", "", "articles.view_image"),
    (gettext_lazy("Order the sections"), "list-tree", "admin:articles_section_changelist", "", "articles.view_section"),
    (gettext_lazy("New section"), "plus", "admin:articles_section_add", "", "articles.add_section"),
    (gettext_lazy("New author"), "plus", "admin:articles_author_add", "", "articles.add_author"),
    (gettext_lazy("Comments of stories"), "messages-square", "admin:comments_thread_changelist", "", "comments.view_thread"),
    (gettext_lazy("Site settings"), "settings", "admin:articles_sitesettings_changelist", "", "articles.view_sitesettings"),
    (gettext_lazy("All records"), "database", "admin:records", "", ""),
    (gettext_lazy("Change password"), "key-round", "admin:password_change", "", ""),
]


@dataclass(frozen=True, slots=True)
class Item:
    words: str
    icon: str
    address: str
    detail: str = ""


def answer(site: "AdminSite", request: HttpRequest) -> HttpResponse:
    """Answer what was typed with groups of links. Six queries at most, whatever there is."""
    term = clean_text(request.GET.get("q", "")[:_TERM_LENGTH]).strip()
    kinds: list[tuple[str, str, Callable[[str], Iterable[Item]]]] = [
        (_("Stories"), "articles.article", _stories),
        (_("Sections"), "articles.section", _sections),
        (_("Authors"), "articles.author", _authors),
        (_("Tags"), "taggit.tag", _tags),
        (_("Pictures"), "articles.image", _pictures),
    ]
    groups = [(_("Actions"), list(_acts(request, term)))]
    asked = kinds if term else kinds[:1]  # before anything is typed: the stories that were changed last
    groups += [(words, list(find(term))) for words, label, find in asked if _may_see(site, request, label)]
    return JsonResponse({"groups": [{"words": words, "items": [asdict(one) for one in items]} for words, items in groups if items]})


def _may_see(site: "AdminSite", request: HttpRequest, label: str) -> bool:
    return site.get_model_admin(apps.get_model(label)).has_view_or_change_permission(request)


def _acts(request: HttpRequest, term: str) -> Iterable[Item]:
    for words, icon, name, query, right in _ACTS:
        if (not right or request.user.has_perm(right)) and _fits(str(words), term):
            yield Item(str(words), icon, reverse(name) + query)


def _fits(words: str, term: str) -> bool:
    """Say whether every word of a term is the beginning of one of these; a term of signs alone fits nothing."""
    there, asked = search.words_of(words), search.words_of(term)
    return all(any(one.startswith(word) for one in there) for word in asked) and (not term or bool(asked))


def _number(term: str) -> int | None:
    return row_number(term.removeprefix("#"))


def _stories(term: str) -> Iterable[Item]:
    """Yield stories, those whose headline fits before those where the words stand elsewhere."""
    number = _number(term)
    chosen = Article.objects.filter(Q(pk__in=search.find(term)[:_LOOKED_AT]) | Q(pk=number)) if term else Article.objects.all()
    order = [F("pk").desc()] if term else [F("changed_at").desc(), F("id").desc()]
    found = chosen.with_publication(at=look.now()).only("headline", "content_hash", "live_hash", "section").order_by(*order)[:_LOOKED_AT]
    for article in sorted(found, key=lambda one: one.pk != number and not _fits(one.headline, term))[:_SHOWN]:
        where = " › ".join(tree().names(article.section_id)) if article.section_id in tree().by_id else ""
        detail = " · ".join(part for part in (where, str(article.publication.word)) if part)
        yield Item(article.headline, "newspaper", reverse("admin:articles_article_change", args=[article.pk]), detail)


def _sections(term: str) -> Iterable[Item]:
    found = [branch for branch in tree().by_id.values() if _fits(" ".join(tree().names(branch.id)), term)]
    address = reverse("admin:articles_article_changelist")
    return [Item(branch.name, "list-tree", f"{address}?section={branch.id}", branch.path) for branch in found[:_SHOWN]]


def _authors(term: str) -> Iterable[Item]:
    found = Author.objects.filter(name__icontains=term).order_by("name", "pk")[:_SHOWN]
    return [Item(one.name, "users", reverse("admin:articles_author_change", args=[one.pk]), one.job_title) for one in found]


def _tags(term: str) -> Iterable[Item]:
    found = Tag.objects.filter(name__icontains=term).order_by("name")[:_SHOWN]
    return [Item(tag.name, "tags", reverse("admin:taggit_tag_change", args=[tag.pk])) for tag in found]


def _pictures(term: str) -> Iterable[Item]:
    found: Any = Image.objects.filter(Q(alt__icontains=term) | Q(credit__icontains=term) | Q(pk=_number(term)))
    return [Item(one.alt, "images", reverse("admin:articles_image_change", args=[one.pk]), f"#{one.pk}") for one in found[:_SHOWN]]
