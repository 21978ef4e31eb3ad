"""What the desk is told after a save or a verb: what it did, what it did not use, and what it should know."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles import html, working_copy
from articles.models import Article, Edition, Image
from articles.moments import clock, short
from articles.standing import Standing, next_scheduled

if TYPE_CHECKING:
    from articles.admin.publishing import Pressed

_NAMED = 5


def in_words(moment: dt.datetime) -> str:
    """Return a moment in the site's own time with the zone's name: March 30, 2024, 7:13 a.m. UTC."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{date_format(local, 'DATE_FORMAT')}, {clock(local)} {local.tzname()}"


def in_both(moment: dt.datetime, elsewhere: dt.tzinfo | None) -> str:
    """Return a moment in the site's zone, with its weekday, and in an editor's own where it is another."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    time = f"{local:%H:%M:%S}" if local.second else clock(local)
    words = f"{date_format(local, 'l')}, {date_format(local, 'DATE_FORMAT')}, {time} {local.tzname()}"
    if elsewhere is None:
        return words
    theirs = moment.astimezone(elsewhere)
    day_form = pgettext("date", "D, N j")  # not in an f-string: gettext finds no words in one
    day = "" if theirs.date() == local.date() else f"{date_format(theirs, day_form)}, "
    return _("%(words)s (%(theirs)s where you are)") % {"words": words, "theirs": f"{day}{clock(theirs)} {theirs.tzname()}"}


def how_far(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Say how far off a moment is."""
    minutes = round((moment - now).total_seconds() / 60)
    if minutes < 0:
        return _("This is past.")
    if minutes < 90:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    hours, days = round(minutes / 60), round(minutes / 1440)
    if days < 2:
        return ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}


def in_the_bar(standing: Standing, *, changes: int, now: dt.datetime) -> str:
    """Say in the fewest words what readers see and what they do not: Live since 14:02, 3 changes not published."""
    live, coming, begun = standing.live, standing.coming, standing.begun
    if live:
        parts = [_("Live since %(moment)s") % {"moment": _shortly(live.live_from, now=now)}]
        if coming:
            parts.append(_("update goes live %(moment)s") % {"moment": _shortly(coming.live_from, now=now)})
    elif coming:
        parts = [_("Goes live %(moment)s") % {"moment": _shortly(coming.live_from, now=now)}]
    elif begun and begun.live_until:
        words = _("Withdrawn %(moment)s") if begun.ending == Edition.Ending.WITHDRAWN else _("Ended %(moment)s")
        return words % {"moment": _shortly(begun.live_until, now=now)}
    else:
        return _("Not published")
    if changes:
        parts.append(_changes(changes, is_coming=coming is not None))
    return ", ".join(parts)


def _changes(count: int, *, is_coming: bool) -> str:
    if is_coming:
        return ngettext("%(count)d change not in it", "%(count)d changes not in it", count) % {"count": count}
    return ngettext("%(count)d change not published", "%(count)d changes not published", count) % {"count": count}


