"""Deleted drafts can be taken back for thirty days."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import snapshots
from articles.models import Article, DeletedDraft
from articles.publishing.refusals import Refused

KEPT_DAYS = 30
KEPT = dt.timedelta(days=KEPT_DAYS)


def keep(article: Article, *, by: int | None, now: dt.datetime) -> DeletedDraft:
    """Keep a draft that is about to be deleted. `by`: an account's id. Inside the transaction that deletes it."""
    told = {"headline": article.headline, "story": snapshots.of(article), "deleted_at": now, "deleted_by_id": by}
    draft, _made = DeletedDraft.objects.update_or_create(number=article.pk, defaults=told)
    return draft


@transaction.atomic
def take_back(draft: DeletedDraft) -> Article:
    """Make the story again under its own number, as a draft that readers do not see. What it named and is gone is left out."""
    kept = DeletedDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if kept is None:
        raise Refused(_("It has been taken back already."))
    if Article.objects.filter(pk=kept.number).exists():
        raise Refused(_("There is a story with its number already."))
    story = dict(kept.story)
    ref = story["fields"].get("import_ref")
    if ref and Article.objects.filter(import_ref=ref).exists():
        story["fields"] = {**story["fields"], "import_ref": None}
    article = snapshots.write(story, Article(pk=kept.number))
    kept.delete()
    return article


def sweep(*, older_than_days: int = KEPT_DAYS, now: dt.datetime) -> int:
    """Forget the drafts that were deleted longer ago; return how many."""
    count, _by_model = DeletedDraft.objects.filter(deleted_at__lt=now - dt.timedelta(days=older_than_days)).delete()
    return count
