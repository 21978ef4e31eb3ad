"""The buttons of the story form: each is a verb, done after the save's own transaction, so that a refused one leaves the draft saved."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin import confirming, previews, saying
from articles.duplicating import duplicate
from articles.forms import ArticleForm
from articles.look import look
from articles.models import Article, Edition
from articles.publishing import Incomplete, Refused
from articles.standing import Standing, next_scheduled

BUTTON, CONFIRMED = "_verb", "now"
ASKED = frozenset({"schedule", "until", "publish", "roll_back"})
"""Verbs that a page can ask for first. Twin: `articles.admin.asking.FIELDS`."""


class Pressed(Protocol):
    """A form whose button says a verb: the story's own, or the one of the page that asks."""

    instance: Article
    cleaned_data: dict[str, Any]

    def typed(self, name: str) -> Any: ...

    def was_emptied(self, name: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Done:
    """A verb that was done: in words, the edition to look at, what whoever pressed should know, and the fields it used."""

    words: str
    edition: Edition | None = None
    warnings: Iterable[str] = ()
    used: frozenset[str] = frozenset()


def act(request: HttpRequest, form: ArticleForm, button: str) -> HttpResponse:
    """Do what a button says to a story that has just been saved, say how it went, and lead on."""
    article = form.instance
    name, _colon, detail = button.partition(":")
    for sentence in saying.missing_references(article):
        messages.warning(request, sentence)
    if name == "preview":
        previews.remember(request, form)
        return HttpResponseRedirect(reverse("articles:preview", args=[article.pk]))
    if name == "ask":
        verb, _colon, edition = detail.partition(":")
        asked = reverse("admin:articles_article_ask", args=[article.pk, verb]) if verb in ASKED else ""
        return HttpResponseRedirect(
            f"{asked}?edition={quote(edition)}" if asked else reverse("admin:articles_article_change", args=[article.pk])
        )
    if name == "withdraw" and detail != CONFIRMED and request.user.has_perm(publishing.WITHDRAW):
        return confirming.ask(request, "withdraw", [article], notice=form.cleaned_data["notice"], from_form=True)
    if name == "duplicate":
        copy = duplicate(article, by=request.user.pk)
        messages.success(request, _("This is the copy. The story it was made from is saved and stays as it is."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[copy.pk]))
    if name in _VERBS:
        return do_and_lead_back(request, form, name, detail)
    if name == "review":
        messages.success(request, _("Sent to review."))
    messages.success(request, saying.of_a_save(article, now=look.now()))
    _warn(request, saying.unused(form))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def do_and_lead_back(request: HttpRequest, form: "Pressed", name: str, detail: str) -> HttpResponse:
    """Do a verb and lead back to the story, whose page says what is missing where something is."""
    is_incomplete = _do(request, form, _VERBS[name], detail)
    address = reverse("admin:articles_article_change", args=[form.instance.pk])
    return HttpResponseRedirect(f"{address}?missing=1" if is_incomplete else address)


def _do(request: HttpRequest, form: "Pressed", verb: "Verb", detail: str) -> bool:
    """Do it and say how it went; return whether something was missing."""
    try:
        done = verb(request, form, detail)
    except Refused as refusal:
        messages.warning(request, _("The draft is saved, but that was not done:"))
        for sentence in refusal.sentences:
            messages.error(request, str(sentence))
        _warn(request, saying.unused(form))
        return isinstance(refusal, Incomplete)
    log(request, form.instance.pk, done.words)
    path = done.edition.path if done.edition else ""
    link = format_html('{} <a href="{}">{}</a>', done.words, path, _("See it as readers do")) if path else done.words
    messages.success(request, link)
    _warn(request, [*done.warnings, *saying.unused(form, used=done.used)])
    return False


def _warn(request: HttpRequest, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        messages.warning(request, sentence)


def _publish(request: HttpRequest, form: Pressed, detail: str) -> Done:
    until, tell = form.typed("live_until"), bool(form.cleaned_data["tell_readers"])
    scheduled = next_scheduled(form.instance)
    edition = publishing.publish(  # the version its presser saw
        form.instance, by=request.user, until=until, tell_readers=tell, instead_of_the_schedule=True
    )
    words = saying.of_an_edition(edition, now=edition.live_from)
    warnings = [*_of_the_schedule(form.instance, edition, was=scheduled), *saying.of_rights(form.instance, edition)]
    return Done(words, edition, warnings, frozenset({"live_until"}))


def _of_the_schedule(article: Article, edition: Edition, *, was: Edition | None) -> Iterator[str]:
    """Yield what became of the schedule: it was lifted, or it comes all the same, with the button of the story's form that cancels it."""
    comes = saying.of_what_comes(article, edition)
    if comes:
        button = '{} <button type="submit" class="button" form="article_form" name="{}" value="cancel">{}</button>'
        yield format_html(button, comes, BUTTON, _("Cancel the schedule"))
    elif was:
        yield _("The schedule for %(moment)s is lifted: it said the same.") % {"moment": saying.in_words(was.live_from)}


def _schedule(request: HttpRequest, form: Pressed, detail: str) -> Done:
    at = form.cleaned_data["planned_at"]
    if at is None:
        raise Refused(_("Fill in “Publish at”: the moment at which the story shall be published."))
    until, tell = form.typed("live_until"), bool(form.cleaned_data["tell_readers"])
    edition = publishing.schedule(form.instance, by=request.user, at=at, until=until, tell_readers=tell)
    words = saying.of_an_edition(edition, now=edition.placed_at)
    return Done(words, None, saying.to_know(form.instance, edition), frozenset({"live_until"}))


def _until(request: HttpRequest, form: Pressed, detail: str) -> Done:
    until = form.cleaned_data["live_until"]
    if until is None:
        raise Refused(_("Fill in “publish until”: the moment at which the story shall end. “Take the planned end away” lifts one."))
    edition = publishing.publish_until(form.instance, until=until, by=request.user)
    words = _("Readers see it until %(moment)s.") % {"moment": saying.in_words(edition.live_until or until)}
    return Done(words, edition, used=frozenset({"live_until"}))


def _no_end(request: HttpRequest, form: Pressed, detail: str) -> Done:
    edition = publishing.publish_until(form.instance, until=None, by=request.user)
    return Done(_("The planned end is taken away: it stays for good."), edition, used=frozenset({"live_until"}))


def _withdraw(request: HttpRequest, form: Pressed, detail: str) -> Done:
    """Withdraw what a dialog has asked about; without one, `confirming` asks whoever may, and the verb refuses the others."""
    notice = form.cleaned_data["notice"]
    publishing.withdraw(form.instance, by=request.user, notice=notice)
    words = _("Withdrawn. Readers find the notice in its place.") if notice else _("Withdrawn, without a notice.")
    return Done(words, used=frozenset({"notice"}))


def _edit_notice(request: HttpRequest, form: Pressed, detail: str) -> Done:
    notice = form.cleaned_data["notice"]
    if not notice:
        raise Refused(_("Write the notice that readers shall find. “Take the notice away” leaves none."))
    publishing.edit_notice(form.instance, by=request.user, notice=notice)
    return Done(_("The notice is changed."), used=frozenset({"notice"}))


def _no_notice(request: HttpRequest, form: Pressed, detail: str) -> Done:
    publishing.edit_notice(form.instance, by=request.user, notice="")
    return Done(_("The notice is taken away."), used=frozenset({"notice"}))


def _cancel(request: HttpRequest, form: Pressed, detail: str) -> Done:
    edition = publishing.cancel_schedule(form.instance, by=request.user)
    return Done(_("The schedule for %(moment)s is cancelled.") % {"moment": saying.in_words(edition.live_from)})


def _roll_back(request: HttpRequest, form: Pressed, detail: str) -> Done:
    to = Edition.objects.filter(pk=detail, article=form.instance).first() if detail.isdecimal() and len(detail) < 19 else None
    if to is None:
        raise Refused(_("There is no such edition of this story."))
    live = Standing.of(form.instance).live
    if live and live.content_hash == to.content_hash:
        raise Refused(_("Readers see these words already: there is nothing to roll back to."))
    edition = publishing.roll_back(form.instance, to=to, by=request.user)
    words = _("Rolled back to the edition of %(moment)s. Your working copy is as it was.")
    return Done(words % {"moment": saying.in_words(to.live_from)}, edition)


Verb = Callable[[HttpRequest, Pressed, str], Done]
_VERBS: Mapping[str, Verb] = {
    "publish": _publish,
    "schedule": _schedule,
    "until": _until,
    "no_end": _no_end,
    "withdraw": _withdraw,
    "edit_notice": _edit_notice,
    "no_notice": _no_notice,
    "cancel": _cancel,
    "roll_back": _roll_back,
}


def log(request: HttpRequest, article_id: int, words: str) -> None:
    """Write the act into the story's history."""
    LogEntry.objects.log_actions(
        request.user.pk or 0, Article.objects.filter(pk=article_id), CHANGE, change_message=words, single_object=True
    )
