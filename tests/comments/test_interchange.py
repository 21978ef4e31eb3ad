"""Comments in and out: three systems' exports and our own, repeatable, threads and times kept, closed means closed."""

import io
import json
from typing import Any

import pytest

from articles.models import Path
from comments.interchange import CommentImporter, Stopped, export
from comments.interchange.importing import count_people
from comments.models import Comment, Person, Thread
from comments.threads import set_mode
from tests.comments.writing import known, make_person, say, set_rules, story
from tests.factories import NOW

pytestmark = pytest.mark.django_db

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Paper</title>
<item><title>The gate</title><link>https://old.example/?p=123</link><wp:post_id>123</wp:post_id>
<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author><![CDATA[Hanna Pohl]]></wp:comment_author>
<wp:comment_author_email>hanna@example.org</wp:comment_author_email><wp:comment_date_gmt>2019-05-01 10:00:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[The <b>gate</b> was <a href="https://example.org/x">open</a>.<br>Twice.]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>8</wp:comment_id><wp:comment_author>Ben</wp:comment_author>
<wp:comment_date_gmt>2019-05-01 11:00:00</wp:comment_date_gmt>
<wp:comment_content>Indeed.</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>7</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>9</wp:comment_id><wp:comment_author>Shop</wp:comment_author>
<wp:comment_date_gmt>2019-05-02 11:00:00</wp:comment_date_gmt>
<wp:comment_content>Buy.</wp:comment_content><wp:comment_approved>spam</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>10</wp:comment_id><wp:comment_content>ping</wp:comment_content><wp:comment_type>pingback</wp:comment_type></wp:comment>
</item></channel></rss>"""
DISQUS = """<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="1"><id>x</id><link>https://old.example/?p=123</link><title>The gate</title></thread>
<post dsq:id="5"><message><![CDATA[<p>The gate was open.</p>]]></message><createdAt>2019-05-01T10:00:00Z</createdAt>
<isDeleted>false</isDeleted>
<isSpam>false</isSpam><author><email>hanna@example.org</email><name>Hanna Pohl</name></author><thread dsq:id="1"/></post>
<post dsq:id="6"><message><![CDATA[<p>Indeed.</p>]]></message><createdAt>2019-05-01T11:00:00Z</createdAt><isDeleted>false</isDeleted>
<isSpam>false</isSpam><author><name>Ben</name></author><thread dsq:id="1"/><parent dsq:id="5"/></post></disqus>"""
CORAL = "\n".join(
    json.dumps(line)
    for line in [
        {"id": "s1", "url": "https://old.example/?p=123", "metadata": {}},
        {"id": "u1", "username": "Hanna Pohl", "email": "hanna@example.org"},
        {"id": "c1", "storyID": "s1", "authorID": "u1", "status": "APPROVED", "createdAt": {"$date": "2019-05-01T10:00:00.000Z"},
         "revisions": [{"id": "r1", "body": "<div>Old.</div>"}, {"id": "r2", "body": "<div>The gate was open.</div>"}],
         "tags": [{"type": "FEATURED"}], "actionCounts": {"REACTION": 3}},
        {"id": "c2", "storyID": "s1", "authorID": "u1", "parentID": "c1", "status": "NONE",
         "createdAt": {"$date": "2019-05-01T11:00:00.000Z"},
         "revisions": [{"id": "r3", "body": "Indeed."}]},
    ]
)  # fmt: skip


@pytest.fixture
def article_id() -> int:
    set_rules()
    article = story().article
    Path.objects.create(path="/?p=123", article=article)
    return article.pk


def take_in(source: str, words: str, **rest: Any) -> tuple[dict[str, int], list[str]]:
    told: list[str] = []
    importer = CommentImporter(source, tell=told.append, progress=told.append, **rest)
    importer.run(io.BytesIO(words.encode()))
    count_people()
    return dict(importer.counts), told


def rows() -> list[tuple[Any, ...]]:
    columns = ("name", "text", "state", "created_at", "parent__text", "likes", "featured")
    return [(*row[:3], f"{row[3]:%Y-%m-%d %H}", *row[4:]) for row in Comment.objects.order_by("pk").values_list(*columns)]


def test_wordpress(article_id: int) -> None:
    assert take_in("wordpress", WXR) == ({"new": 3}, [])
    first = "The gate was open (https://example.org/x).\nTwice."
    assert rows() == [
        ("Hanna Pohl", first, "live", "2019-05-01 10", None, 0, False),
        ("Ben", "Indeed.", "live", "2019-05-01 11", first, 0, False),
        ("Shop", "Buy.", "spam", "2019-05-02 11", None, 0, False),
    ]
    assert (Thread.objects.get().live_count, Person.objects.get().approved) == (2, 1)


def test_disqus(article_id: int) -> None:
    assert take_in("disqus", DISQUS) == ({"new": 2}, [])
    assert rows() == [
        ("Hanna Pohl", "The gate was open.", "live", "2019-05-01 10", None, 0, False),
        ("Ben", "Indeed.", "live", "2019-05-01 11", "The gate was open.", 0, False),
    ]


def test_coral(article_id: int) -> None:
    assert take_in("coral", CORAL) == ({"new": 2}, [])
    assert rows() == [
        ("Hanna Pohl", "The gate was open.", "live", "2019-05-01 10", None, 3, True),
        ("Hanna Pohl", "Indeed.", "live", "2019-05-01 11", "The gate was open.", 0, False),
    ]


@pytest.mark.parametrize(("source", "words"), [("wordpress", WXR), ("disqus", DISQUS), ("coral", CORAL)])
def test_an_import_run_twice_or_killed_half_way_comes_out_the_same(article_id: int, source: str, words: str) -> None:
    take_in(source, words)
    before = rows()
    assert take_in(source, words)[0] == {"known": len(before)}
    assert rows() == before
    Comment.objects.order_by("-pk").first().delete()  # type: ignore[union-attr]
    take_in(source, words)
    assert (rows(), Thread.objects.get().live_count) == (before, 2)


@pytest.mark.parametrize("mode", ["closed", "paused", "hidden"])
def test_closed_story_takes_no_import_without_its_flag(article_id: int, mode: str) -> None:
    set_mode(article_id, mode)
    counts, told = take_in("wordpress", WXR)
    assert (counts, Comment.objects.count(), "takes no comments" in told[0]) == ({"refused": 3}, 0, True)
    assert take_in("wordpress", WXR, into_closed=True)[0] == {"new": 3}


def test_export_import_export_is_equal() -> None:
    set_rules()
    one = story()
    (hanna, _), (ben, _) = known(make_person(name="Hanna", trust="trusted")), known(make_person(name="Ben"))
    root = say(one.article_id, "The gate was open.\n\n> Quoted\n\nAnd more: https://example.org/x", writer=hanna)
    reply = say(one.article_id, "Indeed.", writer=ben, parent=root)
    deeper = say(one.article_id, "Deeper.", writer=hanna, parent=reply)
    Comment.objects.filter(pk=reply.pk).update(state="deleted", text="", html="", name="", shown=True)
    Comment.objects.filter(pk=deeper.pk).update(featured=True, likes=4, edited_at=NOW, badge="staff")
    Thread.objects.update(live_count=2)
    before, first = sorted(rows(), key=str), list(export())
    Comment.objects.all().delete()
    assert take_in("newsroom", "\n".join(first))[0] == {"new": 3}
    assert sorted(rows(), key=str) == before
    assert [line.replace('"person_ref"', "") for line in export()] == [line.replace('"person_ref"', "") for line in first]
    assert Thread.objects.get().live_count == 2
    assert list(Comment.objects.order_by("pk").values_list("shown", "parent__text")) == [(True, None), (True, before[-1][1]), (True, "")]


@pytest.mark.parametrize(
    ("source", "words", "sentence"),
    [
        ("wordpress", "<rss><item>", "no XML"),
        ("wordpress", "", "no XML"),
        ("disqus", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "declares entities"),
        ("disqus", "<x>" * 60, "too deep"),
    ],
)
def test_file_that_cannot_be_read_stops_with_a_sentence(source: str, words: str, sentence: str, article_id: int) -> None:
    with pytest.raises(Stopped, match=sentence):
        take_in(source, words)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "no JSON"),
        ("[1]" * 2, "no JSON"),
        ("7", "one JSON object"),
        ('{"ref": "a"}', "state"),
        ('{"ref": "a", "story": "/nowhere/", "text": "x", "state": "live", "created_at": "2019-05-01"}', "no story of this paper"),
        ('{"ref": "a", "story": "/?p=123", "text": "x", "state": "live"}', "no moment"),
        ('{"ref": "", "story": "/?p=123", "text": "x", "state": "live", "created_at": "2019-05-01"}', "no name"),
        ('{"ref": "a", "story": "/?p=123", "text": "\\u200b", "state": "live", "created_at": "2019-05-01"}', "no words"),
        ('{"ref": "a", "story": "/?p=123", "text": "x", "state": "live", "created_at": "2019-05-01", "parent_ref": "z"}', "is missing"),
        ('{"ref": "a", "story": "http://[", "text": "x", "state": "live", "created_at": "2019-05-01"}', "no story of this paper"),
        ('{"ref": "a", "story": "/?p=123", "text": "x", "state": "live", "created_at": "+99999-01-01"}', "no moment"),
        ('{"a":' * 100_000, "no JSON"),
    ],
)
def test_line_that_makes_no_sense_is_refused_and_the_next_is_taken(line: str, sentence: str, article_id: int) -> None:
    good = '{"ref": "b", "story": "/?p=123", "text": "Good.", "state": "live", "created_at": "2019-05-01", "name": "A"}'
    counts, told = take_in("newsroom", f"{line}\n{good}")
    assert (counts, sentence in told[0], Comment.objects.get().text) == ({"refused": 1, "new": 1}, True, "Good.")


def test_hostile_words_of_an_import_are_drawn_as_words(article_id: int) -> None:
    words = '<script>alert(1)</script><img src=x onerror=alert(1)>Hello\x00 <a href="javascript:alert(1)">x</a> \u202eevil'
    line = {"ref": "a", "story": "/?p=123", "text": words, "state": "live", "created_at": "2019-05-01", "name": "A\u202e\0"}
    take_in("newsroom", json.dumps(line))
    comment = Comment.objects.get()
    assert ("<script" in comment.html, "<img" in comment.html, "<a " in comment.html, "\u202e" in comment.text + comment.name) == (
        False, False, False, False,
    )  # fmt: skip
