"""What people do with comments that stand: change or delete their own, like, report."""

import pytest

from comments import verbs
from comments.models import Comment, Like, Mail, Thread
from comments.people import Writer
from comments.refusals import NotThere, Refused
from comments.signing import new_secret
from comments.threads import set_mode
from comments.verbs.answering import Notice
from tests.comments.writing import known, new_writer, say, set_rules
from tests.factories import MINUTE, NOW, set_clock

pytestmark = pytest.mark.django_db

# One's own


def test_own_comment_can_be_changed_for_some_minutes(article_id: int) -> None:
    writer, _ = known()
    comment = say(article_id, writer=writer)
    set_clock(NOW + 5 * MINUTE)
    changed = verbs.edit(comment.pk, "Better words.", writer)
    assert (changed.text, changed.html, changed.state, changed.edited_at) == (
        "Better words.", '<p dir="auto">Better words.</p>', "live", NOW + 5 * MINUTE,
    )  # fmt: skip
    set_clock(NOW + 11 * MINUTE)
    with pytest.raises(Refused, match="is over"):
        verbs.edit(comment.pk, "Too late.", writer)


def test_change_is_judged_like_the_first_words(article_id: int) -> None:
    set_rules(banned_words="scum", suspect_words="traitor")
    writer, _ = known()
    comment = say(article_id, writer=writer)
    with pytest.raises(Refused):
        verbs.edit(comment.pk, "You scum", writer)
    changed = verbs.edit(comment.pk, "You traitor", writer)
    assert (changed.state, changed.reasons, changed.shown, Thread.objects.get().live_count) == ("waiting", ["suspect", "edited"], False, 0)


def test_nobody_changes_or_deletes_what_others_wrote(article_id: int) -> None:
    comment = say(article_id)
    for writer in (known()[0], new_writer(), Writer()):
        with pytest.raises(NotThere):
            verbs.edit(comment.pk, "Mine now.", writer)
        with pytest.raises(NotThere):
            verbs.delete_own(comment.pk, writer)
    assert Comment.objects.get().text == comment.text


def test_deleted_comment_loses_its_words_and_leaves_its_place_only_with_replies(article_id: int) -> None:
    (one, _), (two, _) = known(), known()
    root, alone = say(article_id, writer=one), say(article_id, writer=one)
    reply = say(article_id, parent=root, writer=two)
    for comment in (root, alone):
        verbs.delete_own(comment.pk, one)
    assert list(Comment.objects.order_by("pk").values_list("text", "state", "shown")) == [
        ("", "deleted", True), ("", "deleted", False), (reply.text, "live", True),
    ]  # fmt: skip
    assert Thread.objects.get().live_count == 1
    verbs.delete_own(reply.pk, two)
    assert list(Comment.objects.filter(shown=True)) == []


# Likes, reports


def test_like_counts_once_a_browser_and_can_be_taken_back(article_id: int) -> None:
    comment = say(article_id)
    secrets = [new_secret(), new_secret()]
    counted = [verbs.like(comment.pk, secret=secret, address="192.0.2.1") for secret in (*secrets, *secrets)]
    assert counted == [1, 2, 2, 2]
    assert verbs.like(comment.pk, secret=secrets[0], address="192.0.2.1", liked=False) == 1
    assert verbs.like(comment.pk, secret=secrets[0], address="192.0.2.1", liked=False) == 1


def test_likes_of_one_browser_cannot_be_joined(article_id: int) -> None:
    secret = new_secret()
    for comment in (say(article_id), say(article_id)):
        verbs.like(comment.pk, secret=secret, address="192.0.2.1")
    assert len(set(Like.objects.values_list("mark", flat=True))) == 2


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (Notice("nonsense"), "what is wrong"),
        (Notice("illegal"), "Explain why"),
        (Notice("illegal", "Libel.", in_good_faith=True), "name"),
        (Notice("illegal", "Libel.", "A. Reader", "a@", in_good_faith=True), "after the @"),
        (Notice("illegal", "Libel.", "A. Reader", "a@example.org"), "good faith"),
    ],
)
def test_notice_of_illegal_content_holds_what_the_law_asks(article_id: int, notice: Notice, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        verbs.report(say(article_id).pk, notice, secret=new_secret(), address="192.0.2.1")


def test_report_queues_the_comment_confirms_receipt_and_counts_once_a_browser(article_id: int) -> None:
    comment, secret = say(article_id), new_secret()
    set_mode(article_id, "closed")
    notice = Notice("illegal", "Libel.", "A. Reader", "a@example.org", in_good_faith=True)
    for _ in range(2):
        verbs.report(comment.pk, notice, secret=secret, address="192.0.2.1")
    comment.refresh_from_db()
    assert (comment.state, comment.open_reports, comment.queued_at, comment.reasons) == ("live", 1, NOW, ["after", "reported"])
    assert list(Mail.objects.values_list("to", flat=True)) == ["a@example.org"]


def test_enough_reports_hide_a_comment_until_somebody_has_looked(article_id: int) -> None:
    set_rules(reports_hide_at=2)
    comment = say(article_id)
    for _ in range(2):
        verbs.report(comment.pk, Notice("abuse"), secret=new_secret(), address="192.0.2.1")
    comment.refresh_from_db()
    assert (comment.state, comment.shown, Thread.objects.get().live_count) == ("waiting", False, 0)
