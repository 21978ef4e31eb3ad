"""Acts on several stories at once: through the verbs, with a word on what was not done and why."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import publishing, working_copy
from articles.models import Article
from articles.publishing import Refused

_NAMED = 20


def _each(request: HttpRequest, stories: "QuerySet[Article]", verb: Callable[[Article], Any]) -> None:
    done, refused = 0, list[str]()
    for article in stories.order_by("pk"):
        try:
            verb(article)
            done += 1
        except Refused as refusal:
            refused.append(f"{article.headline}: {refusal}")
    if done:
        messages.success(request, ngettext("Done for %(count)d story.", "Done for %(count)d stories.", done) % {"count": done})
    for sentence in refused[:_NAMED]:
        messages.warning(request, sentence)
    if len(refused) > _NAMED:
        more = len(refused) - _NAMED
        messages.warning(request, ngettext("… and %(count)d more.", "… and %(count)d more.", more) % {"count": more})


@admin.action(description=_("Publish"), permissions=["publish"])
def publish(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    _each(request, queryset, lambda article: publishing.publish(article, by=request.user))


@admin.action(description=_("Withdraw"), permissions=["withdraw"])
def withdraw(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    _each(request, queryset, lambda article: publishing.withdraw(article, by=request.user))


@admin.action(description=_("Send to review"), permissions=["change"])
def send_to_review(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    _each(request, queryset, lambda article: _set_stage(article, Article.Stage.REVIEW))


@admin.action(description=_("Approve"), permissions=["publish"])
def approve(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    _each(request, queryset, lambda article: _set_stage(article, Article.Stage.APPROVED))


@admin.action(description=_("Delete what readers never saw"), permissions=["delete"])
def delete(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    _each(request, queryset, lambda article: publishing.delete(article, by=request.user))


@transaction.atomic
def _set_stage(article: Article, stage: str) -> None:
    row = Article.objects.select_for_update().get(pk=article.pk)
    row.stage = stage
    row.save(update_fields=["stage", "changed_at"])
    working_copy.settle(row)
