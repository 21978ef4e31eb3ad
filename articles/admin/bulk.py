"""Acts on several stories at once: through the verbs, with a word on what was not done and why."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import publishing, working_copy
from articles.admin import confirming, saying
from articles.admin.deleted import what_is_deleted
from articles.admin.publishing import log
from articles.form_fields import PersonField
from articles.html import clean_text
from articles.models import Article, Edition
from articles.publishing import Refused
from articles.templatetags import desk

_NAMED = 20
_NOTICE = forms.CharField(max_length=2000, required=False)


def _each(
    request: HttpRequest, stories: "QuerySet[Article]", verb: Callable[[Article], Any], *, told: Callable[[list[str]], str], words: str = ""
) -> None:
    """Do a verb to each story. `told` makes a sentence of the headlines of those it was done to; `words` go into their history."""
    done, refused = list[str](), list[str]()
    for article in stories.order_by("pk"):
        try:
            verb(article)
            done.append(article.headline)
            if words:
                log(request, article.pk, words)
        except Refused as refusal:
            refused.append(f"{article.headline}: {refusal}")
    if done:
        messages.success(request, told(done))
    for sentence in refused[:_NAMED]:
        messages.warning(request, sentence)
    if len(refused) > _NAMED:
        more = len(refused) - _NAMED
        messages.warning(request, ngettext("… and %(count)d more.", "… and %(count)d more.", more) % {"count": more})


def _asked(request: HttpRequest, action: str, stories: "QuerySet[Article]") -> HttpResponse | None:
    """Return the page that asks, until its button was pressed."""
    if confirming.is_confirmed(request):
        return None
    chosen = stories.order_by("pk").only("pk", "headline")[: confirming.MOST + 1]
    return confirming.ask(request, action, list(chosen), notice=request.POST.get("notice", ""))


def _leading_back(request: HttpRequest, stories: "QuerySet[Article]") -> HttpResponse | None:
    """Lead back to the story's form, where one was asked from there."""
    only = stories.values_list("pk", flat=True)[:2]
    if confirming.FROM_FORM not in request.POST or len(only) != 1:
        return None
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[only[0]]))


@admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
def publish(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> HttpResponse | None:
    if page := _asked(request, "publish", queryset):
        return page

    def verb(article: Article) -> Edition:
        edition = publishing.publish(article, by=request.user)
        for sentence in saying.to_know(article, edition):
            messages.warning(request, f"{article.headline}: {sentence}")
        return edition

    def told(done: list[str]) -> str:
        words = ngettext(
            "%(count)d story is published: readers see it now.", "%(count)d stories are published: readers see them now.", len(done)
        )
        return words % {"count": len(done)}

    _each(request, queryset, verb, told=told, words=_("Published: readers see it now."))
    return None


@admin.action(description=gettext_lazy("Withdraw"), permissions=["withdraw"])
def withdraw(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> HttpResponse | None:
    if page := _asked(request, "withdraw", queryset):
        return page
    try:
        notice = clean_text(_NOTICE.clean(request.POST.get("notice", "")))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return confirming.ask(request, "withdraw", list(queryset), notice=request.POST.get("notice", ""))
    words = _("Withdrawn. Readers find the notice in its place.") if notice else _("Withdrawn, without a notice.")

    def told(done: list[str]) -> str:
        return ngettext("%(count)d story is withdrawn.", "%(count)d stories are withdrawn.", len(done)) % {"count": len(done)}

    _each(request, queryset, lambda article: publishing.withdraw(article, by=request.user, notice=notice), told=told, words=words)
    return _leading_back(request, queryset)


@admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
def send_to_review(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    def told(done: list[str]) -> str:
        return ngettext("%(count)d story is in review.", "%(count)d stories are in review.", len(done)) % {"count": len(done)}

    _each(request, queryset, lambda article: _set(article, stage=Article.Stage.REVIEW), told=told, words=_("Sent to review."))


@admin.action(description=gettext_lazy("Approve"), permissions=["publish"])
def approve(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    def told(done: list[str]) -> str:
        return ngettext("%(count)d story is approved.", "%(count)d stories are approved.", len(done)) % {"count": len(done)}

    _each(request, queryset, lambda article: _set(article, stage=Article.Stage.APPROVED), told=told, words=_("Approved."))


@admin.action(description=gettext_lazy("Delete what readers never saw"), permissions=["delete"])
def delete(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> None:
    _each(request, queryset, lambda article: publishing.delete(article, by=request.user), told=partial(what_is_deleted, request))


@admin.action(description=gettext_lazy("Assign"), permissions=["change"])
def assign(model_admin: Any, request: HttpRequest, queryset: "QuerySet[Article]") -> HttpResponse | None:
    """Give stories to somebody at the desk, by their number, or to "nobody". Without a name: ask for one, with the same stories."""
    asked = request.POST.get("assignee", "")
    try:
        person = None if asked == "nobody" else PersonField(required=True).clean(asked)
    except ValidationError:
        messages.error(request, _("Choose who shall have these stories."))
        return confirming.ask(request, "assign", list(queryset.order_by("pk").only("pk", "headline")[: confirming.MOST + 1]))
    words = _("Assigned to %(name)s.") % {"name": desk.person(person)} if person else _("Assigned to nobody.")

    def told(done: list[str]) -> str:
        name = desk.person(person) if person else _("nobody")
        said = ngettext("%(count)d story is with %(name)s now.", "%(count)d stories are with %(name)s now.", len(done))
        return said % {"count": len(done), "name": name}

    _each(request, queryset, lambda article: _set(article, assignee=person), told=told, words=words)
    return None


@transaction.atomic
def _set(article: Article, **values: Any) -> None:
    row = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "changed_at"])
    working_copy.settle(row)
