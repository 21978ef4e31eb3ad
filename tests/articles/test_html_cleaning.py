"""The allow-list and the canonical form."""

import time

import pytest

from articles import html

KEPT = [
    "",
    "<p>a</p>",
    "<h2>a</h2><h3>b</h3><h4>c</h4>",
    "<p>a <strong>b</strong> <em>c</em> <s>d</s> <sup>e</sup> <sub>f</sub> <code>g</code> <cite>h</cite><br>i</p>",
    '<p lang="ar" dir="rtl">a</p>',
    "<ul><li>a<ul><li>b</li></ul></li></ul>",
    '<ol start="3"><li><p>a</p></li></ol>',
    "<blockquote><p>a</p></blockquote>",
    '<blockquote class="pull-quote"><p>a</p><footer>b</footer></blockquote>',
    '<aside class="fact-box"><h3>a</h3><p>b</p><ul><li>c</li></ul></aside>',
    '<figure data-image="17" data-size="wide" data-alt="a &amp; &quot;b&quot;"><figcaption>c <em>d</em></figcaption></figure>',
    '<figure data-image-ref="a &lt;b&gt;"></figure>',
    '<figure data-embed="video" data-url="https://youtu.be/x?a=1&amp;b=2"><figcaption>a</figcaption></figure>',
    (
        '<table><caption>a</caption><thead><tr><th scope="col" colspan="2">b</th></tr></thead>'
        '<tbody><tr><td>c</td><td rowspan="2">d</td></tr></tbody></table>'
    ),
    "<p>a</p><hr><p>b</p>",
    '<p><a href="/a/">a</a> <a data-story="12">b</a> <a data-story-ref="c &amp; d">e</a></p>',
    '<p>He wrote class="" in it &amp; 1 &lt; 2&nbsp;km</p>',
]


@pytest.mark.parametrize("body", KEPT)
def test_canonical_body_stays_as_it_is(body: str) -> None:
    assert html.clean(body) == body


