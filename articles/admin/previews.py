"""Previews: beside the text, of what stands in the form, saved or not; and in a tab of their own, which saves first.

The form a tab came from stays open: what it saves next is not somebody else's.
"""

import datetime as dt
import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST
from taggit.models import Tag

from articles import drafts, reading
from articles.admin.choosing import for_writers
from articles.cards import Card
from articles.forms import ArticleForm
from articles.look import look
from articles.models import Article, Author, Byline
from articles.reading import Story
from articles.row_numbers import row_number
from articles.sharing import absolute
from articles.working_copy import Companions, tag_place

_KEPT = "previewed"
_STORIES = 20


def remember(request: HttpRequest, form: ArticleForm) -> None:
    """Keep which version the form was opened with and which one its preview has saved."""
    kept = dict(request.session.get(_KEPT, {}))
    kept.pop(str(form.instance.pk), None)
    opened = request.POST.get("opened_before_previews") or request.POST.get("opened_version", "")
    kept[str(form.instance.pk)] = [opened, str(form.instance.version)]
    request.session[_KEPT] = dict(list(kept.items())[-_STORIES:])


def as_last_saved(request: HttpRequest, object_id: str) -> QueryDict:
    """Return the posted form with the version that its own previews have saved, in place of the one it was opened with."""
    opened, saved = request.session.get(_KEPT, {}).get(object_id, ("", ""))
    if not opened or request.POST.get("opened_version") != opened:
        return request.POST
    posted = request.POST.copy()
    posted["opened_before_previews"], posted["opened_version"] = opened, saved
    return posted


class _Unsaved(ArticleForm):
    """The story form, read without its row being locked or compared: nothing of it is saved."""

    def _refuse_to_overwrite(self, cleaned: dict[str, Any]) -> None:
        """Overwrite nothing, so refuse nothing."""


@gzip_page
@for_writers
@require_POST
def drawn(request: HttpRequest) -> HttpResponse:
    """Draw what stands in the form by the readers' own templates: the page, a card, what search engines and networks show.

    `only_suggested`: no more than what readers would be shown below it. What is not right yet is as it was last saved. Nothing is
    written. The number of queries does not depend on the story.
    """
    at, number = look.now(), row_number(request.POST.get("story"))
    article = (Article.objects.filter(pk=number).first() if number is not None else None) or Article(pk=0)
    form = _Unsaved(request.POST, instance=article)
    form.is_valid()
    companions = _companions(request.POST, form.cleaned_data.get("tags") or [])
    edition = drafts.as_edition(article, at=at, companions=companions)
    story = reading.story_page(edition, at=at)
    suggested = [card.headline for card in story.suggested if card.article_id not in set(companions.related)]
    if "only_suggested" in request.POST:
        return JsonResponse({"suggested": suggested})
    return JsonResponse(
        {
            "page": _as_readers_do("articles/article_detail.html", {"story": story, "is_preview": True}, request),
            "card": _as_readers_do("articles/article_card_preview.html", {"card": _card(story, at=at), "story": story}, request),
            "search": {"title": story.title, "address": story.canonical_url or absolute("/"), "description": story.description},
            "shared": {"title": story.sharing.headline, "description": story.sharing.description, "picture": _src(story)},
            "suggested": suggested,
        }
    )


def _as_readers_do(template: str, context: dict[str, Any], request: HttpRequest) -> str:
    """Draw a readers' page in the site's language, whatever this editor's is."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(template, context, request)


def _companions(posted: QueryDict, tags: list[str]) -> Companions:
    """Read bylines, tags and hand-picked stories as they stand in the form. Two queries."""
    lines = [row for row in _rows(posted, "bylines") if row_number(row.get("author")) is not None]
    names = dict(Author.objects.filter(pk__in=[row["author"] for row in lines]).values_list("pk", "name"))
    bylines = [{"author": int(row["author"]), "role": row.get("role", ""), "name": names.get(int(row["author"]), "")} for row in lines]
    roles = set(Byline.Role.values)
    known = {tag["name"].casefold(): tag for tag in Tag.objects.filter(name__in=tags).values("id", "name", "slug")}
    told = [known.get(name.casefold()) or {"id": 0, "name": name, "slug": ""} for name in tags]
    return Companions(
        bylines=[line for line in bylines if line["name"] and line["role"] in roles],
        tags=sorted(told, key=tag_place),
        related=[number for row in _rows(posted, "related") if (number := row_number(row.get("target"))) is not None],
    )


def _rows(posted: QueryDict, prefix: str) -> list[dict[str, str]]:
    """Return the rows of a formset that are not marked to go, in their order."""
    rows: dict[int, dict[str, str]] = {}
    for name in posted:
        if found := re.fullmatch(rf"{prefix}-(\d{{1,4}})-(\w+)", name):
            rows.setdefault(int(found[1]), {})[found[2]] = str(posted[name])
    kept = [(number, row) for number, row in rows.items() if not row.get("DELETE")]
    return [row for number, row in sorted(kept, key=lambda one: (_place(one[1].get("position", "")), one[0]))]


def _place(typed: str) -> int:
    return row_number(typed) or 0


def _card(story: Story, *, at: dt.datetime) -> Card:
    """Return the story as lists show it."""
    plain = ("article_id", "headline", "kicker", "deck", "kind", "language", "direction", "section", "updated_at")
    writers = tuple(name for credit in story.credits if credit.role == Byline.Role.WRITER for name in credit.names)
    values = {name: getattr(story, name) for name in plain}
    return Card(**values, edition_id=0, path="#", published_at=story.published_at or at, writers=writers, picture=story.lead_picture)


def _src(story: Story) -> str:
    """Return the path of what networks show: the page's policy knows its own host only. A card is drawn for what is live alone."""
    if story.lead_picture is None:
        return ""
    return re.sub(r"^https?://[^/]+", "", story.sharing.picture)
