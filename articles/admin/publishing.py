"""The buttons of the story form: each is a verb, done after the save's own transaction, so that a refused one leaves the draft saved."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import publishing
from articles.forms import ArticleForm
from articles.models import Article, Edition
from articles.publishing import Refused

Values = Mapping[str, Any]
Done = tuple[str, Edition | None]


def act(request: HttpRequest, article_id: int, button: str, form: ArticleForm) -> HttpResponse:
    """Do what a button says to a story that has just been saved, say how it went, and lead on."""
    if button == "preview":
        return HttpResponseRedirect(reverse("articles:preview", args=[article_id]))
    form_page = HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
    name, _colon, detail = button.partition(":")
    verb = _VERBS.get(name)
    if verb is None:
        messages.success(request, _("Saved. Readers see nothing of it until you publish."))
        return form_page
    try:
        words, edition = verb(request, Article.objects.get(pk=article_id), form.cleaned_data, detail)
    except Refused as refusal:
        messages.warning(request, _("The draft is saved, but that was not done:"))
        for sentence in refusal.sentences:
            messages.error(request, str(sentence))
        return form_page
    _log(request, article_id, words)
    path = edition.path if edition else ""
    messages.success(request, format_html('{} <a href="{}">{}</a>', words, path, _("See it as readers do")) if path else words)
    return form_page


def _publish(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    edition = publishing.publish(article, by=request.user, tell_readers=bool(values["tell_readers"]))
    return _("Published: readers see it now."), edition


def _schedule(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    if values["planned_at"] is None:
        raise Refused(_("Fill in “planned for”: the moment at which the story shall be published."))
    edition = publishing.schedule(article, by=request.user, at=values["planned_at"], tell_readers=bool(values["tell_readers"]))
    return _("Scheduled for %(moment)s.") % {"moment": in_words(edition.live_from)}, None


def _until(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    edition = publishing.publish_until(article, until=values["live_until"], by=request.user)
    if edition.live_until is None:
        return _("The planned end is taken away: it stays for good."), edition
    return _("Readers see it until %(moment)s.") % {"moment": in_words(edition.live_until)}, edition


def _withdraw(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    publishing.withdraw(article, by=request.user, notice=values["notice"])
    return _("Withdrawn. Readers find the notice in its place."), None


def _edit_notice(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    publishing.edit_notice(article, by=request.user, notice=values["notice"])
    return _("The notice is changed."), None


def _cancel(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    edition = publishing.cancel_schedule(article, by=request.user)
    return _("The schedule for %(moment)s is cancelled.") % {"moment": in_words(edition.live_from)}, None


def _roll_back(request: HttpRequest, article: Article, values: Values, detail: str) -> Done:
    to = Edition.objects.filter(pk=detail, article=article).first() if detail.isdecimal() and len(detail) < 19 else None
    if to is None:
        raise Refused(_("There is no such edition of this story."))
    edition = publishing.roll_back(article, to=to, by=request.user)
    return _("Rolled back to the edition of %(moment)s. Your working copy is as it was.") % {"moment": in_words(to.live_from)}, edition


_VERBS: Mapping[str, Callable[[HttpRequest, Article, Values, str], Done]] = {
    "publish": _publish,
    "schedule": _schedule,
    "until": _until,
    "withdraw": _withdraw,
    "edit_notice": _edit_notice,
    "cancel": _cancel,
    "roll_back": _roll_back,
}


def in_words(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _log(request: HttpRequest, article_id: int, words: str) -> None:
    """Write the act into the story's history."""
    LogEntry.objects.log_actions(
        request.user.pk or 0, Article.objects.filter(pk=article_id), CHANGE, change_message=words, single_object=True
    )