CHANGED = {
    "bare text": ("a", "<p>a</p>"),
    "bare inline": ("<strong>a</strong> b<p>c</p>d", "<p><strong>a</strong> b</p><p>c</p><p>d</p>"),
    "other names": ("<i>a</i> <b>b</b> <del>c</del> <strike>d</strike>", "<p><em>a</em> <strong>b</strong> <s>c</s> <s>d</s></p>"),
    "other headings": ("<h1>a</h1><h5>b</h5><h6>c</h6>", "<h2>a</h2><h4>b</h4><h4>c</h4>"),
    "unknown marks": ("<u>a</u> <font color=red>b</font> <span>c</span>", "<p>a b c</p>"),
    "nothing": ("<div> <p>&nbsp;</p><ul><li></li></ul><h2> </h2></div>", ""),
    "zero width": ("<p>\u200b</p><p>a</p>", "<p>a</p>"),
    "space around": ("<p> <br> a <br><br></p>\n\n<p> b </p>", "<p>a</p><p>b</p>"),
    "heading with a paragraph": ("<h3><p>c</p></h3>", "<h3>c</h3>"),
    "stray list item": ("<li>a</li><td>b", "<p>a</p><p>b</p>"),
    "mark around blocks": ("<strong><p>a</p><p></p><p>b</p></strong>", "<p>a</p><p>b</p>"),
    "divisions": ("<div><div>a</div></div><div><div>b</div></div>", "<p>a</p><p>b</p>"),
    "divisions in a list": ("<ul><li><div>a</div><div>b</div></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
    "classes": (
        '<blockquote class="x pull-quote">a</blockquote><aside class="y">b</aside>',
        '<blockquote class="pull-quote">a</blockquote><aside><p>b</p></aside>',
    ),
    "numbers": (
        '<ol start="x"><li>a</li></ol><table><tr><td colspan=0 rowspan=900>b</table>',
        "<ol><li>a</li></ol><table><tbody><tr><td>b</td></tr></tbody></table>",
    ),
    "attributes elsewhere": ('<h2 title="x" lang="fr"><em lang="fr" title="x">a</em></h2>', '<h2 lang="fr"><em>a</em></h2>'),
    "languages": ('<p lang="x y" dir="up">a</p>', "<p>a</p>"),
    "picture in a paragraph": ('<p>a<figure data-image="1"></figure>b</p>', '<p>a</p><figure data-image="1"></figure><p>b</p>'),
    "picture in a quotation": (
        '<blockquote><p>a</p><figure data-image="1"><figcaption>b</figcaption></figure></blockquote>',
        "<blockquote><p>a</p>b</blockquote>",
    ),
    "picture in a picture": ('<figure data-image="1"><figure data-image="2"></figure></figure>', '<figure data-image="1"></figure>'),
    "picture without one": ("<figure><img src=x><figcaption>a &lt; b</figcaption></figure>", "<p>a &lt; b</p>"),
    "two pictures at once": ('<figure data-image-ref="x" data-size="huge" data-image="1"></figure>', '<figure data-image="1"></figure>'),
    "caption of blocks": (
        '<figure data-image="1"><figcaption><p>a</p><p>b</p></figcaption></figure>',
        '<figure data-image="1"><figcaption>a  b</figcaption></figure>',
    ),
    "fact box in a fact box": (
        '<aside class="fact-box"><h3>a</h3><p>b</p><figure data-image="1"></figure><aside class="fact-box">c</aside><hr></aside>',
        '<aside class="fact-box"><h3>a</h3><p>b</p><p>c</p></aside>',
    ),
    "link to a story and elsewhere": ('<a data-story="12" href="/x" title="t">a</a>', '<p><a data-story="12">a</a></p>'),
    "links without an address or words": ('<a name="x">a</a> <a data-story="x">b</a> <a href="/x"> </a>c', "<p>a b  c</p>"),
}


@pytest.mark.parametrize(("body", "expected"), CHANGED.values(), ids=CHANGED)
def test_everything_is_written_one_way(body: str, expected: str) -> None:
    assert html.clean(body) == expected


@pytest.mark.parametrize("blank", ["<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<p> <strong> </strong></p>", "<div><br></div>"])
def test_single_blank_paragraph_goes_and_several_are_one_break(blank: str) -> None:
    assert html.clean(f"{blank}<p>a</p>{blank}<p>b</p>{blank}{blank}<p>c</p>{blank}{blank}{blank}") == "<p>a</p><p>b</p><hr><p>c</p>"


def test_breaks_at_the_edges_go_and_neighbours_are_one() -> None:
    assert html.clean("<hr><p>a</p><hr><hr><p></p><hr><p>b</p><hr>") == "<p>a</p><hr><p>b</p>"


def test_three_line_breaks_are_a_section_break_and_two_are_not() -> None:
    assert html.clean("<p>a<br><br>b<br> <br><br/>c</p>") == "<p>a<br><br>b</p><hr><p>c</p>"
    assert html.clean("<p><em>a<br><br><br>b</em></p>") == "<p><em>a<br><br><br>b</em></p>"


def test_plain_paragraphs_are_escaped() -> None:
    assert html.paragraphs(['a < b & "c"', "", "d\x00"]) == '<p>a &lt; b &amp; "c"</p><p>d</p>'
    assert html.paragraphs([]) == ""


def test_clean_body_is_not_cleaned_again_and_anything_made_of_it_is() -> None:
    body = html.clean("<p>a</p>")
    assert html.clean(body) is body
    assert type(body + "<script>x</script>") is str
    assert html.clean(body + "<script>x</script>") == "<p>a</p>"


TANGLED = "The body is tangled: hundreds of levels deep, or with thousands of pieces in the wrong place. Paste it again as plain text."


def _refusal(body: str) -> str:
    with pytest.raises(html.BodyRefused) as refused:
        html.clean(body)
    return str(refused.value.sentence)


def test_body_that_is_too_long_is_refused_with_both_sizes() -> None:
    expected = "The body has {} characters; at most 2,000,000 fit. Divide the story, or take out what was pasted by mistake."
    begun = time.perf_counter()
    assert _refusal("x" * 10_000_000) == expected.format("10,000,000")
    assert time.perf_counter() - begun < 0.5
    assert _refusal("<p>" + "&" * 500_000 + "</p>") == expected.format("2,500,007")


@pytest.mark.parametrize(
    "unit",
    [
        "<ul><li>",
        "<blockquote>",
        "<figcaption>",
        "<strong>",
        "<x-y>",
        "<h2><li>",
        "<table><td>",
        "<svg><g>",
        '<ul title="</ul>">',
        "<b></i><p>",
    ],
)
def test_ten_thousand_levels_are_refused_in_one_sentence(unit: str) -> None:
    assert _refusal(f"{unit}x" * 10_000) == TANGLED


@pytest.mark.parametrize("unit", ["<p>x</p>", "<br>", "<tr>x", "</table>x<table>x", "<em>x</em>"])
def test_thousands_of_pieces_outside_of_a_tables_cells_are_refused(unit: str) -> None:
    assert _refusal("<table>" + unit * 10_000) == TANGLED


def test_emphasis_that_every_paragraph_would_repeat_is_refused() -> None:
    body = "".join(f"<s id={number}>" for number in range(200)) + "<p>x</p>" * 10_000
    assert _refusal(body) == TANGLED


def test_elements_that_were_left_open_are_no_depth() -> None:
    assert html.clean("<p>x" * 1000) == "<p>x</p>" * 1000
    assert html.clean("<ul>" + "<li>x" * 1000 + "</ul>") == "<ul>" + "<li>x</li>" * 1000 + "</ul>"
    assert html.clean("<p><span>x" * 1000) == "<p>x</p>" * 1000
    assert html.clean("<!-- <ul> -->" * 1000 + "x") == "<p>x</p>"
    assert html.clean("<svg>" + "<path d=x />" * 1000 + "</svg>x") == "<p>x</p>"


LARGE = {
    "paragraphs": ("<p>a b</p>" * 50_000, "<p>a b</p>" * 50_000),
    "blank paragraphs": ("<p>a</p>" + "<p></p>" * 100_000 + "<p>b</p>", "<p>a</p><hr><p>b</p>"),
    "line breaks": ("<p>a" + "<br>" * 300_000 + "b</p>", "<p>a</p><hr><p>b</p>"),
    "white space": ("<p>a<br><em>b</em>" + " " * 200_000 + "c</p>", "<p>a<br><em>b</em>" + " " * 200_000 + "c</p>"),
    "ampersands": ("<p>" + "&" * 300_000 + "</p>", "<p>" + "&amp;" * 300_000 + "</p>"),
    "references": ("<p>" + "&amp;&lt;" * 150_000 + "</p>", "<p>" + "&amp;&lt;" * 150_000 + "</p>"),
    "marks on one letter": ("<p>a" + "\u0316\u0301" * 200_000 + "</p>", "<p>á" + "\u0316" * 15 + "\u0301" * 14 + "</p>"),
    "comments": ("<!--" * 400_000, ""),
    "closings": ("</ul></b></i></x>" * 100_000 + "x", "<p>x</p>"),
    "table": ("<table>" + "<tr><td>x" * 50_000, "<table><tbody>" + "<tr><td>x</td></tr>" * 50_000 + "</tbody></table>"),
    "pictures": ('<figure data-image="3"></figure>' * 50_000, '<figure data-image="3"></figure>' * 50_000),
}


@pytest.mark.parametrize(("body", "expected"), LARGE.values(), ids=LARGE)
def test_large_bodies_take_time_by_their_length_only(body: str, expected: str) -> None:
    begun = time.perf_counter()
    assert html.clean(body) == expected
    assert time.perf_counter() - begun < 8  # far less: what takes the square takes minutes


def test_text_is_kept_without_what_nobody_can_keep() -> None:
    assert html.clean_text(" a\x00\x1bb\tc\r\nd\re\ud800\ufdd0\U0010ffff\x7f ") == "ab\tc\nd\ne"
    assert html.clean_text("e\u0301") == "é"
    assert html.clean_text("\u202eRTL\u200f") == "\u202eRTL\u200f"
    assert html.clean_text(" \n ") == ""


def test_only_what_is_marked_safe_is_safe() -> None:
    assert html.safe("<p>a</p>").__html__() == "<p>a</p>"
