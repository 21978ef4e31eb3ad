"""What the desk is told of a story and its readers: what is scheduled, what a button did not use, what it published."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.admin import publishing as buttons
from articles.models import Article
from articles.publishing import SYSTEM
from newsroom.models import User
from tests.articles.admin.test_story_form import address, fresh, said, send, withdraw
from tests.factories import change, make_article, make_image, make_section, make_user

pytestmark = pytest.mark.django_db
SOON = dt.datetime(2031, 7, 1, 6, tzinfo=dt.UTC)
LATER = {"live_until": "2031-08-01 06:00"}


@pytest.fixture
def editor(client: Client) -> User:
    user = make_user(groups=["Editor"])
    client.force_login(user)
    return user


@pytest.fixture
def article() -> Article:
    return make_article(headline="First", section=make_section(name="World"))


def first_button(page: str) -> str:
    form = page[page.index('id="article_form"') :]
    return form[form.index("<button") :].partition(">")[0]


@pytest.mark.usefixtures("editor")
def test_the_forms_first_button_saves_a_draft_on_every_page_of_the_form(client: Client, article: Article) -> None:
    publishing.publish(article, by=SYSTEM)
    opened = fresh(article)
    change(fresh(article), deck="Theirs")
    conflict = send(client, opened, deck="Mine")
    assert conflict.context["their_version"] == opened.version + 1
    for page in (client.get(address(article)), client.get(address(None)), conflict):
        assert 'name="_verb" value="save"' in first_button(page.content.decode())


@pytest.mark.usefixtures("editor")
def test_publishing_before_a_scheduled_update_says_what_will_replace_it(client: Client, article: Article) -> None:
    publishing.publish(article, by=SYSTEM)
    publishing.schedule(change(fresh(article), headline="Scheduled"), by=SYSTEM, at=SOON)
    response = send(client, fresh(article), button="publish", headline="Now")
    assert said(response)[1] == (
        "The version scheduled for July 1, 2031, 6 a.m. UTC, “Scheduled”, was made before this one and will replace it then. "
        "Cancel the schedule or schedule again if it shall not. "
        '<button type="submit" class="button" form="article_form" name="_verb" value="cancel">Cancel the schedule</button>'
    )
    send(client, fresh(article), button="cancel", headline="Now")
    assert list(article.editions.order_by("live_from").values_list("headline", flat=True)) == ["First", "Now"]


@pytest.mark.usefixtures("editor")
def test_a_first_publication_lifts_the_schedule_that_says_the_same(client: Client, article: Article) -> None:
    publishing.schedule(article, by=SYSTEM, at=SOON)
    response = send(client, fresh(article), button="publish")
    assert said(response)[1:] == ["The schedule for July 1, 2031, 6 a.m. UTC is lifted: it said the same."]
    edition = article.editions.get()
    assert (edition.live_until, edition.ending) == (None, "")


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(("changed", "until"), [({"headline": "Now"}, None), ({}, SOON + dt.timedelta(days=1))])
def test_a_schedule_that_says_something_else_stays(client: Client, article: Article, changed: Any, until: Any) -> None:
    publishing.schedule(article, by=SYSTEM, at=SOON, until=until)
    response = send(client, fresh(article), button="publish", **changed)
    assert "will replace it then" in said(response)[1]
    assert article.editions.count() == 2


@pytest.mark.usefixtures("editor")
def test_saving_what_is_scheduled_says_that_the_changes_are_not_in_it(client: Client, article: Article) -> None:
    publishing.schedule(article, by=SYSTEM, at=SOON)
    assert said(send(client, fresh(article))) == ["Saved. Readers see nothing of it until you publish."]
    response = send(client, fresh(article), headline="Second")
    sentence = "Saved. What is scheduled for July 1, 2031, 6 a.m. UTC stays as it was: schedule again to put the changes in."
    assert said(response)[-1] == sentence
    page = client.get(address(article)).content.decode()
    assert "<span>Scheduled, changes not in it</span>" in page
    assert "1 change not in it" in page


@pytest.mark.usefixtures("editor")
def test_an_end_chosen_with_publish_or_schedule_is_used_and_one_chosen_with_a_draft_is_said(client: Client, article: Article) -> None:
    response = send(client, article, **LATER)
    assert "“Publish until” is not kept by this button" in said(response)[1]
    send(client, fresh(article), button="publish", **LATER)
    assert article.editions.get().live_until == dt.datetime(2031, 8, 1, 6, tzinfo=dt.UTC)
    page = client.get(address(article))
    assert page.context["adminform"].form["live_until"].value() == "2031-08-01 06:00"
    response = send(client, fresh(article), button="publish", headline="Again")  # emptied
    assert said(response)[-1] == "Its planned end stays as it was. “Take the planned end away” lifts it."
    assert article.editions.latest("live_from").live_until == dt.datetime(2031, 8, 1, 6, tzinfo=dt.UTC)


@pytest.mark.usefixtures("editor")
def test_a_planned_end_is_taken_away_only_by_its_own_button(client: Client, article: Article) -> None:
    publishing.publish(article, by=SYSTEM, until=SOON)
    assert 'value="no_end"' in client.get(address(article)).content.decode()
    response = send(client, fresh(article), button="until")
    assert "Fill in “publish until”" in said(response)[1]
    assert article.editions.get().live_until == SOON
    send(client, fresh(article), button="no_end")
    assert article.editions.get().live_until is None
    assert 'value="no_end"' not in client.get(address(article)).content.decode()


@pytest.mark.usefixtures("editor")
def test_a_notice_is_never_lost_or_erased_without_a_word(client: Client, article: Article) -> None:
    publishing.publish(article, by=SYSTEM)
    assert "You had typed: We were wrong." in said(send(client, fresh(article), notice="We were wrong."))[1]
    withdraw(client, fresh(article), notice="We were wrong.")
    page = client.get(address(article))
    assert page.context["adminform"].form["notice"].value() == "We were wrong."
    assert '<blockquote class="notice-words" dir="auto">We were wrong.</blockquote>' in page.text
    response = send(client, fresh(article), button="edit_notice", notice="")
    assert "Write the notice that readers shall find." in said(response)[-1]
    assert article.editions.get().notice == "We were wrong."
    send(client, fresh(article), button="no_notice", notice="We were wrong.")
    assert article.editions.get().notice == ""


@pytest.mark.usefixtures("editor")
def test_withdrawing_asks_first(client: Client, article: Article) -> None:
    publishing.publish(article, by=SYSTEM)
    response = send(client, fresh(article), button="withdraw", notice="Why")
    assert (response.context["title"], response.context["notice"]) == ("Withdraw 1 story?", "Why")
    assert article.editions.get().live_until is None


def test_a_reporter_sends_to_review_and_does_not_approve(client: Client, article: Article) -> None:
    client.force_login(make_user(groups=["Reporter"]))
    response = send(client, article, stage="approved", notes="what was typed")
    assert response.context["adminform"].form.errors == {"stage": ["Your account may not approve stories. Send it to review."]}
    send(client, article, stage="review")
    assert fresh(article).stage == "review"
    change(fresh(article), stage="approved")
    send(client, fresh(article), notes="A word more")
    assert (fresh(article).stage, fresh(article).notes) == ("approved", "A word more")


def test_a_forged_withdrawal_is_refused(client: Client, article: Article) -> None:
    publishing.publish(article, by=SYSTEM)
    client.force_login(make_user(groups=["Reporter"]))
    assert "may not withdraw" in said(send(client, fresh(article), button="withdraw"))[1]
    assert article.editions.get().live_until is None


@pytest.mark.usefixtures("editor")
def test_a_button_publishes_only_what_its_presser_saw(client: Client, article: Article, monkeypatch: Any) -> None:
    real = buttons._VERBS["publish"]

    def after_somebody_elses_save(request: Any, form: Any, detail: str) -> Any:
        change(fresh(article), headline="Half a sent")
        return real(request, form, detail)

    monkeypatch.setitem(buttons._VERBS, "publish", after_somebody_elses_save)
    response = send(client, article, button="publish", headline="What I saw")
    assert article.editions.count() == 0
    assert said(response)[1] == "Somebody else saved this story in the meantime. Look at their changes, then do it again."


@pytest.mark.usefixtures("editor")
def test_a_save_leaves_what_a_verb_wrote_meanwhile(client: Client, article: Article, monkeypatch: Any) -> None:
    from articles.forms import ArticleForm

    real = ArticleForm._refuse_to_overwrite

    def after_a_publication(self: ArticleForm, cleaned: dict[str, Any]) -> None:
        publishing.publish(fresh(article), by=SYSTEM)  # the form's row was read before
        real(self, cleaned)

    monkeypatch.setattr(ArticleForm, "_refuse_to_overwrite", after_a_publication)
    send(client, article)
    assert (fresh(article).live_hash, fresh(article).has_unpublished_changes) == (article.editions.get().content_hash, False)


@pytest.mark.usefixtures("editor")
def test_a_preview_does_not_make_the_forms_next_save_somebody_elses(client: Client, article: Article) -> None:
    for number in range(2):
        assert send(client, article, button="preview", headline=f"Preview {number}")["Location"] == f"/preview/{article.pk}/"
    assert said(send(client, article, headline="Mine"))[-1] == "Saved. Readers see nothing of it until you publish."
    change(fresh(article), headline="Theirs")
    assert send(client, article, headline="Mine again").context["their_version"] == fresh(article).version


@pytest.mark.usefixtures("editor")
def test_missing_references_and_rights_that_are_over_are_said(client: Client, article: Article) -> None:
    picture = make_image(alt="Cranes at dusk", rights_expire_on=timezone.localdate() - dt.timedelta(days=1))
    body = (
        f'<p><a data-story="{article.pk + 50}">gone</a></p><figure data-image="{picture.pk}"></figure><figure data-image="4711"></figure>'
    )
    response = send(client, article, body=body)
    assert said(response)[:2] == [
        "There is no picture number 4711: readers are shown nothing in its place.",
        f"There is no story number {article.pk + 50}: its link leads nowhere.",
    ]
    response = send(client, fresh(article), button="publish", body=body)
    assert said(response)[-1].startswith("The rights of the picture “Cranes at dusk” ended on ")
