"""Editions of imported stories: new stories get theirs together, the words of published ones change through the verbs."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles import publishing, working_copy
from articles.interchange.stories import Draft, Story, edition_of
from articles.look import moment
from articles.models import Edition
from articles.suggestions import KEPT

Warned = list[tuple[int, str]]


def publish_stories(stories: Sequence[Story], *, changed: Sequence[Story], published: set[int], warned: Warned) -> list[int]:
    """Give the editions they ask for to stories that have none, and publish what changed in the others. `published`: article ids.

    Return the new ones that found less to suggest than they have room for: what they were published before may hold more.
    """
    first_time = [story for story in stories if story.drafts and story.article.pk not in published]
    plans = [_plan(story) for story in first_time]
    publishing.publish_many(plans, by=publishing.SYSTEM)
    for story, plan in zip(first_time, plans, strict=True):
        for draft, edition in zip(story.drafts, plan.editions, strict=True):
            if draft.window.get("path", edition.path) != edition.path:
                sentence = _("The address %(path)s belongs to another page; the edition has %(other)s.")
                warned.append((story.line.number, sentence % {"path": draft.window["path"], "other": edition.path}))
    for story in changed:
        if story.drafts and story.article.pk in published and _digest(story.drafts[-1]) != story.article.live_hash:
            _publish_again(story, warned)
    return [plan.article.pk for plan in plans if any(len(edition.suggestions) < KEPT for edition in plan.editions)]


def _plan(story: Story) -> publishing.Plan:
    for draft in story.drafts:
        draft.article.pk = story.article.pk
    return publishing.Plan(story.article, [edition_of(draft) for draft in story.drafts])


def _digest(draft: Draft) -> str:
    return working_copy.hash_of(working_copy.content_of(draft.article), draft.companions)


def _publish_again(story: Story, warned: Warned) -> None:
    """Publish a changed working copy where the story stands: now, or at the moment it is scheduled for."""
    article, last = story.article, story.drafts[-1]
    stands = Edition.objects.filter(article=article).order_by("live_from").values("live_from", "live_until", "updated_at").last()
    now = moment()
    if _digest(last) == story.digest and stands is not None:
        if stands["live_from"] > now and stands["live_from"] == last.window["live_from"]:
            publishing.schedule(article, by=publishing.SYSTEM, at=stands["live_from"], until=last.window.get("live_until"))
            return
        if stands["live_from"] <= now and (stands["live_until"] is None or stands["live_until"] > now):
            told, until_now = last.window.get("updated_at"), stands["updated_at"] or stands["live_from"]
            publishing.publish(article, by=publishing.SYSTEM, tell_readers=told is not None and told > until_now)
            return
    warned.append((story.line.number, _("Only the working copy was changed: what readers were shown of this story stays as it is.")))
