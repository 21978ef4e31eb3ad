"""The rows beside a story on the page of a conflict: bylines and related stories, as typed and as they are saved now."""

from collections.abc import Iterable, Iterator
from typing import Any

from articles.differences import Difference
from articles.models import Article, Byline, RelatedArticle


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