def _shortly(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Return the time of a moment of today, else its day as well."""
    zone = timezone.get_default_timezone()
    local, today = timezone.localtime(moment, zone), timezone.localtime(now, zone).date()
    if local.date() == today:
        return clock(local)
    return short(local, has_year=local.year != today.year)


def of_a_save(article: Article, *, now: dt.datetime) -> str:
    """Say what a saved draft means for readers. One query."""
    publication = Article.objects.with_publication(at=now).get(pk=article.pk).publication
    if publication.leaves_changes_out and publication.moment:
        words = _("Saved. What is scheduled for %(moment)s stays as it was: schedule again to put the changes in.")
        return words % {"moment": in_words(publication.moment)}
    if publication.is_live and not article.has_unpublished_changes:
        return _("Saved. Readers see this version.")
    if publication.is_live:
        return _("Saved. Readers see what was published before, until you publish the changes.")
    return _("Saved. Readers see nothing of it until you publish.")


def of_an_edition(edition: Edition, *, now: dt.datetime) -> str:
    """Say from when and until when readers see what was just placed."""
    ends = edition.ending == Edition.Ending.PLANNED and edition.live_until
    words = {"moment": in_words(edition.live_from), "until": in_words(edition.live_until) if ends and edition.live_until else ""}
    if edition.live_from > now:
        return (_("Scheduled for %(moment)s, until %(until)s.") if ends else _("Scheduled for %(moment)s.")) % words
    return (_("Published: readers see it now, until %(until)s.") if ends else _("Published: readers see it now.")) % words


def unused(form: "Pressed", *, used: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield a sentence for each field that goes with a button which was not pressed: what was typed there is kept nowhere."""
    notice, until = form.typed("notice"), form.typed("live_until")
    if notice and "notice" not in used:
        words = _("The notice is not kept by this button: it goes with “Withdraw” and “Change the notice”. You had typed: %(notice)s")
        yield words % {"notice": notice}
    if until and "live_until" not in used:
        words = _(
            "“Publish until” is not kept by this button: it goes with “Publish”, “Schedule” and “Publish until”. You had chosen %(moment)s."
        )
        yield words % {"moment": in_words(until)}
    if form.was_emptied("live_until"):
        yield _("Its planned end stays as it was. “Take the planned end away” lifts it.")


def to_know(article: Article, edition: Edition) -> Iterator[str]:
    """Yield what whoever published should know: a scheduled version that comes later, pictures whose rights are over."""
    if comes := of_what_comes(article, edition):
        yield comes
    yield from of_rights(article, edition)


def of_what_comes(article: Article, edition: Edition) -> str:
    """Say that a scheduled version will replace an edition; nothing where none comes. One query."""
    coming = next_scheduled(article, now=edition.live_from)
    if coming is None:
        return ""
    words = _(
        "The version scheduled for %(moment)s, “%(headline)s”, was made before this one and will replace it then. "
        "Cancel the schedule or schedule again if it shall not."
    )
    return words % {"moment": in_words(coming.live_from), "headline": coming.headline}


def of_rights(article: Article, edition: Edition) -> Iterator[str]:
    """Yield a sentence for each picture of an edition whose rights are over when it begins. One query."""
    day = timezone.localdate(edition.live_from)
    shown = working_copy.pictures_of(article.lead_image_id, article.body)
    for image in Image.objects.filter(pk__in=shown[:500], rights_expire_on__lt=day)[:_NAMED]:
        words = _("The rights of the picture “%(alt)s” ended on %(day)s.")
        yield words % {"alt": image.alt, "day": date_format(image.rights_expire_on or day, "DATE_FORMAT")}


def missing_references(article: Article) -> Iterator[str]:
    """Yield a sentence for each picture or story that the body names and that does not exist. Two queries at most."""
    named = html.references(article.body)
    for number in _gone(Image, named.images):
        yield _("There is no picture number %(number)d: readers are shown nothing in its place.") % {"number": number}
    for number in _gone(Article, named.stories):
        yield _("There is no story number %(number)d: its link leads nowhere.") % {"number": number}


def _gone(model: type[Image] | type[Article], numbers: Sequence[int]) -> list[int]:
    wanted = list(dict.fromkeys(numbers))[:500]
    there = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [number for number in wanted if number not in there][:_NAMED]


def state_line(standing: Standing) -> str:
    """Say in one sentence what readers see, since when, what comes and when it ends."""
    live, coming = standing.live, standing.coming
    sentences = []
    if live:
        sentences.append(_("Readers see it since %(moment)s.") % {"moment": in_words(live.live_from)})
    if coming:
        words = _("The scheduled update comes on %(moment)s.") if live else _("Readers will see it from %(moment)s.")
        sentences.append(words % {"moment": in_words(coming.live_from)})
    if standing.planned_end:
        sentences.append(_("It ends on %(moment)s.") % {"moment": in_words(standing.planned_end)})
    if standing.begun and not live and not coming and standing.begun.live_until:
        sentences.append(_("Readers saw it until %(moment)s.") % {"moment": in_words(standing.begun.live_until)})
    return " ".join(sentences)
