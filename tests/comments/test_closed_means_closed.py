"""Every path on which words could reach a story, against every story that takes none: nothing gets in, nothing breaks, nothing is lost."""

import html
import io
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from comments import verbs
from comments.interchange import CommentImporter
from comments.models import Comment, Like, SectionRules, Thread
from comments.people import Writer, key_of
from comments.refusals import Refused
from comments.signing import BROWSER_COOKIE, new_secret
from comments.threads import set_mode
from comments.verbs import Draft
from tests.comments.writing import form, known, say, set_rules, stamp, story
from tests.factories import DAY, MINUTE, NOW, make_article, make_section, publish, schedule, set_clock, withdraw

pytestmark = pytest.mark.django_db


class Scene:
    """A story with a comment, a reader who is known, and one whose comment is not confirmed yet: all made while it was open."""

    def __init__(self, article_id: int) -> None:
        self.article_id = article_id
        self.writer, self.secret = known()
        self.comment = say(article_id, "Before.", writer=self.writer)
        newcomer = Writer(key=key_of(new_secret()))
        self.held = verbs.post(Draft(article_id, "Held.", name="New", email="new@example.org"), newcomer)
        self.client = Client()
        self.client.cookies[BROWSER_COOKIE] = self.secret
        self.form = form(article_id, name=None, email=None, text="After.")

    def page(self, address: str, **given: Any) -> int:
        return int(self.client.post(address, given).status_code)

    def post_form(self) -> int:
        return self.page(f"/comments/story/{self.article_id}/write/", **self.form)

    def post_fragment(self) -> int:
        address = f"/comments/story/{self.article_id}/write/"
        return int(self.client.post(address, self.form, headers={"X-Fragment": "1"}).status_code)

    def post_reply(self) -> int:
        return self.page(f"/comments/story/{self.article_id}/write/", **{**self.form, "reply": self.comment.pk})

    def post_as_newcomer(self) -> int:
        given = form(self.article_id, text="After.", stamp=stamp(self.article_id))
        return int(Client().post(f"/comments/story/{self.article_id}/write/", given).status_code)

    def edit(self) -> int:
        return self.page(f"/comments/{self.comment.pk}/edit/", text="After.")

    def like(self) -> int:
        return self.page(f"/comments/{self.comment.pk}/like/")

    def confirm(self) -> int:
        browser = self.held.writer.browser
        assert browser is not None
        verbs.confirm(browser.pk)
        return 403

    def call_the_verb(self) -> int:
        try:
            verbs.post(Draft(self.article_id, "After."), self.writer)
        except Refused as refusal:
            return refusal.status
        return 200

    def take_in(self) -> int:
        line = f'{{"ref": "a", "story": "{self.path}", "text": "After.", "state": "live", "created_at": "2020-01-01", "name": "A"}}'
        importer = CommentImporter("newsroom", tell=lambda _: None, progress=lambda _: None)
        importer.run(io.BytesIO(line.encode()))
        return 403 if importer.counts["refused"] else 200

    @property
    def path(self) -> str:
        return str(self.comment.article.editions.order_by("-live_from").values_list("path", flat=True)[0])


def close(article_id: int) -> None:
    set_mode(article_id, "closed")


def hide(article_id: int) -> None:
    set_mode(article_id, "hidden")


def pause(article_id: int) -> None:
    set_mode(article_id, "paused")


def close_site(article_id: int) -> None:
    set_rules(open_by_default=False)


def close_section(article_id: int) -> None:
    SectionRules.objects.create(section_id=Article.objects.values_list("section_id", flat=True).get(pk=article_id), taking="closed")
    set_rules()  # raises the rules, as the section's own form does


def hide_section(article_id: int) -> None:
    SectionRules.objects.create(section_id=Article.objects.values_list("section_id", flat=True).get(pk=article_id), taking="hidden")
    set_rules()


def grow_old(article_id: int) -> None:
    set_rules(close_after_days=1)
    set_clock(NOW + DAY)


def take_back(article_id: int) -> None:
    withdraw(Comment.objects.filter(article=article_id)[0].article, at=NOW + MINUTE)


def wait_for_its_moment(article_id: int) -> None:
    """Move readers before the story's first moment: for them it is not there yet."""
    from articles.models import Edition

    Edition.objects.filter(article_id=article_id).update(live_from=NOW + DAY, published_at=NOW + DAY, placed_at=NOW - DAY)


FATES: list[Callable[[int], None]] = [
    close, hide, pause, close_site, close_section, hide_section, grow_old, take_back, wait_for_its_moment,
]  # fmt: skip
WAYS = ["post_form", "post_fragment", "post_reply", "post_as_newcomer", "edit", "like", "confirm", "call_the_verb", "take_in"]


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("way", WAYS)
def test_nothing_gets_in(way: str, fate: Callable[[int], None]) -> None:
    set_rules()
    scene = Scene(story().article_id)
    fate(scene.article_id)
    assert getattr(scene, way)() in {403, 404, 422}
    assert list(Comment.objects.order_by("pk").values_list("text", "state")) == [("Before.", "live"), ("Held.", "unconfirmed")]
    assert (Like.objects.count(), Thread.objects.get().live_count) == (0, 1)


