"""What holds for every body, whatever it is made of."""

import re
import unicodedata
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import html
from articles.html.allow_list import allowed
from articles.html.canonical import arranged, is_canonical
from articles.html.nesting import is_tangled, without_unread

_TAGS = [
    *("p", "p", "br", "hr", "h1", "h2", "h3", "strong", "b", "em", "i", "s", "u", "sup", "code", "a", "a", "ul", "ol", "li", "blockquote"),
    *("footer", "cite", "figure", "figure", "figcaption", "aside", "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "span"),
    *("section", "dl", "dd", "button", "object", "marquee", "form", "svg", "math", "template", "select", "option", "pre", "font", "nobr"),
    *("title", "style"),
]
_ATTRIBUTES = [
    *("", "", ' href="https://e.org/?a=1&b=2"', " href=/x", ' data-story="12"', ' data-story-ref="x &amp; y"', ' data-image="3"'),
    *(' data-image-ref="a&quot;b"', ' data-size="wide"', ' data-alt="x > y \u00a0 <i>"', ' data-embed="" data-url="https://youtu.be/x"'),
    *(' class="pull-quote"', ' class="fact-box"', ' lang="ar" dir="rtl"', " start=3", ' title="</ul>"', " scope=col colspan=2"),
]
_WORDS = [
    *(
        "a",
        "b c",
        " ",
        "\n",
        "&nbsp;",
        "\u00a0",
        "&amp;",
        "&lt;i&gt;",
        "<",
        "&",
        "&copy",
        "&quot;",
        "\u0301",
        "é",
        "ع",
        "\u200b",
        "&#x301;",
    ),
    *("&#x301", '"', "'", ' class=""', "<!-- x -->", "<br><br><br>", "<p></p><p></p>", "<hr>", "&#xfdd0", "&#xffff", "\x00", "\ud800"),
    *("&#13;", "//", "<![if x]>", "&amp;lt;", "&ampx;", "&notit;", "<!--", "-->", "]]>", "</"),
]
_opening = st.builds("<{}{}>".format, st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES))
_closing = st.builds("</{}>".format, st.sampled_from(_TAGS))
soup = st.lists(st.one_of(_opening, _opening, _closing, st.sampled_from(_WORDS)), max_size=40).map("".join)
anything = st.one_of(soup, st.text(), st.text(st.characters()), st.text(alphabet='<>/&;"=! -pbliasu\n\x00\ud800'))
_quickly = settings(max_examples=300, deadline=None)

_KNOWN = re.compile(
    r'<(/?)(p|br|h[234]|strong|em|s|sup|sub|code|a|ul|ol|li|hr|blockquote|footer|cite|figure|figcaption|aside|table|caption|thead|tbody|tr|th|td)'
    r'((?: [a-z-]+="[^"<>]*")*)>'
)  # fmt: skip


@given(anything)
@_quickly
def test_cleaning_twice_is_cleaning_once(body: str) -> None:
    cleaned = str(html.clean(body))
    assert str(html.clean(cleaned)) == cleaned


@given(anything)
@_quickly
def test_only_known_elements_are_left_and_each_is_closed(body: str) -> None:
    cleaned = html.clean(body)
    assert re.sub(r"[^<>]", "", _KNOWN.sub("", cleaned)) == ""
    waiting: list[str] = []
    for closes, tag, _attributes in _KNOWN.findall(cleaned):
        if closes:
            assert waiting.pop() == tag
        elif tag not in {"br", "hr"}:
            waiting.append(tag)
    assert waiting == []


@given(anything)
@_quickly
def test_what_is_kept_is_in_one_normal_form(body: str) -> None:
    cleaned = html.clean(body)
    assert unicodedata.normalize("NFC", cleaned) == cleaned
    assert re.findall("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", cleaned) == []


@given(anything)
@_quickly
def test_blocks_have_the_words_of_the_body(body: str) -> None:
    cleaned = html.clean(body)
    parts = []
    for block in html.cut(cleaned):
        parts += [block.get("html", ""), escape(block.get("source", "")), block.get("caption", "")]
    assert " ".join(filter(None, map(html.plain_text, parts))) == html.plain_text(cleaned)


@given(anything)
@_quickly
def test_references_of_blocks_are_those_of_the_body(body: str) -> None:
    cleaned = html.clean(body)
    assert html.block_references(html.cut(cleaned)) == html.references(cleaned)


@given(anything)
@_quickly
def test_replaced_references_leave_a_clean_body_clean(body: str) -> None:
    cleaned = html.clean(body)
    replaced = html.replace_references(cleaned, image=lambda ref: "17", story=lambda ref: "12", to="ids")
    assert html.clean(replaced) == replaced


@given(soup)
@_quickly
def test_what_needs_no_arranging_would_be_arranged_the_same(body: str) -> None:
    cleaned = str(html.clean(body))
    if is_canonical(cleaned):
        assert arranged(cleaned) == cleaned
        assert allowed(cleaned) == cleaned


@given(st.lists(st.text()))
@_quickly
def test_plain_paragraphs_keep_their_words(texts: list[str]) -> None:
    assert html.plain_text(html.paragraphs(texts)).split() == html.clean_text("\n".join(texts)).replace("\u200b", " ").split()


@given(st.text(st.characters()))
@_quickly
def test_text_is_cleaned_once(text: str) -> None:
    assert html.clean_text(html.clean_text(text)) == html.clean_text(text)


@given(soup)
@_quickly
def test_reading_ahead_for_depth_never_fails(body: str) -> None:
    assert is_tangled(without_unread(body * 20)) in {True, False}
