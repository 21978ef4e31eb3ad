"""What machines read of a page is what people read on it, and no word of a story can end its data block."""

import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Content
from articles.structured_data import script
from tests.articles.views.pages import read
from tests.factories import NOW, make_author, make_live, make_section, make_site, make_tag

pytestmark = pytest.mark.django_db


def data_of(response: HttpResponse) -> Any:
    written = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), flags=re.DOTALL)
    assert len(written) == 1
    return json.loads(written[0])


def properties(response: HttpResponse) -> dict[str, str]:
    found = re.findall(r'<meta property="([^"]+)" content="([^"]*)">', response.content.decode())
    return dict(found)


def test_a_story_is_a_news_article_with_its_authors_and_place(client: Client, settings: Any) -> None:
    make_site(name="The Courier")
    europe = make_section(name="Europe", parent=make_section(name="World"))
    edition = make_live(
        headline="She sails", deck="At night.", section=europe, authors=[make_author(name="Mara Lind")], tags=[make_tag(name="sea")],
        correction="She sailed at ten.",
    )  # fmt: skip
    article, way = data_of(client.get(edition.path))
    address = f"{settings.SITE_URL}{edition.path}"
    assert article.pop("image") == [properties(client.get(edition.path))["og:image"]]
    assert article == {
        "@context": "https://schema.org", "@type": "ReportageNewsArticle", "headline": "She sails", "alternativeHeadline": "At night.",
        "description": "At night.", "inLanguage": "en", "mainEntityOfPage": address, "url": address,
        "datePublished": NOW.isoformat(), "dateModified": NOW.isoformat(), "articleSection": "Europe", "keywords": ["sea"],
        "author": [{"@type": "Person", "name": "Mara Lind", "url": f"{settings.SITE_URL}/author/mara-lind/"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Courier", "url": f"{settings.SITE_URL}/"},
        "correction": "She sailed at ten.", "isAccessibleForFree": True,
    }  # fmt: skip
    assert [(step["position"], step["name"], step["item"]) for step in way["itemListElement"]] == [
        (1, "Front page", f"{settings.SITE_URL}/"),
        (2, "World", f"{settings.SITE_URL}/world/"),
        (3, "Europe", f"{settings.SITE_URL}/world/europe/"),
    ]


@pytest.mark.parametrize("kind", Content.Kind.values)
def test_every_kind_of_story_has_a_type(client: Client, kind: str) -> None:
    article, _way = data_of(client.get(make_live(section=make_section(name="World"), kind=kind).path))
    assert article["@type"].endswith("NewsArticle")


def test_a_section_says_where_it_stands(client: Client) -> None:
    make_section(name="Europe", parent=make_section(name="World"))
    way = data_of(client.get("/world/europe/"))
    assert [step["name"] for step in way["itemListElement"]] == ["Front page", "World", "Europe"]


def test_no_word_ends_the_data_block(client: Client) -> None:
    headline = "</script><!-- & \u2028 <script>alert(1)</script>"
    response = client.get(make_live(section=make_section(name="World"), headline=headline).path)
    assert data_of(response)[0]["headline"] == headline.replace("\u2028", " ")
    assert script({"a": "</script>&\u2028"}) == '<script type="application/ld+json">{"a":"\\u003C/script\\u003E\\u0026\\u2028"}</script>'


def test_what_is_shared_has_its_own_headline_and_a_picture(client: Client, settings: Any) -> None:
    make_site(name="The Courier")
    edition = make_live(
        headline="She sails", social_headline="The ferry is back", seo_description="All about it.", section=make_section(name="World"),
        tags=[make_tag(name="sea"), make_tag(name="Orran")], language="pt-br",
    )  # fmt: skip
    shown = properties(client.get(edition.path))
    assert shown.pop("og:image").startswith(f"{settings.SITE_URL}/media/cards/{edition.article_id}-")
    assert shown == {
        "og:type": "article", "og:site_name": "The Courier", "og:title": "The ferry is back", "og:description": "All about it.",
        "og:url": f"{settings.SITE_URL}{edition.path}", "og:locale": "pt_BR", "og:image:width": "1200", "og:image:height": "630",
        "og:image:alt": "The ferry is back", "article:published_time": NOW.isoformat(), "article:section": "World", "article:tag": "sea",
    }  # fmt: skip
    assert read(client.get(edition.path)).meta("twitter:card") == ["summary_large_image"]
