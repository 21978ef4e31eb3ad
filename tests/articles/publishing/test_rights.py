"""Each verb: who may, what it refuses in words, and that nothing has changed then."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from articles import publishing
from articles.models import Article, ChangeCounter, Edition, Listing, Path
from articles.publishing import SYSTEM, NotAllowed, Plan, Refused
from articles.working_copy import companions_of
from tests.factories import DAY, NOW, change, make_article, make_live, make_section, make_user, schedule, set_clock

pytestmark = pytest.mark.django_db
Verb = Callable[[Article, Any], object]
MAY_NOT_PUBLISH = "Your account may not publish stories. Send it to review, or ask an editor."
MAY_NOT_WITHDRAW = "Your account may not withdraw stories. Ask an editor."


def many(article: Article, by: Any) -> None:
    edition = publishing.fill(article, companions_of(article))
    edition.live_from = NOW
    publishing.publish_many([Plan(article, [edition])], by=by)


VERBS: dict[str, tuple[Verb, str]] = {
    "publish": (lambda article, by: publishing.publish(article, by=by), MAY_NOT_PUBLISH),
    "schedule": (lambda article, by: publishing.schedule(article, by=by, at=NOW + DAY), MAY_NOT_PUBLISH),
    "publish_until": (lambda article, by: publishing.publish_until(article, by=by, until=NOW + DAY), MAY_NOT_PUBLISH),
    "roll_back": (lambda article, by: publishing.roll_back(article, by=by, to=article.editions.order_by("live_from")[0]), MAY_NOT_PUBLISH),
    "cancel_schedule": (lambda article, by: publishing.cancel_schedule(article, by=by), MAY_NOT_PUBLISH),
    "withdraw": (lambda article, by: publishing.withdraw(article, by=by), MAY_NOT_WITHDRAW),
    "edit_notice": (lambda article, by: publishing.edit_notice(article, by=by, notice="x"), MAY_NOT_WITHDRAW),
    "delete": (lambda article, by: publishing.delete(article, by=by), "Your account may not delete stories."),
    "publish_many": (many, MAY_NOT_PUBLISH),
}


def standing_for(verb: str) -> Article:
    """Make a story that the verb could be done to."""
    section = make_section(name="World")
    if verb in {"publish", "schedule", "delete", "publish_many"}:
        return make_article(section=section)
    article = make_live(section=section).article
    if verb == "cancel_schedule":
        schedule(change(article), at=NOW + DAY)
    if verb == "edit_notice":
        publishing.withdraw(article, by=SYSTEM)
    return Article.objects.get(pk=article.pk)


def rows() -> list[Any]:
    counter = ChangeCounter.objects.values_list("number", flat=True).first()
    listed = sorted(Listing.objects.values_list("edition_id", "key", "live_until"))
    paths = list(Path.objects.order_by("path").values_list("path", "answers_from"))
    return [counter, list(Edition.objects.order_by("pk").values()), listed, paths, list(Article.objects.order_by("pk").values())]


@pytest.fixture(autouse=True)
def _clock(_clock_stands_still: None) -> None:
    set_clock(NOW)


@pytest.mark.parametrize("name", VERBS)
def test_reporter_and_nobody_may_not_and_nothing_changes(name: str) -> None:
    verb, sentence = VERBS[name]
    article = standing_for(name)
    before = rows()
    for by in (make_user(groups=["Reporter"]), make_user(groups=["Photo editor"]), make_user(groups=["Moderator"]), AnonymousUser()):
        with pytest.raises(Refused) as refused:
            verb(article, by)
        assert str(refused.value) == sentence
        assert isinstance(refused.value, NotAllowed) or name == "delete"
    assert rows() == before


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("group", ["Editor", "Chief editor"])
def test_editors_may(name: str, group: str) -> None:
    VERBS[name][0](standing_for(name), make_user(groups=[group]))


@pytest.mark.parametrize("name", VERBS)
def test_system_may_and_is_no_account(name: str) -> None:
    VERBS[name][0](standing_for(name), SYSTEM)
    assert set(Edition.objects.values_list("published_by", flat=True)) <= {None}


def test_inactive_editor_may_not() -> None:
    article = make_article(section=make_section(name="World"))
    with pytest.raises(NotAllowed):
        publishing.publish(article, by=make_user(groups=["Editor"], is_active=False))


REFUSED: dict[str, tuple[Callable[[], Article], Verb, str]] = {
    "withdraw what is not live": (
        lambda: make_article(section=make_section(name="W")),
        VERBS["withdraw"][0],
        "This story is not live, so there is nothing to withdraw.",
    ),
    "withdraw what is scheduled": (
        lambda: schedule(make_article(section=make_section(name="W")), at=NOW + DAY).article,
        VERBS["withdraw"][0],
        "This story is not live, so there is nothing to withdraw.",
    ),
    "cancel nothing": (
        lambda: make_live(section=make_section(name="W")).article,
        VERBS["cancel_schedule"][0],
        "Nothing is scheduled for this story.",
    ),
    "notice of a live story": (
        lambda: make_live(section=make_section(name="W")).article,
        VERBS["edit_notice"][0],
        "Only a withdrawn story has a notice.",
    ),
    "end of a draft": (
        lambda: make_article(section=make_section(name="W")),
        VERBS["publish_until"][0],
        "This story is neither live nor scheduled. Publish it first.",
    ),
    "end that is past": (
        lambda: make_live(section=make_section(name="W")).article,
        lambda article, by: publishing.publish_until(article, by=by, until=NOW),
        "The end must lie after the beginning, and ahead. Choose a later moment.",
    ),
    "end before a scheduled beginning": (
        lambda: schedule(make_article(section=make_section(name="W")), at=NOW + DAY).article,
        lambda article, by: publishing.publish_until(article, by=by, until=NOW + DAY),
        "The end must lie after the beginning, and ahead. Choose a later moment.",
    ),
    "past moment": (
        lambda: make_article(section=make_section(name="W")),
        lambda article, by: publishing.schedule(article, by=by, at=NOW),
        "This moment is past. Publish now, or choose a later one.",
    ),
    "roll back to another story": (
        lambda: make_live(section=make_section(name="W")).article,
        lambda article, by: publishing.roll_back(article, by=by, to=make_live(section=make_section(name="V"))),
        "This edition belongs to another story.",
    ),
    "roll forward": (
        lambda: schedule(make_article(section=make_section(name="W")), at=NOW + DAY).article,
        lambda article, by: publishing.roll_back(article, by=by, to=article.editions.get()),
        "Readers have not seen this edition yet. Publish instead.",
    ),
    "delete what readers saw": (
        lambda: make_live(section=make_section(name="W")).article,
        VERBS["delete"][0],
        "Readers have seen this story, so it cannot be deleted. Withdraw it instead.",
    ),
    "publish what was deleted": (lambda: _deleted(), VERBS["withdraw"][0], "This story was deleted in the meantime."),
}


def _deleted() -> Article:
    article = make_article(section=make_section(name="W"))
    gone = Article.objects.get(pk=article.pk)
    publishing.delete(article, by=SYSTEM)
    return gone


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_changes(what: str) -> None:
    make, verb, sentence = REFUSED[what]
    article = make()
    if what == "roll back to another story":
        make_live(section=make_section(name="other"))
    before = [row for row in rows() if what != "roll back to another story"]
    with pytest.raises(Refused) as refused:
        verb(article, SYSTEM)
    assert str(refused.value) == sentence
    assert [row for row in rows() if what != "roll back to another story"] == before


def test_publishing_what_was_deleted_meanwhile_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="This story was deleted in the meantime"):
        publishing.publish(_deleted(), by=SYSTEM)
