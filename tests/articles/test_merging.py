"""One author or tag becomes another: what follows, what redirects, what stays as it was."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from articles import merging, publishing
from articles.models import Alias, Article, Author, Byline, ChangeKey, Listing, Path
from articles.publication import PublicationState
from articles.publishing import SYSTEM
from tests.articles.interchange.papers import exported
from tests.factories import (
    NOW,
    change,
    make_article,
    make_author,
    make_image,
    make_live,
    make_section,
    make_tag,
    make_user,
    publish,
    set_clock,
)

pytestmark = pytest.mark.django_db


def state_of(article: Article) -> str:
    return Article.objects.with_publication(at=NOW).get(pk=article.pk).publication.state


def test_bylines_listings_addresses_and_blank_fields_follow_and_editions_do_not(client: Client) -> None:
    picture, account = make_image(), make_user()
    gone = make_author(name="M. Lind", portrait=picture, job_title="Old job", user=account, import_ref="wp-3")
    into = make_author(name="Mara Lind", job_title="Harbour correspondent")
    edition = make_live(headline="Hers", section=make_section(name="World"), authors=[gone])
    assert merging.merge_authors(gone, into=into) == 1
    into.refresh_from_db()
    assert (into.portrait_id, into.user_id, into.job_title, into.import_ref) == (picture.pk, account.pk, "Harbour correspondent", "wp-3")
    assert list(Byline.objects.values_list("author", flat=True)) == [into.pk]
    assert sorted(Listing.objects.filter(key__startswith="author:").values_list("key", "edition")) == [(f"author:{into.pk}", edition.pk)]
    assert [line["author"] for line in edition.article.editions.get().bylines] == [gone.pk]
    assert state_of(edition.article) == PublicationState.LIVE
    moved = client.get("/author/m-lind/")
    assert (moved.status_code, moved["Location"]) == (301, "/author/mara-lind/")
    page = client.get(edition.path).content.decode()
    assert ("Mara Lind" in page, "/author/mara-lind/" in page, "M. Lind" in page) == (True, True, False)
    assert "Hers" in client.get("/author/mara-lind/").content.decode()


def test_a_story_with_both_keeps_one_byline_and_unpublished_changes_stay_so() -> None:
    gone, into = make_author(name="M. Lind"), make_author(name="Mara Lind")
    article = make_article(section=make_section(name="World"), authors=[gone, into])
    publish(article, at=NOW)
    change(Article.objects.get(pk=article.pk), deck="Not published")
    merging.merge_authors(gone, into=into)
    assert list(Byline.objects.values_list("author", "role")) == [(into.pk, "writer")]
    assert list(Listing.objects.filter(key__startswith="author:").values_list("key", flat=True)) == [f"author:{into.pk}"]
    assert state_of(article) == PublicationState.CHANGED


def test_merging_twice_and_rolling_back_lead_to_the_last(client: Client) -> None:
    first, second, third = (make_author(name=name) for name in ("First", "Second", "Third"))
    edition = make_live(section=make_section(name="World"), authors=[first])
    merging.merge_authors(first, into=second)
    merging.merge_authors(Author.objects.get(name="Second"), into=third)
    assert set(Alias.objects.values_list("author", flat=True)) == {third.pk}
    set_clock(NOW)
    again = publishing.roll_back(Article.objects.get(), by=SYSTEM, to=edition)
    assert ([line["author"] for line in again.bylines], third.name in client.get(edition.path).content.decode()) == ([third.pk], True)
    assert set(Listing.objects.filter(edition=again, key__startswith="author:").values_list("key", flat=True)) == {f"author:{third.pk}"}
    assert set(Path.objects.filter(author=third).values_list("path", flat=True)) == {"/author/first/", "/author/second/", "/author/third/"}


def test_a_later_name_of_the_other_reaches_the_pages_that_remember_the_one(client: Client) -> None:
    gone, into = make_author(name="Gone"), make_author(name="Stays")
    edition = make_live(section=make_section(name="World"), authors=[gone])
    old = edition.bylines[0]["author"]
    merging.merge_authors(gone, into=into)
    assert {f"author:{old}", f"author:{into.pk}", f"name:author:{old}", f"name:author:{into.pk}"} <= set(
        ChangeKey.objects.values_list("name", flat=True)
    )
    into.name = "Renamed"
    into.save()
    assert "Renamed" in client.get(edition.path).content.decode()


def test_tags_are_merged_with_their_pages(client: Client) -> None:
    gone, into = make_tag(name="harbor"), make_tag(name="Harbour")
    edition = make_live(headline="Tagged", section=make_section(name="World"), tags=[gone])
    make_article(tags=[gone, into])
    assert merging.merge_tags(gone, into=into) == 2
    assert [sorted(tag.name for tag in article.tags.all()) for article in Article.objects.all()] == [["Harbour"], ["Harbour"]]
    assert (Tag.objects.count(), client.get("/tag/harbor/")["Location"]) == (1, "/tag/harbour/")
    assert "Tagged" in client.get("/tag/harbour/").content.decode()
    assert "/tag/harbour/" in client.get(edition.path).content.decode()
    assert state_of(edition.article) == PublicationState.LIVE


def test_an_export_names_those_who_stayed() -> None:
    author, stays = make_author(name="Gone"), make_author(name="Stays", import_ref="stays")
    tag, kept = make_tag(name="harbor"), make_tag(name="Harbour")
    make_live(section=make_section(name="World"), authors=[author], tags=[tag])
    merging.merge_authors(author, into=stays)
    merging.merge_tags(tag, into=kept)
    told = next(json.loads(line) for line in exported() if '"editions"' in line)
    assert ([one["ref"] for one in told["authors"]], told["tags"]) == (["stays"], ["Harbour"])
    assert [name for edition in told["editions"] for name in edition if name in {"authors", "tags"}] in ([], ["authors"])


def test_nobody_becomes_themselves() -> None:
    author = make_author(name="Mara")
    with pytest.raises(ValidationError, match="Nobody becomes themselves"):
        merging.merge_authors(author, into=author)
    assert Author.objects.count() == 1


@pytest.mark.parametrize(("group", "status"), [("Chief editor", 200), ("Editor", 403)])
def test_who_may_delete_authors_may_merge_them(client: Client, group: str, status: int) -> None:
    client.force_login(make_user(groups=[group]))
    gone = make_author(name="Gone")
    page = client.get(f"/admin/articles/author/{gone.pk}/merge/")
    assert (page.status_code, Author.objects.count()) == (status, 1)


def test_the_screen_merges_or_says_why_not(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    gone, into = make_tag(name="harbor"), make_tag(name="Harbour")
    address = f"/admin/taggit/tag/{gone.pk}/merge/"
    typed: dict[str, Any]
    for typed in ({}, {"into": gone.pk}, {"into": "9" * 30}, {"into": "x"}):
        assert (client.post(address, typed).status_code, Tag.objects.count()) == (200, 2)
    assert client.post(address, {"into": into.pk})["Location"] == f"/admin/taggit/tag/{into.pk}/change/"
    assert (Tag.objects.get(), client.get(address).status_code) == (into, 404)


@pytest.mark.parametrize(("label", "make"), [("taggit_tag", make_tag), ("articles_author", make_author)])
def test_what_is_merged_is_not_offered_and_refused_with_a_sentence(client: Client, label: str, make: Any) -> None:
    client.force_login(make_user(groups=["Chief editor"]))
    gone, other = make(name="storm"), make(name="storms")
    address = reverse(f"admin:articles_{label.partition('_')[2]}_merge", args=[gone.pk])
    url = re.search(r'data-ajax--url="([^"]+)"', client.get(address).text)
    assert url is not None
    field = ("articles", "byline", "author") if make is make_author else ("articles", "taggedarticle", "tag")
    asked = {"term": "storm", **dict(zip(("app_label", "model_name", "field_name"), field, strict=True))}
    offered = client.get(f"{url[1]}&{urlencode(asked)}").json()["results"]
    assert [one["text"] for one in offered] == ["storms"]
    page = client.post(address, {"into": gone.pk}).text
    assert "This cannot be chosen: it is the one that goes, or it is gone already. Choose another one." in page
    assert other.pk != gone.pk
