"""A deleted draft comes back as it was; a duplicate has the words and not the life of the story it was made from."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import deleted_drafts, publishing
from articles.deleted_drafts import KEPT_DAYS, sweep, take_back
from articles.models import Article, DeletedDraft
from articles.publishing import SYSTEM, Refused
from articles.snapshots import of
from comments.threads import set_mode
from tests.articles.admin.test_story_form import said, send
from tests.factories import DAY, NOW, make_article, make_author, make_image, make_section, make_tag, make_user, set_clock

pytestmark = pytest.mark.django_db


def full_story(**rest: Any) -> Article:
    author, other = make_author(name="Mara Lind"), make_author(name="Ines Falk")
    return make_article(
        headline="Ferries stop", kicker="Storm", deck="At six.", section=make_section(name="World"), lead_image=make_image(), notes="Call",
        authors=[author], roles=[(other, "photographer")], tags=[make_tag(name="storms, ferries")],
        related=[make_article(headline="Other")], deadline=NOW, planned_at=NOW + DAY, **rest,
    )  # fmt: skip


def test_a_deleted_draft_comes_back_as_it_was_under_its_number() -> None:
    article = full_story()
    set_mode(article.pk, "closed")
    before, number, digest = of(article), article.pk, article.content_hash
    publishing.delete(article, by=make_user(is_superuser=True))
    assert Article.objects.filter(pk=number).exists() is False
    again = take_back(DeletedDraft.objects.get())
    assert (again.pk, of(Article.objects.get(pk=number)), Article.objects.get(pk=number).content_hash) == (number, before, digest)
    assert DeletedDraft.objects.count() == 0


def test_what_a_draft_named_and_is_gone_is_left_out() -> None:
    article = full_story()
    publishing.delete(article, by=SYSTEM)
    article.section.delete()  # type: ignore[union-attr]
    Article.objects.all().delete()
    again = take_back(DeletedDraft.objects.get())
    assert (again.section_id, again.related.count(), again.bylines.count()) == (None, 0, 2)


def test_a_draft_is_taken_back_once() -> None:
    publishing.delete(full_story(), by=SYSTEM)
    draft = DeletedDraft.objects.get()
    take_back(draft)
    with pytest.raises(Refused, match="taken back already"):
        take_back(draft)
    assert Article.objects.filter(headline="Ferries stop").count() == 1


def test_drafts_are_forgotten_after_thirty_days() -> None:
    set_clock(NOW)
    publishing.delete(full_story(), by=SYSTEM)
    assert sweep(now=NOW + dt.timedelta(days=KEPT_DAYS) - dt.timedelta(seconds=1)) == 0
    assert sweep(now=NOW + dt.timedelta(days=KEPT_DAYS, seconds=1)) == 1
    call_command("sweep_deleted_drafts")
    assert DeletedDraft.objects.count() == 0


def test_the_desk_takes_drafts_back_from_a_list_and_reporters_do_not_see_it(client: Client) -> None:
    article = full_story()
    client.force_login(make_user(groups=["Editor"]))
    asks = client.get(reverse("admin:articles_article_delete", args=[article.pk]))
    assert "“<bdi>Ferries stop</bdi>” goes" in asks.text
    assert "Other" not in re.sub("Other stories", "", asks.text)  # the related story stays
    went = client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    day = date_format(timezone.now() + dt.timedelta(days=KEPT_DAYS), "DATE_FORMAT")
    where = '<a href="/admin/articles/deleteddraft/">Deleted drafts</a>'
    assert said(went) == [f"“Ferries stop” is deleted. It can be taken back until {day}. {where}"]
    address = reverse("admin:articles_deleteddraft_changelist")
    assert "Ferries stop" in client.get(address).content.decode()
    response = client.post(address, {"action": "take_back", "_selected_action": DeletedDraft.objects.get().pk})
    assert response["Location"] == reverse("admin:articles_article_change", args=[article.pk])
    assert Article.objects.get(pk=article.pk).headline == "Ferries stop"
    lines = client.get(reverse("admin:articles_article_history", args=[article.pk])).context["lines"]
    assert [line.words for line in lines] == ["Taken back.", "Deleted."]
    client.force_login(make_user(groups=["Reporter"]))
    assert client.get(address).status_code == 403


def test_a_duplicate_has_the_words_and_none_of_the_plans(client: Client) -> None:
    article = full_story(slug="ferries", correction="It was seven.")
    user = make_user(groups=["Reporter"])
    client.force_login(user)
    send(client, article, button="duplicate", lead_image=article.lead_image_id, tags='"storms, ferries"')
    copy = Article.objects.latest("pk")
    told, kept = of(copy), of(Article.objects.get(pk=article.pk))
    assert (copy.headline, copy.created_by, copy.slug, copy.correction, copy.planned_at) == ("Copy of Ferries stop", user, "", "", None)
    assert (told["bylines"], told["tags"], told["related"]) == (kept["bylines"], kept["tags"], kept["related"])
    assert (copy.kicker, copy.lead_image_id, copy.editions.count()) == ("Storm", article.lead_image_id, 0)


def test_keeping_costs_the_same_for_a_bare_draft_and_a_full_one(django_assert_max_num_queries: Any) -> None:
    bare, full = make_article(), full_story()
    counts = []
    for article in (bare, full):
        with django_assert_max_num_queries(20) as queries:
            deleted_drafts.keep(article, by=None, now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]
