"""The moderators' queue: fast, by whoever may, never the same for two, and every decision can be taken back."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comments import desk, queue, verbs
from comments.models import Act, Comment, Mail, Person, Report, SectionRules, Thread
from comments.refusals import NotThere, TakenByOther
from comments.signing import new_secret
from comments.threads import set_mode
from comments.verbs.answering import Notice
from tests.comments.writing import known, make_person, say, set_rules, story
from tests.factories import MINUTE, NOW, make_section, make_user, set_clock

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def article_id() -> int:
    set_rules(moderation="before")
    return story().article_id


def moderator() -> Any:
    return make_user(groups=["Moderator"])


def fill(article_id: int, count: int) -> None:
    rows = [
        Comment(
            article_id=article_id, person=make_person(), name="A", text=f"Words {number}", state="waiting", queued_at=NOW, created_at=NOW
        )
        for number in range(count)
    ]
    Comment.objects.bulk_create(rows)


# Decisions


@pytest.mark.parametrize(
    ("decision", "state", "featured", "live", "record"),
    [
        ("approve", "live", False, 1, (1, 0, 0)),
        ("feature", "live", True, 1, (1, 0, 0)),
        ("reject", "rejected", False, 0, (0, 1, 0)),
        ("spam", "spam", False, 0, (0, 0, 1)),
    ],
)
def test_decision_moves_counts_and_is_logged_and_undo_gives_all_back(
    article_id: int, decision: str, state: str, featured: bool, live: int, record: tuple[int, int, int]
) -> None:
    comment, by = say(article_id), moderator()
    set_clock(NOW + MINUTE)
    act = verbs.decide(comment.pk, decision, by=by, why="Because.", seen="waiting")
    comment.refresh_from_db()
    assert (comment.state, comment.featured, comment.queued_at, Thread.objects.get().live_count) == (state, featured, None, live)
    assert Person.objects.values_list("approved", "rejected", "spam").get() == record
    assert (act.verb, act.was, act.became, act.why, act.by, act.waited_s) == (decision, "waiting", state, "Because.", by, 60)
    verbs.undo(act.pk, by=by)
    comment.refresh_from_db()
    assert (comment.state, comment.featured, comment.queued_at, comment.reasons) == ("waiting", False, NOW, ["all"])
    assert (Thread.objects.get().live_count, Person.objects.values_list("approved", "rejected", "spam").get()) == (0, (0, 0, 0))


def test_what_appears_at_once_is_read_afterwards(article_id: int) -> None:
    set_rules(moderation="after")
    comment = say(article_id)
    assert (comment.state, comment.queued_at, comment.reasons) == ("live", NOW, ["after"])
    verbs.decide(comment.pk, "approve", by=moderator())
    comment.refresh_from_db()
    assert (comment.state, comment.queued_at, Person.objects.get().approved, Thread.objects.get().live_count) == ("live", None, 1, 1)


def test_report_is_answered_when_it_is_decided(article_id: int) -> None:
    set_rules(moderation="after")
    comment = say(article_id)
    notice = Notice("illegal", "Libel.", "A. Reader", "a@example.org", in_good_faith=True)
    verbs.report(comment.pk, notice, secret=new_secret(), address="192.0.2.1")
    Mail.objects.all().delete()
    verbs.decide(comment.pk, "reject", by=moderator(), why="Libel.")
    report = Report.objects.get()
    assert (report.outcome, report.decided_at) == ("removed", NOW)
    assert comment.person is not None
    assert set(Mail.objects.values_list("to", flat=True)) == {"a@example.org", comment.person.email}
    assert "The comment was removed" in Mail.objects.get(to="a@example.org").text


@pytest.mark.parametrize(
    ("rules", "reported", "decision", "told"),
    [
        ({"moderation": "after"}, False, "reject", "Nobody had reported it:"),
        ({"moderation": "after"}, True, "reject", "After a reader's notice"),
        ({"moderation": "after", "reports_hide_at": 1}, True, "reject", "After a reader's notice"),  # it waits, hidden by then
        ({"moderation": "after"}, True, "spam", "After a reader's notice"),
        ({"moderation": "after"}, False, "spam", ""),  # the law asks no reasons where advertising goes
        ({"moderation": "after"}, True, "approve", ""),
        ({"moderation": "before"}, False, "reject", ""),  # readers never saw it
    ],
)
def test_writer_is_told_why_readers_see_a_comment_no_more(
    article_id: int, rules: dict[str, Any], reported: bool, decision: str, told: str
) -> None:
    set_rules(**rules)
    comment = say(article_id)
    assert comment.person is not None
    if reported:
        verbs.report(comment.pk, Notice("abuse"), secret=new_secret(), address="192.0.2.1")
    verbs.decide(comment.pk, decision, by=moderator(), why="It names a child.")
    mails = list(Mail.objects.filter(to=comment.person.email).values_list("text", flat=True))
    assert [(told in mail, "Why: It names a child." in mail, comment.text in mail) for mail in mails] == [(True, True, True)] * bool(told)


def test_removal_without_a_reason_points_to_the_rules(article_id: int) -> None:
    set_rules(moderation="after")
    verbs.decide(say(article_id).pk, "reject", by=moderator())
    assert "Why: it does not keep to the rules of this page." in Mail.objects.get().text


def test_pause_ends_by_itself_when_all_has_been_read(article_id: int) -> None:
    comments, by = [say(article_id), say(article_id)], moderator()
    set_mode(article_id, "paused")
    modes = []
    for comment in comments:
        verbs.decide(comment.pk, "approve", by=by)
        modes.append(Thread.objects.get().mode)
    assert modes == ["paused", "default"]


def test_undo_is_ones_own_and_not_over_what_came_after(article_id: int) -> None:
    comment, one, other = say(article_id), moderator(), moderator()
    act = verbs.decide(comment.pk, "reject", by=one)
    with pytest.raises(NotThere):
        verbs.undo(act.pk, by=other)
    verbs.decide(comment.pk, "approve", by=other)
    with pytest.raises(TakenByOther):
        verbs.undo(act.pk, by=one)


# Several moderators


def test_two_moderators_are_handed_different_comments_until_a_claim_ends(article_id: int) -> None:
    fill(article_id, 30)
    one, other = moderator(), moderator()
    first = [item.comment.pk for item in queue.step(one, at=NOW)]
    second = [item.comment.pk for item in queue.step(other, at=NOW)]
    assert (len(first), len(second), set(first) & set(second)) == (20, 10, set())
    assert [item.comment.pk for item in queue.step(one, at=NOW + MINUTE)] == first
    assert [item.comment.pk for item in queue.step(other, at=NOW + 10 * MINUTE)] == first


def test_whoever_finds_the_queue_taken_is_told_who_has_it_and_since_when(article_id: int, client: Client) -> None:
    fill(article_id, 3)
    one, other = moderator(), moderator()
    one.first_name, one.last_name = "Mara", "Lindqvist"
    one.save()
    queue.step(one, at=NOW)
    queue.step(one, at=NOW + 2 * MINUTE)  # goes on with the same ones: they are hers since the first
    set_clock(NOW + 3 * MINUTE)
    assert queue.others_at_it(one, at=NOW + 3 * MINUTE) == []
    assert queue.others_at_it(other, at=NOW + 3 * MINUTE) == [queue.AtIt(one, NOW, 3)]
    client.force_login(other)
    page = client.get(QUEUE).content.decode()
    assert ("Others are at it" in page, "Mara Lindqvist" in page, "3 comments, taken" in page, NOW.isoformat() in page) == (True,) * 4
    with pytest.raises(TakenByOther, match="Mara Lindqvist is looking at this one"):
        verbs.decide(Comment.objects.earliest("pk").pk, "approve", by=other)
    set_clock(NOW + 20 * MINUTE)
    assert queue.others_at_it(other, at=NOW + 20 * MINUTE) == []
    assert "Nothing of this kind waits" in client.get(f"{QUEUE}?show=reported").content.decode()


def test_nobody_decides_on_what_somebody_else_has_or_has_decided(article_id: int) -> None:
    comment, one, other = say(article_id), moderator(), moderator()
    queue.step(one, at=NOW)
    with pytest.raises(TakenByOther, match="is looking at this one"):
        verbs.decide(comment.pk, "reject", by=other)
    verbs.decide(comment.pk, "approve", by=one, seen="waiting")
    with pytest.raises(TakenByOther, match="decided already"):
        verbs.decide(comment.pk, "reject", by=other, seen="waiting")
    assert list(Act.objects.filter(by__isnull=False).values_list("verb", flat=True)) == ["approve"]


def test_section_with_moderators_of_its_own_is_theirs(article_id: int) -> None:
    section = make_section(name="Sport")
    comment, general = say(story(section=section).article_id), say(article_id)
    chosen, other = moderator(), moderator()
    SectionRules.objects.create(section=section).moderators.add(chosen)
    set_rules(moderation="before")
    assert [item.comment.pk for item in queue.step(other, at=NOW)] == [general.pk]
    assert (desk.waiting_count(chosen), desk.waiting_count(other), desk.waiting_count(make_user())) == (2, 1, 0)
    with pytest.raises(NotThere):
        verbs.decide(comment.pk, "approve", by=other)
    verbs.decide(comment.pk, "approve", by=chosen)


# Screens


def decide(client: Client, comment: Comment, decision: str, **headers: str) -> Any:
    return client.post(reverse("admin:comments_decide", args=[comment.pk]), {"decision": decision, "seen": "waiting"}, headers=headers)


def test_queue_works_as_plain_forms(article_id: int, client: Client) -> None:
    comment = say(article_id, "The gate was open.")
    client.force_login(moderator())
    page = client.get(QUEUE).content.decode()
    assert ("The gate was open." in page, "every comment here is read first" in page) == (True, True)
    assert decide(client, comment, "approve")["Location"] == QUEUE
    act = Act.objects.get(verb="approve")
    assert f"/queue/undo/{act.pk}/" in client.get(QUEUE).content.decode()
    client.post(reverse("admin:comments_undo", args=[act.pk]))
    comment.refresh_from_db()
    assert comment.state == "waiting"


@pytest.mark.parametrize(("count", "leads_on"), [(1, False), (60, True)])
def test_queue_leads_to_the_next_ones_where_there_are_more(article_id: int, client: Client, count: int, leads_on: bool) -> None:
    fill(article_id, count)
    client.force_login(moderator())
    page = client.get(QUEUE)
    assert (page.context["waiting"] > len(page.context["items"]), "Take the next ones" in page.text) == (leads_on, leads_on)


def test_script_is_answered_with_what_happened(article_id: int, client: Client) -> None:
    comment = say(article_id)
    client.force_login(moderator())
    told = json.loads(decide(client, comment, "spam", Accept="application/json").content)
    undo = reverse("admin:comments_undo", args=[Act.objects.get(verb="spam").pk])
    assert told == {"words": "Spam", "waiting": 0, "undo": undo, "state": "spam"}
    again = decide(client, comment, "approve", Accept="application/json")
    assert (again.status_code, again.json()["words"]) == (409, "This one is decided already.")


@pytest.mark.parametrize("count", [1, 20])
def test_step_takes_the_same_queries_for_one_and_for_twenty(article_id: int, count: int, django_assert_num_queries: Any) -> None:
    user = moderator()
    fill(article_id, count)
    queue.step(user, at=NOW)
    with django_assert_num_queries(9):
        assert len(queue.step(user, at=NOW)) == count


@pytest.mark.parametrize("group", ["Reporter", "Editor", "Photo editor"])
def test_who_does_not_moderate_reaches_no_screen_of_the_queue(article_id: int, group: str, client: Client) -> None:
    comment = say(article_id)
    client.force_login(make_user(groups=[group]))
    addresses = [QUEUE, "/admin/comments/comment/statistics/", "/admin/comments/comment/", "/admin/comments/person/"]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert decide(client, comment, "approve").status_code == 403
    comment.refresh_from_db()
    assert comment.state == "waiting"


@pytest.mark.parametrize("query", ["?comment=x", "?comment=99999999999", "?show=nonsense", "?story=-1", "?story=9" + "9" * 30])
def test_nonsense_in_the_queues_address_breaks_nothing(article_id: int, query: str, client: Client) -> None:
    say(article_id)
    client.force_login(moderator())
    assert client.get(QUEUE + query).status_code == 200


def test_every_screen_of_the_desk_opens(article_id: int, client: Client) -> None:
    comment = say(article_id)
    client.force_login(moderator())
    verbs.decide(comment.pk, "approve", by=moderator())
    person = Person.objects.get()
    for address in (
        "statistics/", "", f"{comment.pk}/change/", f"../person/{person.pk}/change/", f"../person/{person.pk}/erase/", "../act/",
        "../thread/",
        "../commentsettings/1/change/", "../commentsettings/try-words/", "../sectionrules/", "../sectionrules/add/",
    ):  # fmt: skip
        client.get("/admin/comments/commentsettings/")
        assert client.get(f"/admin/comments/comment/{address}", follow=True).status_code == 200, address


def test_moderators_try_a_sentence_on_the_lists(client: Client) -> None:
    set_rules(banned_words="scum", suspect_words="traitor*")
    client.force_login(moderator())
    page = client.post("/admin/comments/commentsettings/try-words/", {"text": "You sсum, you tra1tors"}).content.decode()
    assert ("<strong>scum</strong>" in page, "<strong>traitor*</strong>" in page) == (True, True)
    page = client.post("/admin/comments/commentsettings/try-words/", {"text": "Scumthorpe"}).content.decode()
    assert "Nothing is found" in page


def test_moderator_bans_from_the_persons_page_and_the_ban_is_theirs(article_id: int, client: Client) -> None:
    person, user = make_person(), moderator()
    client.force_login(user)
    given = {
        "trust": "",
        "notes": "",
        "bans-TOTAL_FORMS": 1,
        "bans-INITIAL_FORMS": 0,
        "bans-0-reason": "Insults.",
        "bans-0-person": person.pk,
    }
    assert client.post(f"/admin/comments/person/{person.pk}/change/", given).status_code == 302
    ban = person.bans.get()
    assert (ban.reason, ban.until, ban.by, ban.begins_at) == ("Insults.", None, user, NOW)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [("2020-01-01 10:00", "A ban ends after it begins."), ("whenever", "whenever"), ("9" * 400, "9"), ("", ""), ("in 3 days", "")],
)
def test_end_of_a_ban_is_said_as_people_say_it_and_nonsense_is_refused(until: str, sentence: str, client: Client) -> None:
    person = make_person()
    client.force_login(moderator())
    given = {
        "trust": "",
        "notes": "",
        "bans-TOTAL_FORMS": 1,
        "bans-INITIAL_FORMS": 0,
        "bans-0-reason": "Insults.",
        "bans-0-person": person.pk,
    }
    response = client.post(f"/admin/comments/person/{person.pk}/change/", {**given, "bans-0-until": until})
    assert (response.status_code, person.bans.count()) == ((200, 0) if sentence else (302, 1))
    assert sentence in response.content.decode()


# Data of a person


def test_person_is_exported_and_erased_and_replies_of_others_stay(article_id: int, client: Client) -> None:
    set_rules()
    (writer, _), (other, _) = known(make_person(name="Hanna", email="hanna@example.org")), known(make_person(name="Ben"))
    assert writer.person is not None
    root = say(article_id, "Hanna's words.", writer=writer)
    reply = say(article_id, parent=root, writer=other)
    user = moderator()
    client.force_login(user)
    data = client.get(f"/admin/comments/person/{writer.person.pk}/data/").json()
    assert (data["email"], [one["text"] for one in data["comments"]]) == ("hanna@example.org", ["Hanna's words."])
    client.post(f"/admin/comments/person/{writer.person.pk}/erase/", {"why": "Asked."})
    root.refresh_from_db()
    assert (root.text, root.html, root.name, root.person, root.state, root.shown) == ("", "", "", None, "deleted", True)
    assert Comment.objects.get(pk=reply.pk).state == "live"
    kept = str([list(model.objects.values()) for model in (Person, Comment, Act)])
    assert ("Hanna" in kept, "hanna@" in kept) == (False, False)


def test_statistics_and_digest_say_what_waits(article_id: int) -> None:
    set_rules(moderation="before", digest_to="desk@example.org")
    one, _two = say(article_id), say(article_id)
    set_clock(NOW + MINUTE)
    verbs.decide(one.pk, "approve", by=moderator())
    found = desk.statistics(at=NOW + MINUTE)
    assert (found.waiting, found.median_s, found.oldest_at) == (1, 60, NOW)
    assert [(day.written, day.approved) for day in found.days] == [(2, 1)]
    assert (desk.send_digest(at=NOW), Mail.objects.get().subject) == (1, "1 comment waits in Newsroom")
