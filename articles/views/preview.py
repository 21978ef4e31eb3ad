"""Preview: the exact reader page of the saved working copy, for signed-in staff alone."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import drafts, reading
from articles.look import look
from articles.models import Article


@cache_control(no_store=True, private=True)
@require_safe
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if not _may_preview(request.user):
        raise Http404
    at = look.now()
    edition = drafts.as_edition(get_object_or_404(Article, pk=article_id), at=at)
    context = {"story": reading.story_page(edition, at=at), "is_preview": True, "article_id": article_id}
    response = render(request, "articles/article_preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _may_preview(account: AbstractUser | AnonymousUser) -> bool:
    """Say whether an account works at the desk and may see stories there."""
    return account.is_staff and any(account.has_perm(f"articles.{act}_article") for act in ("view", "change"))
