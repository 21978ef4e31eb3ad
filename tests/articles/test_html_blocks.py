"""Blocks, references, and what is put in while drawing."""

import pytest

from articles import html
from articles.html import References


def test_text_elements_are_one_block_and_everything_else_its_own() -> None:
    body = (
        '<p>a</p><h2>b</h2><ul><li>c</li></ul><blockquote><p>d</p></blockquote><hr><p lang="fr">e</p>'
        '<figure data-image="17" data-size="wide" data-alt="f &amp; g"><figcaption>h <em>i</em></figcaption></figure>'
        '<figure data-image="18"></figure>'
        '<blockquote class="pull-quote"><p>j</p><footer>k &amp; <em>l</em></footer></blockquote>'
        '<aside class="fact-box"><h3>m</h3><p>n</p></aside>'
        '<figure data-embed="" data-url="https://www.youtube.com/watch?v=1&amp;t=2"><figcaption>o</figcaption></figure>'
        "<table><tbody><tr><td>p</td></tr></tbody></table>"
    )
    assert html.clean(body) == body
    assert html.cut(body) == [
        {"kind": "html", "html": "<p>a</p><h2>b</h2><ul><li>c</li></ul><blockquote><p>d</p></blockquote>"},
        {"kind": "break"},
        {"kind": "html", "html": '<p lang="fr">e</p>'},
        {"kind": "image", "image": 17, "size": "wide", "alt": "f & g", "caption": "h <em>i</em>"},
        {"kind": "image", "image": 18, "size": "normal", "alt": "", "caption": ""},
        {"kind": "pull_quote", "html": "<p>j</p>", "source": "k & l"},
        {"kind": "fact_box", "html": "<h3>m</h3><p>n</p>"},
        {"kind": "embed", "url": "https://www.youtube.com/watch?v=1&t=2", "provider": "YouTube", "caption": "o"},
        {"kind": "table", "html": "<table><tbody><tr><td>p</td></tr></tbody></table>"},
    ]


def test_empty_body_has_no_blocks() -> None:
    assert html.cut("") == []


def test_picture_of_another_archive_is_its_caption() -> None:
    assert html.cut('<figure data-image-ref="x"><figcaption>a</figcaption></figure><p>b</p>') == [
        {"kind": "html", "html": "<p>a</p><p>b</p>"}
    ]
    assert html.cut('<figure data-image-ref="x"></figure>') == []


def test_neighbouring_pictures_of_that_size_are_a_gallery() -> None:
    one, two, three = (f'<figure data-image="{number}" data-size="gallery"></figure>' for number in (1, 2, 3))
    body = f'<p>a</p>{one}{two}<p>b</p>{three}<figure data-image="4"></figure>'
    assert html.clean(body) == body
    items = [{"kind": "image", "image": number, "size": "gallery", "alt": "", "caption": ""} for number in (1, 2, 3)]
    assert html.cut(body)[1:] == [
        {"kind": "gallery", "items": items[:2]},
        {"kind": "html", "html": "<p>b</p>"},
        {"kind": "gallery", "items": items[2:]},
        {"kind": "image", "image": 4, "size": "normal", "alt": "", "caption": ""},
    ]
    assert html.block_references(html.cut(body)).images == (1, 2, 3, 4)


def test_a_table_to_be_drawn_is_a_chart() -> None:
    body = '<table data-chart="line"><tbody><tr><td>a</td></tr></tbody></table>'
    assert html.clean(body) == body
    assert html.clean(body.replace("line", "pie")) == body.replace(' data-chart="line"', "")
    assert html.cut(body) == [{"kind": "chart", "chart": "line", "html": "<table><tbody><tr><td>a</td></tr></tbody></table>"}]


def test_references_stand_in_order_of_appearance_once() -> None:
    body = (
        '<p><a data-story="5">a</a> data-story="9" <a data-story="3">b</a></p><figure data-image="8"><figcaption><a data-story="4">c</a>'
        '</figcaption></figure><figure data-image="2" data-alt="&lt;figure data-image=&quot;7&quot;"></figure>'
        '<figure data-image="8"></figure>'
        '<aside class="fact-box"><p><a data-story="5">d</a></p></aside>'
    )
    assert html.references(body) == References(images=(8, 2), stories=(5, 3, 4))
    assert html.block_references(html.cut(body)) == References(images=(8, 2), stories=(5, 3, 4))
    assert html.references("<p>a</p>") == References(images=(), stories=())


