"""Words as they are kept and drawn: nothing hidden in them, and every script left whole."""

import time

import pytest

from comments.text import as_drawn, as_kept, as_name, fingerprint_of, is_blank, links_in

P = '<p dir="auto">'
ZALGO = "Z\u0335\u0322\u0328\u0321\u0353\u0347\u0349\u0354\u032b\u0345ALGO"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("One.\n\nTwo.", f"{P}One.</p>{P}Two.</p>"),
        ("One\nline.", f"{P}One<br>line.</p>"),
        ("> Quoted\nAnswer", f"<blockquote>{P}Quoted</p></blockquote>{P}Answer</p>"),
        ("\n\n\n\nA\r\n\r\n\r\n\r\nB", f"{P}A</p>{P}B</p>"),
        ("<script>alert(1)</script>", f"{P}&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('<a href="javascript:alert(1)">x</a>', f'{P}&lt;a href="javascript:alert(1)"&gt;x&lt;/a&gt;</p>'),
        ("<img src=x onerror=alert(1)> & <b>", f"{P}&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;</p>"),
        ("😀", f"{P}😀</p>"),
        ("👩‍👩‍👧 ❤️", f"{P}👩‍👩‍👧 ❤️</p>"),
        ("العربية", f"{P}العربية</p>"),
        ("שלום עולם", f"{P}שלום עולם</p>"),
        ("می‌خواهم", f"{P}می‌خواهم</p>"),
        ("name@example.org", f"{P}name@example.org</p>"),
        ("javascript:alert(1)", f"{P}javascript:alert(1)</p>"),
    ],
)
def test_what_is_typed_is_drawn_as_words(typed: str, drawn: str) -> None:
    assert as_drawn(as_kept(typed)) == drawn


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("See https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2"),
        ("See example.org today", "http://example.org"),
        ("(https://example.org/x)", "https://example.org/x"),
    ],
)
def test_links_lend_nobody_the_papers_name(typed: str, href: str) -> None:
    drawn = as_drawn(as_kept(typed))
    assert (f'<a href="{href}" rel="nofollow ugc noopener">' in drawn, links_in(drawn)) == (True, 1)


def test_bidi_overrides_go_and_marks_of_writing_stay() -> None:
    assert as_kept("abc\u202etxt.exe\u202c \u2066x\u2069 \u200fשלום") == "abctxt.exe x \u200fשלום"
    assert as_name("Han\u202ena\nPohl\0") == "Hanna Pohl"


def test_zalgo_is_stilled_and_accents_stay() -> None:
    assert len(as_kept(ZALGO)) < len(ZALGO)
    for word in ("Việt Nam", "بِسْمِ ٱللّٰهِ", "בְּרֵאשִׁ֖ית", "नमस्ते", "ภาษาไทยที่นี่"):
        assert len(as_kept(word)) == len(as_kept(as_kept(word))) >= len(word) - 1


@pytest.mark.parametrize("typed", ["", " \n\t", "\u200b\u2060\ufeff", "\u3164\u115f", "\u2800"])
def test_what_cannot_be_seen_is_nothing(typed: str) -> None:
    assert is_blank(as_kept(typed))


def test_fingerprint_sees_through_case_and_commas_and_knows_no_short_words() -> None:
    assert fingerprint_of("Buy the best watches here!") == fingerprint_of("buy, the BEST watches here") != ""
    assert fingerprint_of("I agree.") == ""


@pytest.mark.parametrize(
    "typed", ["<" * 20_000, "a.b " * 5_000, "https://example.org/ " * 900, "> " * 9_000, "\u0300" * 20_000, "&" * 20_000]
)
def test_odd_words_take_no_time(typed: str) -> None:
    began = time.process_time()
    as_drawn(as_kept(typed))
    assert time.process_time() - began < 20  # minutes where something takes the square
