"""A page that compares two versions of a story: what readers see and the working copy, or any two of its editions."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from articles.comparing import changes
from articles.models import Article, Edition
from articles.row_numbers import row_number
from articles.standing import Standing

_MOST_EDITIONS = 200


@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed from `old` to `new`, by the numbers of editions; without numbers: from what readers see to the working copy."""
    if not any(request.user.has_perm(f"articles.{act}_article") for act in ("view", "change")):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("section", "lead_image"), pk=pk)
    editions = list(article.editions.light().order_by("-live_from")[:_MOST_EDITIONS])
    old, new = _chosen(request, article, editions)
    older, newer = _whole(old), _whole(new) or article
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": _("Compare versions"),
        "article": article,
        "editions": editions,
        "old": old,
        "new": new,
        "changes": changes(older, newer) if older else [],
        "back": reverse("admin:articles_article_change", args=[pk]),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def _chosen(request: HttpRequest, article: Article, editions: list[Edition]) -> tuple[Edition | None, Edition | None]:
    """Return the editions that are asked for. None for the older one: there is none yet; for the newer one: the working copy."""
    by_number = {edition.pk: edition for edition in editions}
    old, new = (by_number.get(row_number(request.GET.get(name, "")) or 0) for name in ("old", "new"))
    if old is None:
        standing = Standing.of(article)
        old = standing.coming or standing.begun
    return old, new


def _whole(edition: Edition | None) -> Edition | None:
    """Fetch an edition with its body. One query, or none."""
    return Edition.objects.select_related("section", "lead_image").get(pk=edition.pk) if edition else None
