"""The rows beside a story on the page of a conflict: bylines and related stories, as typed and as they are saved now."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.differences import Difference
from articles.models import Article, Byline, RelatedArticle
from articles.moments import clock
from articles.people import called

_AT_ONCE = dt.timedelta(seconds=10)


def who_saved(article_id: int) -> str:
    """Say who saved a story last and when; only when, where its history names nobody just then. Two queries."""
    saved_at = Article.objects.values_list("changed_at", flat=True).get(pk=article_id)
    last = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Article), object_id=str(article_id))
    entry = last.filter(action_time__range=(saved_at - _AT_ONCE, saved_at + _AT_ONCE)).select_related("user").order_by("-pk").first()
    when = clock(timezone.localtime(saved_at, timezone.get_default_timezone()))
    if entry is None:
        return _("It was saved at %(time)s.") % {"time": when}
    return _("%(name)s saved it at %(time)s.") % {"name": called(entry.user), "time": when}


def of_rows(article: Article, panels: Iterable[Any]) -> Iterator[Difference]:
    """Yield a difference for bylines and for related stories, where they differ. Panels that other apps plug in act at once."""
    saved = {
        Byline: [f"{byline.author} ({byline.get_role_display()})" for byline in article.bylines.select_related("author")],
        RelatedArticle: [str(related.target) for related in article.related.select_related("target")],
    }
    for panel in panels:
        model = panel.formset.model
        if model not in saved:
            continue
        yours, theirs = "\n".join(_typed(panel.formset)), "\n".join(saved[model])
        if yours != theirs:
            yield Difference(str(panel.opts.verbose_name_plural), yours, theirs)


def _typed(formset: Any) -> list[str]:
    """Return the rows of a bound formset in order, in words; one that is marked to go or not yet right is left out."""
    rows = [form.cleaned_data for form in formset.forms if form.is_bound and form.is_valid() and form.cleaned_data]
    kept = sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row.get("position") or 0)
    if formset.model is Byline:
        return [f"{row['author']} ({Byline.Role(row['role']).label})" for row in kept if row.get("author")]
    return [str(row["target"]) for row in kept if row.get("target")]
