"""The list of stories, and acts on several at once."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.admin import story_list
from articles.models import Article, SavedView
from articles.publication import WORDS, PublicationState
from articles.publishing import SYSTEM
from articles.templatetags import desk
from tests.factories import DAY, NOW, change, make_article, make_author, make_section, make_tag, make_user, publish, schedule

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
HOUR = dt.timedelta(hours=1)


def story(headline: str, **rest: Any) -> Article:
    return make_article(headline=headline, **rest)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def listed(client: Client, **query: Any) -> set[str]:
    response = client.get(LIST, query)
    return {article.headline for article in response.context["cl"].result_list}


@pytest.fixture
def in_every_state(client: Client) -> None:
    """Make one story in each state, named after it, and sign an editor in."""
    client.force_login(make_user(groups=["Editor"]))
    section, now = make_section(name="World"), timezone.now()
    live = {name: story(name, section=section) for name in STATES if name not in {"scheduled", "scheduled-earlier", "unpublished"}}
    for article in live.values():
        publishing.publish(article, by=SYSTEM)
    change(fresh(live["changed"]), deck="Not published yet")
    for name in ("updating", "updating-earlier"):
        publishing.schedule(change(fresh(live[name]), deck="Later"), by=SYSTEM, at=now + HOUR)
    change(fresh(live["updating-earlier"]), deck="Later still")
    publishing.withdraw(live["withdrawn"], by=SYSTEM)
    live["expired"].editions.update(live_until=timezone.now(), ending="planned")
    for name in ("scheduled", "scheduled-earlier"):
        publishing.schedule(story(name, section=section), by=SYSTEM, at=now + HOUR)
    change(Article.objects.get(headline="scheduled-earlier"), deck="Later")
    story("unpublished", section=section)


STATES = [
    "live", "changed", "updating", "updating-earlier", "withdrawn", "expired", "scheduled", "scheduled-earlier", "unpublished",
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.usefixtures("in_every_state")
def test_each_state_has_its_filter_and_its_word(client: Client, state: str) -> None:
    assert listed(client, publication=state) == {state}
    assert f"<span>{WORDS[PublicationState(state)]}</span></span>" in client.get(LIST, {"publication": state}).content.decode()


VIEWS = {
    "live": {"live", "changed", "updating", "updating-earlier"},
    "changed": {"changed", "updating-earlier"},
    "scheduled": {"scheduled", "scheduled-earlier", "updating", "updating-earlier"},
    "withdrawn": {"withdrawn"},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("in_every_state")
def test_each_view_holds_what_its_name_says(client: Client, view: str) -> None:
    assert listed(client, view=view) == VIEWS[view]


@pytest.mark.usefixtures("in_every_state")
def test_without_a_filter_all_are_there(client: Client) -> None:
    assert listed(client) == set(STATES)
    assert listed(client, publication="nonsense", section="x", assignee="9" * 40) == set(STATES)


def test_how_it_ended_last_is_what_counts(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    article = story("Twice", section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    publishing.withdraw(fresh(article), by=SYSTEM)
    assert (listed(client, publication="withdrawn"), listed(client, publication="expired")) == ({"Twice"}, set())
    publishing.publish(fresh(article), by=SYSTEM)
    assert (listed(client, publication="withdrawn"), listed(client, publication="live")) == (set(), {"Twice"})
    last = article.editions.order_by("live_from").last()
    assert last is not None
    article.editions.filter(pk=last.pk).update(live_until=timezone.now(), ending="planned")
    assert (listed(client, publication="withdrawn"), listed(client, publication="expired")) == (set(), {"Twice"})


def test_so_many_stories_are_not_counted_to_their_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anything done with all of them at once: the list would name another number than it acts on."""
    monkeypatch.setattr(story_list, "MOST_COUNTED", 3)
    monkeypatch.setattr(story_list.StoryList, "list_per_page", 2)
    client.force_login(make_user(groups=["Editor"]))
    for number in range(3):
        story(f"Story {number}")
    assert "3 stories</span>" in client.get(LIST).content.decode()
    assert "select-across" in client.get(LIST).content.decode()
    for number in range(3, 6):
        story(f"Story {number}")
    page = client.get(LIST).content.decode()
    assert "More than 3 stories</span>" in page
    assert 'class="question"' not in page
    assert listed(client, p=2) == {"Story 3", "Story 2"}