def test_references_turn_into_ids_and_back() -> None:
    refs = (
        '<p>a <a data-story-ref="x &amp; &quot;y&quot;">b <em>c</em></a></p>'
        '<figure data-image-ref="i&lt;1" data-size="wide" data-alt="d"><figcaption>e <a data-story-ref="z">f</a></figcaption></figure>'
    )
    ids = (
        '<p>a <a data-story="12">b <em>c</em></a></p>'
        '<figure data-image="17" data-size="wide" data-alt="d"><figcaption>e <a data-story="13">f</a></figcaption></figure>'
    )
    images, stories = {"i<1": "17"}, {'x & "y"': "12", "z": "13"}
    there = {value: key for key, value in images.items()}, {value: key for key, value in stories.items()}
    assert html.clean(refs) == refs
    assert html.story_refs(refs) == ['x & "y"', "z"]
    assert html.replace_references(refs, image=images.get, story=stories.get, to="ids") == ids
    assert html.replace_references(ids, image=there[0].get, story=there[1].get, to="refs") == refs


def test_reference_to_nothing_leaves_the_words_and_no_picture() -> None:
    body = '<p>a <a data-story-ref="x">b</a> <a href="/c">c</a></p><figure data-image-ref="y"><figcaption>d</figcaption></figure><p>e</p>'
    expected = '<p>a b <a href="/c">c</a></p><p>e</p>'
    assert html.replace_references(body, image=lambda ref: None, story=lambda ref: None, to="ids") == expected


def test_references_of_the_other_kind_are_left_alone() -> None:
    body = '<p><a data-story="1">a</a></p><figure data-image="2"></figure><figure data-embed="" data-url="https://youtu.be/x"></figure>'
    assert html.replace_references(body, image=lambda ref: "9", story=lambda ref: "9", to="ids") == body


def test_stories_are_linked_where_readers_may_go() -> None:
    drawn = html.link_stories(
        '<aside class="fact-box"><p><a data-story="1">a</a> <a data-story="2">b <em>c</em></a> '
        '<a data-story-ref="x">d</a> <a href="/e">e</a></p></aside>',
        {1: '/2024/"ü"/', 3: "/no/"},
    )
    assert drawn == '<aside class="fact-box"><p><a href="/2024/&quot;ü&quot;/">a</a> b <em>c</em> d <a href="/e">e</a></p></aside>'


DATELINE = '<span class="dateline">Paris &amp; &lt;b&gt; —</span> '
TABLE = "<table><tbody><tr><td>a</td></tr></tbody></table>"


def _text(text: str) -> html.Block:
    return {"kind": "html", "html": text}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p><p>b</p>", [_text(f"<p>{DATELINE}a</p><p>b</p>")]),
        ('<p lang="fr">a</p>', [_text(f'<p lang="fr">{DATELINE}a</p>')]),
        ("<h2>a</h2><p>b</p>", [_text(f"<h2>a</h2><p>{DATELINE}b</p>")]),
        ("<ul><li><p>a</p></li></ul>", [_text(f"<p>{DATELINE}</p>"), _text("<ul><li><p>a</p></li></ul>")]),
        (f"{TABLE}<p>b</p>", [{"kind": "table", "html": TABLE}, _text(f"<p>{DATELINE}b</p>")]),
        ("", [_text(f"<p>{DATELINE}</p>")]),
    ],
)
def test_dateline_stands_before_the_first_paragraph(body: str, expected: list[html.Block]) -> None:
    blocks = html.cut(body)
    before = [dict(block) for block in blocks]
    assert html.with_dateline(blocks, "Paris & <b>") == expected
    assert blocks == before


def test_no_dateline_changes_nothing() -> None:
    assert html.with_dateline(html.cut("<p>a</p>"), "") == [{"kind": "html", "html": "<p>a</p>"}]


def test_plain_text_has_the_words_one_space_apart() -> None:
    body = (
        "<h2>a</h2><p>b<strong>c</strong><br>d &amp; &lt;e&gt;&nbsp;f</p><ul><li>g</li></ul>"
        '<figure data-image="1" data-alt="h > i"><figcaption>j</figcaption></figure>'
    )
    assert html.plain_text(body) == "a bc d & <e> f g j"
    assert html.plain_text("") == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("—", 0),
        ("One two three", 3),
        ("It’s a well-known e.g. case—really", 6),
        ("50,000 people / 3.5%", 3),
        ("مُحَمَّد ذهب إلى السوق", 4),
        ("हिन्दी में समाचार", 3),
        ("日本語のニュース 2024", 9),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert html.word_count(f"<p>{text}</p>") == count


@pytest.mark.parametrize(("body", "expected"), [("", False), ("<p>a</p>", True), ('<figure data-image="1"></figure>', True)])
def test_content_is_words_or_a_picture(body: str, expected: bool) -> None:
    assert html.has_content(body) is expected
