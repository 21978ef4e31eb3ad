"""What machines read of a page: schema.org's NewsArticle and BreadcrumbList, as https://schema.org names their properties.

Sources: https://developers.google.com/search/docs/appearance/structured-data/article, …/breadcrumb.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import html
from articles.models import Byline, Content
from articles.reading import Story
from articles.sections import Branch
from articles.sharing import absolute
from articles.site import Site

_TYPES = {
    Content.Kind.REPORT: "ReportageNewsArticle",
    Content.Kind.ANALYSIS: "AnalysisNewsArticle",
    Content.Kind.OPINION: "OpinionNewsArticle",
    Content.Kind.EDITORIAL: "OpinionNewsArticle",
    Content.Kind.REVIEW: "ReviewNewsArticle",
}
_ESCAPED = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Thing = Mapping[str, Any]


def news_article(story: Story, site: Site) -> dict[str, Any]:
    """Return a story as a NewsArticle or its nearest kind. Empty properties are left out."""
    sharing = story.sharing
    return _full(
        {
            "@context": "https://schema.org",
            "@type": _TYPES.get(Content.Kind(story.kind), "NewsArticle"),
            "headline": story.headline,
            "alternativeHeadline": story.deck,
            "description": sharing.description,
            "inLanguage": story.language,
            "mainEntityOfPage": story.canonical_url,
            "url": story.canonical_url,
            "datePublished": _moment(story.published_at),
            "dateModified": _moment(story.updated_at or story.published_at),
            "image": [sharing.picture] if sharing.picture else [],
            "articleSection": story.section.name if story.section else "",
            "keywords": [tag.name for tag in story.tags],
            "author": _authors(story),
            "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": absolute("/")},
            "correction": story.correction,
            "isAccessibleForFree": True,
        }
    )


def breadcrumbs(branches: Iterable[Branch]) -> dict[str, Any]:
    """Return the way from the front page down to a section, itself last."""
    steps = [(_("Front page"), "/"), *((branch.name, branch.path) for branch in branches)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)} for place, (name, path) in enumerate(steps, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def script(*things: Thing) -> SafeString:
    """Write things as one data block. It is no program: the pages' policy has nothing to allow, and no word in it can end it."""
    written = _WRITER.encode(things[0] if len(things) == 1 else things)
    for sign, escaped in _ESCAPED.items():
        written = written.replace(sign, escaped)
    return html.safe(f'<script type="application/ld+json">{written}</script>')


def _authors(story: Story) -> list[dict[str, Any]]:
    return [
        _full({"@type": "Person", "name": name.name, "url": absolute(name.path)})
        for credit in story.credits
        if credit.role == Byline.Role.WRITER
        for name in credit.names
    ]


def _moment(moment: Any) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _full(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], None)}