def test_a_section_filter_includes_the_sections_below(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    world = make_section(name="World")
    story("Deep", section=make_section(name="Europe", parent=world))
    story("Elsewhere", section=make_section(name="Sport"))
    assert listed(client, section=world.pk) == {"Deep"}


def test_author_assignee_and_search(client: Client) -> None:
    editor = make_user(groups=["Editor"])
    client.force_login(editor)
    author = make_author(name="Mara")
    story("Hers", authors=[author])
    story("Mine", assignee=editor)
    assert listed(client, author=author.pk) == {"Hers"}
    assert (listed(client, assignee="me"), listed(client, assignee="nobody")) == ({"Mine"}, {"Hers"})
    assert listed(client, q="min") == {"Mine"}
    assert listed(client, q="mara") == {"Hers"}
    assert listed(client, q="\x00") == {"Hers", "Mine"}


def test_tag_stage_and_day_filters(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    tag = make_tag(name="Harbour")
    story("Tagged", tags=[tag], stage="review")
    story("Old")
    Article.objects.filter(headline="Old").update(changed_at=timezone.now() - dt.timedelta(days=9))
    assert (listed(client, tag=tag.pk), listed(client, stage="review"), listed(client, changed="week")) == ({"Tagged"},) * 3
    assert listed(client, changed="month", stage="x") == {"Tagged", "Old"}


def test_what_is_typed_into_the_search_is_never_an_error(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    story("Harbour", body="<p>Words.</p>")
    for typed in ('"', "'", "har* OR (", "a" * 10_000, "NEAR(a b", "har\0bour", ":*", "-", "\\", "%", "words\ud800"):
        assert client.get(LIST, {"q": typed.encode("utf-8", "replace").decode()}).status_code == 200
    assert listed(client, q="HARB word") == {"Harbour"}


def keep(client: Client, **typed: str) -> list[str]:
    response = client.post(f"{LIST}views/", typed)
    return [str(message) for message in get_messages(response.wsgi_request)][-1:]


def test_a_view_is_kept_under_a_name_for_one_person_only(client: Client) -> None:
    editor, other = make_user(groups=["Editor"]), make_user(groups=["Editor"])
    client.force_login(editor)
    assert keep(client, name="City, late", query="stage=review&p=2&section=3") == [
        "The view “City, late” is kept: it stands among the tabs."
    ]
    assert SavedView.objects.values_list("user", "query").get() == (editor.pk, "section=3&stage=review")
    page = client.get(LIST, {"stage": "review", "section": "3"})
    assert page.context["saved_view"].name == "City, late"
    assert keep(client, name="City, late", query="stage=draft") == ["You have a view of this name already."]
    assert keep(client, name="x" * 41, query="stage=draft") == ["Ensure this value has at most 40 characters (it has 41)."]
    assert keep(client, name="", query="stage=draft") == ["This field cannot be blank."]
    assert keep(client, name="All", query="p=3") == ["Choose a filter or search first: a view keeps what the list shows."]
    client.force_login(other)
    keep(client, drop=str(SavedView.objects.get().pk))
    assert (client.get(LIST).context["saved_views"], SavedView.objects.count()) == ([], 1)
    client.force_login(editor)
    keep(client, drop=str(SavedView.objects.get().pk))
    assert (SavedView.objects.count(), client.get(f"{LIST}views/").status_code) == (0, 405)


def test_the_list_costs_the_same_with_one_story_and_thirty(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(make_user(groups=["Editor"]))
    section, author = make_section(name="World"), make_author(name="Mara")
    counts = []
    for number in range(31):
        article = story(f"Story {number}", section=section, authors=[author])
        if number % 2:
            publishing.publish(article, by=SYSTEM)
        if number in {1, 30}:
            client.get(LIST)
            counts.append(number)
            with django_assert_num_queries(12):
                client.get(LIST)
    assert counts == [1, 30]


def act(client: Client, action: str, *articles: Article, **typed: str) -> list[str]:
    """Choose an act for stories and confirm it."""
    posted = {"action": action, "_selected_action": [article.pk for article in articles], "confirmed": "1"}
    response = client.post(LIST, posted | typed)
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_bulk_publishing_says_what_was_not_done_and_why(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    ready, lacking = story("Ready", section=make_section(name="World")), story("Lacking")
    assert act(client, "publish", ready, lacking) == [
        "1 story is published: readers see it now.",
        "Lacking: Choose the section this story stands in.",
    ]
    assert (ready.editions.count(), lacking.editions.count()) == (1, 0)


@pytest.mark.parametrize(("action", "question"), [("publish", "Publish 2 stories now?"), ("withdraw", "Withdraw 2 stories?")])
def test_publishing_and_withdrawing_several_asks_first_and_names_them(client: Client, action: str, question: str) -> None:
    client.force_login(make_user(groups=["Editor"]))
    section = make_section(name="World")
    live, ready = story("Live one", section=section), story("Ready one", section=section)
    before = publishing.publish(live, by=SYSTEM)
    response = client.post(LIST, {"action": action, "_selected_action": [live.pk, ready.pk]})
    assert response.context["title"] == question
    assert [story.headline for story in response.context["stories"]] == ["Live one", "Ready one"]
    assert (live.editions.get().live_until, live.editions.get(), ready.editions.count()) == (None, before, 0)


def test_a_withdrawal_of_several_leaves_the_notice_and_stands_in_the_history(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    article = story("Wrong", section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    assert act(client, "withdraw", article, notice="x" * 2001) == ["Ensure this value has at most 2000 characters (it has 2001)."]
    assert act(client, "withdraw", article, notice="We were\x00 wrong.") == ["Null characters are not allowed."]
    assert act(client, "withdraw", article, notice="We were wrong.")[-1] == "1 story is withdrawn."
    assert (article.editions.get().ending, article.editions.get().notice) == ("withdrawn", "We were wrong.")
    assert list(LogEntry.objects.values_list("change_message", flat=True)) == ["Withdrawn. Readers find the notice in its place."]


def test_several_stories_are_given_to_somebody_which_stands_in_their_history(client: Client) -> None:
    editor, mara = make_user(groups=["Editor"]), make_user(username="mara", first_name="Mara", last_name="Lind")
    client.force_login(editor)
    one, two = story("One"), story("Two")
    assert act(client, "assign", one, two, assignee=str(mara.pk)) == ["2 stories are with Mara Lind now."]
    assert [fresh(article).assignee for article in (one, two)] == [mara, mara]
    assert act(client, "assign", one, assignee="nobody")[-1] == "1 story is with nobody now."
    assert (fresh(one).assignee, fresh(one).version, fresh(two).assignee) == (None, one.version + 2, mara)
    gone = make_user(username="gone", is_active=False)
    for nonsense in ("", "x", "9" * 40, str(gone.pk)):
        assert act(client, "assign", two, assignee=nonsense)[-1:] == ["Choose who shall have these stories."]
    asked = client.post(LIST, {"action": "assign", "_selected_action": [one.pk, two.pk], "assignee": ""})
    assert (asked.context["title"], asked.context["stories"]) == ("Who shall have 2 stories?", [one, two])
    assert f'name="_selected_action" value="{two.pk}"' in asked.text
    told = LogEntry.objects.filter(object_id=str(one.pk)).order_by("pk").values_list("change_message", flat=True)
    assert (list(told), fresh(two).assignee) == (["Assigned to Mara Lind.", "Assigned to nobody."], mara)


def test_the_list_leads_to_deleted_drafts_for_who_may_take_them_back(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    assert 'href="/admin/articles/deleteddraft/"' in client.get(LIST).text
    client.force_login(make_user(groups=["Moderator"]))
    assert 'href="/admin/articles/deleteddraft/"' not in client.get(LIST).text


def test_authors_and_tags_are_found_by_name_number_or_part_of_a_name(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    mara, marta, ines = (make_author(name=name) for name in ("Mara Lind", "Marta Lindt", "Ines Falk"))
    year, storms = make_tag(name="2024"), make_tag(name="Storms")
    story("By Mara", authors=[mara], tags=[year])
    story("By Marta", authors=[marta], tags=[storms])
    story("By Ines", authors=[ines])
    assert listed(client, author=mara.pk) == listed(client, author="mara lind") - {"By Marta"} == {"By Mara"}
    assert listed(client, author="mar") == {"By Mara", "By Marta"}
    assert listed(client, author="nobody so called") == listed(client, author="9" * 50) == set()
    assert listed(client, tag="2024") == listed(client, tag=year.pk) == {"By Mara"}
    assert listed(client, tag="stor") == {"By Marta"}
    page = client.get(LIST, {"author": mara.pk, "stage": "draft"}).text
    assert '<strong dir="auto">Mara Lind</strong>' in page
    assert '<input type="hidden" name="stage" value="draft">' in page


def test_stories_are_kept_by_the_day_readers_first_saw_them(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    section = make_section(name="World")
    days = {
        "Last month": NOW.replace(month=2, day=20),
        "On the first": NOW.replace(day=1),
        "A week ago": NOW - 7 * DAY,
        "Six days ago": NOW - 6 * DAY,
        "Today": NOW,
    }
    for headline, moment in sorted(days.items(), key=lambda one: one[1]):
        publish(story(headline, section=section), at=moment)
    story("Never")
    schedule(story("Tomorrow", section=section), at=NOW + DAY)
    assert listed(client, published="today") == {"Today"}
    assert listed(client, published="week") == {"Today", "Six days ago"}
    assert listed(client, published="month") == {"Today", "Six days ago", "A week ago", "On the first"}
    assert listed(client, published_from="2024-03-23", published_to="2024-03-24") == {"A week ago", "Six days ago"}
    assert listed(client, published_from="2024-03-31") == {"Tomorrow"}
    assert listed(client, published_to="2024-02-29", published="today") == {"Last month"}
    everything = listed(client)
    for nonsense in ("yesterday", "2024-02-30", "0001-01-01", "9999-12-31"):
        assert listed(client, published_from=nonsense, published="nonsense") == everything
    page = client.get(LIST, {"published_from": "2024-03-23", "published_to": "2024-03-24", "stage": "draft"}).text
    assert "<strong>03/23/2024 – 03/24/2024</strong>" in page
    assert '<a href="?published=month&amp;stage=draft">' in page or '<a href="?stage=draft&amp;published=month">' in page


def test_a_reporter_has_no_bulk_publishing(client: Client) -> None:
    client.force_login(make_user(groups=["Reporter"]))
    article = story("Ready", section=make_section(name="World"))
    act(client, "publish", article)
    act(client, "withdraw", article)
    assert article.editions.count() == 0


def test_bulk_stages_and_deleting_only_what_nobody_saw(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    section = make_section(name="World")
    seen, unseen = story("Seen", section=section), story("Unseen", section=section)
    act(client, "send_to_review", seen, unseen)
    assert set(Article.objects.values_list("stage", flat=True)) == {"review"}
    publishing.publish(fresh(seen), by=SYSTEM)
    said = act(client, "delete", seen, unseen)
    assert said[-1] == "Seen: Readers have seen this story, so it cannot be deleted. Withdraw it instead."
    assert list(Article.objects.values_list("headline", flat=True)) == ["Seen"]


def test_a_draft_of_which_readers_see_every_word_is_not_called_a_draft(client: Client, in_every_state: None) -> None:
    rows = {article.headline: article for article in client.get(LIST).context["cl"].result_list}
    pills = {name: bool(desk.stage_pill(article)) for name, article in rows.items()}
    assert pills == {name: name != "live" for name in rows}
