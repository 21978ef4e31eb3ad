"""Taking comments in: who they are by, what becomes of them, and what is refused."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.look import look
from articles.models import ChangeKey
from comments import judging, reading, threads, verbs
from comments.models import Act, Comment, Mail, Person, Salt, Thread
from comments.refusals import Closed, Flood, Refused
from comments.signing import BROWSER_COOKIE, new_secret
from comments.threads import set_mode
from comments.verbs import Draft
from tests.comments.writing import form, known, make_person, new_writer, say, set_rules, story
from tests.factories import DAY, MINUTE, NOW, make_user, set_clock

pytestmark = pytest.mark.django_db
State = Comment.State


def raised(article_id: int) -> int:
    return ChangeKey.objects.filter(name=f"comments:{article_id}").values_list("changed", flat=True).first() or 0


# What becomes of a comment


def test_comment_is_live_counted_logged_and_raises_the_page(article_id: int) -> None:
    before = raised(article_id)
    comment = say(article_id, "The gate was open.")
    assert (comment.state, comment.shown, Thread.objects.get().live_count) == ("live", True, 1)
    assert raised(article_id) > before
    assert list(Act.objects.values_list("verb", "became", "comment")) == [("post", "live", comment.pk)]
    assert Person.objects.get().approved == 1


@pytest.mark.parametrize("count", [1, 30])
def test_accepting_takes_the_same_statements_however_many_there_are(article_id: int, count: int, client: Client) -> None:
    secret = known(make_person(trust="trusted"))[1]
    for number in range(count):
        say(article_id, f"Words that stand here already, number {number}.")
    client.cookies[BROWSER_COOKIE] = secret
    look.now()
    with CaptureQueriesContext(connection) as asked:
        response = client.post(
            f"/comments/story/{article_id}/write/", form(article_id, name=None, email=None, text="The gate was open the whole night.")
        )
    assert response.status_code == 303
    statements = [one["sql"].split()[0] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    found = {word: statements.count(word) for word in dict.fromkeys(statements)}
    on_postgresql = {"SELECT": 5, "INSERT": 1, "WITH": 1, "SET": 1}  # its rows are one statement, the change another
    assert found == (on_postgresql if connection.vendor == "postgresql" else {"SELECT": 5, "INSERT": 4, "WITH": 3})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes the index by its statistics, which a small table has not")
def test_sqlite_finds_threads_and_repeated_words_by_their_indexes(article_id: int) -> None:
    plans = {
        "comment_by_time": reading._ordered(article_id, "newest").values("pk")[:20],
        "comment_by_likes": reading._ordered(article_id, "liked").values("pk")[:20],
        "comment_repeats": judging._same_words("f" * 64, NOW),
        "comment_reported": Comment.objects.queued().filter(open_reports__gt=0).order_by("queued_at", "pk"),
        "comment_queue_of_story": Comment.objects.queued().filter(article_id=article_id, state="waiting"),
    }
    assert [name for name, rows in plans.items() if name not in rows.explain()] == []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {threads._SQL.format(articles='1')}", [NOW, NOW])
        assert [row[3] for row in cursor.fetchall() if "said" in row[3]] == ["SEARCH said USING INDEX comment_picked (article_id=?)"]


def test_what_waits_changes_no_page_readers_see(article_id: int) -> None:
    set_rules(moderation="before")
    before = raised(article_id)
    comment = say(article_id)
    assert (comment.state, comment.shown, comment.reasons, comment.queued_at) == ("waiting", False, ["all"], NOW)
    assert (raised(article_id), Thread.objects.get().live_count) == (before, 0)


def test_trust_is_earned_by_approved_comments_and_lost_by_rejected_ones(article_id: int) -> None:
    set_rules(moderation="trust", trusted_after=2)
    states = {}
    for approved, rejected in ((0, 0), (1, 0), (2, 0), (2, 1), (8, 2)):
        person = make_person(approved=approved, rejected=rejected)
        states[approved, rejected] = say(article_id, writer=known(person)[0]).state
    assert states == {(0, 0): "waiting", (1, 0): "waiting", (2, 0): "live", (2, 1): "waiting", (8, 2): "live"}


@pytest.mark.parametrize(("trust", "expected"), [("trusted", "live"), ("watched", "waiting"), ("", "waiting")])
def test_moderators_set_trust_by_hand(article_id: int, trust: str, expected: str) -> None:
    set_rules(moderation="trust")
    assert say(article_id, writer=known(make_person(trust=trust))[0]).state == expected


def test_somebody_new_waits_for_their_own_confirmation_and_nobody_else(article_id: int) -> None:
    posted = verbs.post(Draft(article_id, "The gate was open.", name="Hanna", email="Hanna@Example.org"), new_writer())
    assert (posted.comment.state, posted.comment.queued_at, Mail.objects.get().to) == ("unconfirmed", None, "Hanna@Example.org")
    assert posted.writer.browser is not None
    (brought,) = verbs.confirm(posted.writer.browser.pk)
    assert (brought.state, Thread.objects.get().live_count) == ("live", 1)
    assert verbs.confirm(posted.writer.browser.pk) == []


def test_address_finds_the_same_person_however_it_is_capitalised(article_id: int) -> None:
    for email in ("a@example.org", "A@EXAMPLE.org"):
        verbs.post(Draft(article_id, f"Words by {email}.", name="A", email=email), new_writer())
    assert Person.objects.count() == 1


def test_comment_confirmed_after_the_story_closed_is_not_accepted(article_id: int) -> None:
    posted = verbs.post(Draft(article_id, "The gate was open.", name="Hanna", email="h@example.org"), new_writer())
    set_mode(article_id, "closed")
    assert posted.writer.browser is not None
    (kept,) = verbs.confirm(posted.writer.browser.pk)
    assert (kept.state, kept.text, Thread.objects.get().live_count) == ("unconfirmed", "The gate was open.", 0)


def test_mail_goes_out_after_the_commit_and_is_forgotten(article_id: int, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        verbs.post(Draft(article_id, "The gate was open.", name="Hanna", email="h@example.org"), new_writer())
    assert ([message.to for message in mail.outbox], Mail.objects.count()) == ([["h@example.org"]], 0)


def test_mail_that_fails_is_kept_and_sent_by_the_command(article_id: int, django_capture_on_commit_callbacks: Any, settings: Any) -> None:
    from comments.mails import send_owed

    good, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.comments.broken_mail.Backend"
    with django_capture_on_commit_callbacks(execute=True):
        posted = verbs.post(Draft(article_id, "The gate was open.", name="Hanna", email="h@example.org"), new_writer())
    owed = Mail.objects.get()
    assert (posted.comment.state, owed.tries, owed.error) == ("unconfirmed", 1, "no mail server today")
    settings.EMAIL_BACKEND = good
    assert (send_owed(at=NOW), len(mail.outbox)) == ((1, 0), 1)


# Replies


def test_reply_stands_under_the_comment_the_thread_began_with(article_id: int) -> None:
    root = say(article_id)
    reply = say(article_id, parent=root)
    deeper = say(article_id, parent=reply)
    assert (reply.root_id, deeper.root_id, deeper.parent_id) == (root.pk, root.pk, reply.pk)


@pytest.mark.parametrize("fate", ["other story", "waiting", "rejected", "deleted", "none"])
def test_reply_to_what_readers_do_not_see_is_refused(article_id: int, fate: str) -> None:
    writer, _ = known()
    parent = say(story().article_id if fate == "other story" else article_id, writer=writer)
    if fate in {"waiting", "rejected"}:
        Comment.objects.filter(pk=parent.pk).update(state=fate, queued_at=NOW)
    if fate == "deleted":
        verbs.delete_own(parent.pk, writer)
    parent_id = 2**40 if fate == "none" else parent.pk
    with pytest.raises(Refused, match="not there any more"):
        verbs.post(Draft(article_id, "A reply.", parent_id=parent_id), known()[0])


def test_whoever_asked_is_told_of_a_reply_once_it_is_live_and_can_stop_with_one_click(
    article_id: int, django_capture_on_commit_callbacks: Any
) -> None:
    root = say(article_id, wants_replies=True)
    with django_capture_on_commit_callbacks(execute=True):
        reply = say(article_id, "I saw it too.", parent=root)
        say(article_id, parent=reply)
    (message,) = mail.outbox
    assert root.person is not None
    assert message.to == [root.person.email]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].startswith("<http")
    verbs.stop_mails(root.person.pk)
    say(article_id, parent=root)
    assert Mail.objects.count() == 0


# What is refused


@pytest.mark.parametrize("words", ["", "   \n ", "\u200b\u200d\u2060", "\u3164", "\0\0"])
def test_nothing_is_refused_in_words(article_id: int, words: str) -> None:
    with pytest.raises(Refused, match="Write something first"):
        verbs.post(Draft(article_id, words), known()[0])


def test_too_long_a_comment_says_how_long_it_is(article_id: int) -> None:
    with pytest.raises(Refused, match="3,001 characters; at most 3,000"):
        verbs.post(Draft(article_id, "x" * 3001), known()[0])


def test_the_same_form_posts_once_however_often_it_is_sent(article_id: int) -> None:
    writer, _ = known()
    draft = Draft(article_id, "The gate was open.", nonce="nonce")
    first = verbs.post(draft, writer).comment
    again = [verbs.post(draft, writer) for _ in range(20)]
    assert ({posted.comment.pk for posted in again}, all(posted.was_there for posted in again)) == ({first.pk}, True)
    assert Comment.objects.count() == 1


def test_the_same_words_twice_under_one_story_are_refused(article_id: int) -> None:
    writer, _ = known()
    say(article_id, "The gate was open last night.", writer=writer)
    with pytest.raises(Refused, match="already"):
        say(article_id, "the GATE was open, last night!", writer=writer)
    set_clock(NOW + 2 * DAY)
    say(article_id, "The gate was open last night.", writer=writer)


def test_the_same_words_by_many_people_wait(article_id: int) -> None:
    states = [say(article_id, "Buy the best watches from us, today only!").state for _ in range(4)]
    assert states == ["live", "live", "live", "waiting"]


def test_flood_of_one_person_and_of_one_address_is_refused(article_id: int) -> None:
    set_rules(most_per_person=3, most_per_address=5)
    writer, _ = known()
    for _ in range(3):
        say(article_id, writer=writer)
    with pytest.raises(Flood):
        say(article_id, writer=writer)
    say(article_id)
    with pytest.raises(Flood):
        say(article_id)
    set_clock(NOW + 11 * MINUTE)
    say(article_id, writer=writer)


def test_address_is_kept_as_a_fingerprint_whose_key_changes_daily(article_id: int) -> None:
    writer, _ = known()
    one = say(article_id, writer=writer)
    set_clock(NOW + DAY)
    other = say(article_id, writer=writer)
    assert (len(one.origin), one.origin != other.origin, Salt.objects.count()) == (64, True, 2)
    assert "192.0.2.7" not in str(list(Comment.objects.values()))


def test_banned_person_is_told_why_and_until_when(article_id: int) -> None:
    writer, _ = known()
    assert writer.person is not None
    ban = verbs.ban(writer.person.pk, by=None, reason="Insults.", until=NOW + DAY)
    with pytest.raises(Refused, match=r"Until .*31.*Insults\."):
        say(article_id, writer=writer)
    verbs.lift(ban.pk, by=None)
    set_clock(NOW + MINUTE)
    assert say(article_id, writer=writer).state == "live"
    assert [act.verb for act in Act.objects.filter(person=writer.person, comment=None)] == ["lift", "ban"]


def test_ban_ends_by_itself(article_id: int) -> None:
    writer, _ = known()
    assert writer.person is not None
    verbs.ban(writer.person.pk, by=None, reason="Insults.", until=NOW + MINUTE)
    set_clock(NOW + MINUTE)
    assert say(article_id, writer=writer).state == "live"


def test_links_of_somebody_new_and_many_links_wait(article_id: int) -> None:
    set_rules(most_links=1, moderation="after")
    trusted = make_person(trust="trusted")
    assert say(article_id, "See https://example.org/a now").reasons == ["new_link"]
    assert say(article_id, "See https://example.org/b now", writer=known(trusted)[0]).state == "live"
    assert say(article_id, "https://example.org/c and https://example.org/d", writer=known(trusted)[0]).reasons == ["links"]


def test_words_are_refused_or_wait(article_id: int) -> None:
    set_rules(banned_words="scum", suspect_words="traitor*")
    with pytest.raises(Refused, match="“sсum” is not printed here"):  # with a Cyrillic letter
        say(article_id, "You sсum")
    assert say(article_id, "All traitors.").reasons == ["suspect"]
    assert say(article_id, "The people of Scumthorpe disagree.").state == "live"


def test_trap_makes_spam_that_is_not_lost(article_id: int) -> None:
    comment = say(article_id, fell_for_trap=True)
    assert (comment.state, comment.shown, comment.reasons, comment.queued_at) == ("spam", False, ["trap"], None)


# Accounts, closing


def test_staff_write_under_their_badge_and_are_not_asked_for_an_address(article_id: int) -> None:
    from comments.people import writer_of

    set_rules(moderation="before")
    user = make_user(first_name="Daniel", last_name="Okafor")
    comment = say(article_id, writer=writer_of(secret="", user=user))
    assert (comment.name, comment.badge, comment.state) == ("Daniel Okafor", "staff", "live")


def test_author_of_the_story_has_a_badge_of_their_own() -> None:
    from comments.people import writer_of
    from tests.factories import make_author

    set_rules()
    user = make_user()
    article_id = story(authors=[make_author(name="Daniel Okafor", user=user)]).article_id
    assert say(article_id, writer=writer_of(secret="", user=user)).badge == "author"


def test_site_may_ask_for_accounts(article_id: int) -> None:
    set_rules(writers="accounts")
    with pytest.raises(Refused, match="Sign in"):
        verbs.post(Draft(article_id, "Words.", name="A", email="a@example.org"), new_writer())


def test_closed_between_form_and_post(article_id: int) -> None:
    writer, _ = known()
    comment = say(article_id, writer=writer)
    set_mode(article_id, "closed")
    for act in (
        lambda: say(article_id, writer=writer),
        lambda: say(article_id, parent=comment),
        lambda: verbs.edit(comment.pk, "Changed.", writer),
        lambda: verbs.like(comment.pk, secret=new_secret(), address="192.0.2.1"),
    ):
        with pytest.raises(Closed, match="Comments are closed"):
            act()
    assert Comment.objects.count() == 1