@pytest.mark.parametrize("way", WAYS)
def test_everything_gets_in_while_it_is_open(way: str) -> None:
    """The same ways, so that the table above says something."""
    set_rules()
    scene = Scene(story().article_id)
    getattr(scene, way)()
    changed = list(Comment.objects.order_by("pk").values_list("text", "state")) != [("Before.", "live"), ("Held.", "unconfirmed")]
    assert changed or Like.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_story_nobody_has_seen_answers_like_one_that_is_not_there(state: str) -> None:
    set_rules()
    article = make_article(section=make_section(name="World"))
    if state == "scheduled":
        schedule(article, at=NOW + DAY)
    client = Client()
    for address in ("/comments/story/{}/", "/comments/story/{}/feed.xml", "/comments/story/{}/write/"):
        answers = [client.get(address.format(pk)) for pk in (article.pk, 999_999)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert client.post(f"/comments/story/{article.pk}/write/", form(article.pk)).status_code == 403
    assert not Thread.objects.exists()
    if state == "draft":
        publish(article, at=NOW)
        assert client.get(f"/comments/story/{article.pk}/").status_code == 200


# Hostile input

BIDI = "".join(map(chr, [0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x202C, 0x2069]))


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("<script>alert(1)</script>", "live"),
        (f"{BIDI}abc שלום العربية", "live"),
        ("Z" + "\u0335\u0322\u0328" * 400, "live"),
        ("a.co " * 590, "waiting"),
        ("😀", "live"),
        ("%s %d {0} {{ x }} {% y %}", "live"),
        ("<p " * 990, "live"),
        ("&" * 3000, "live"),
        ("\r\n" * 1400 + "x", "live"),
        ("> " * 1400 + "x", "live"),
    ],
)  # fmt: skip
def test_whatever_is_typed_is_drawn_as_words(typed: str, becomes: str) -> None:
    set_rules()
    article_id = story().article_id
    client = Client()
    client.cookies[BROWSER_COOKIE] = known()[1]
    assert client.post(f"/comments/story/{article_id}/write/", form(article_id, name=None, email=None, text=typed)).status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, "<script" in comment.html, any(mark in comment.text for mark in BIDI)) == (becomes, False, False)
    assert client.get(f"/comments/{comment.pk}/").status_code == (200 if becomes == "live" else 404)
    assert client.get("/comments/mine/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 1_000_000, "Your comment has 1,000,000 characters; at most 3,000 fit."),
        ("https://example.org/ " * 5_000, "Your comment has 105,000 characters; at most 3,000 fit."),
        ("null\0byte", "Null characters are not allowed."),
        ("\0", "Null characters are not allowed."),
        ("\u200b\u2060\u3164", "Write something first."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_words_and_comes_back(typed: str, sentence: str) -> None:
    set_rules()
    article_id = story().article_id
    response = Client().post(f"/comments/story/{article_id}/write/", form(article_id, text=typed))
    page = response.content.decode()
    assert (response.status_code, sentence in page, Comment.objects.count()) == (422, True, 0)
    assert html.unescape(page.split('aria-invalid="true">\n')[1].split("</textarea>")[0]) == typed


def test_five_thousand_links_wait_for_a_moderator_where_they_fit() -> None:
    set_rules(most_characters=20_000)
    article_id = story().article_id
    comment = say(article_id, "//a.co " * 2_500 + "http://a.b " * 200)
    assert (comment.state, comment.reasons[0]) == ("waiting", "links")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"{BIDI}abc שלום, העולם. العربية: مرحبًا بالعالم", "abc שלום, העולם. العربية: مرحبًا بالعالم"),
        ("\u200fשלום\u200f abc \u200eдом", "\u200fשלום\u200f abc \u200eдом"),
        ("בְּרֵאשִׁ֖ית בָּרָ֣א", "בְּרֵאשִׁ֖ית בָּרָ֣א"),
        ("بِسْمِ ٱللّٰهِ", "بِسْمِ ٱللّٰهِ"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈", "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈"),
        ("Z" + "\u0335\u0322\u0328" * 400 + "o", "Z" + "\u0335" * 4 + "o"),
    ],
)  # fmt: skip
def test_what_turns_or_covers_other_words_goes_and_every_script_stays_whole(typed: str, kept: str) -> None:
    set_rules()
    article_id = story().article_id
    client = Client()
    client.cookies[BROWSER_COOKIE] = known()[1]
    assert client.post(f"/comments/story/{article_id}/write/", form(article_id, name=None, email=None, text=typed)).status_code == 303
    assert Comment.objects.get().text == unicodedata.normalize("NFC", kept)
    assert f'dir="auto">{Comment.objects.get().text}</p>' in client.get(f"/comments/{Comment.objects.get().pk}/").content.decode()


@pytest.mark.parametrize("field", ["name", "email", "reply", "stamp", "website", "wants_replies"])
@pytest.mark.parametrize("value", ["x" * 100_000, "\0", "\u202e", "-1", "9" * 40, "' OR 1=1 --", "a@b\nBcc: c@d"])
def test_no_field_breaks_the_form(field: str, value: str) -> None:
    set_rules()
    article_id = story().article_id
    response = Client().post(f"/comments/story/{article_id}/write/", form(article_id, **{field: value}))
    assert response.status_code in {303, 422}
    assert Client().get(f"/comments/story/{article_id}/").status_code == 200


def test_form_replayed_a_thousand_times_posts_once() -> None:
    set_rules()
    article_id = story().article_id
    writer, _ = known()
    draft = Draft(article_id, "Once.", nonce="once")
    assert len({verbs.post(draft, writer).comment.pk for _ in range(1000)}) == 1
