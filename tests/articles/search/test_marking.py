"""Words that were looked for, marked where they stand, whatever their case, accents and script."""

import pytest

from articles.search.marking import Marker
from articles.search.words import words_of


def marked(question: str, text: str) -> str:
    return "".join(f"[{part}]" if is_found else part for part, is_found in Marker(words_of(question)).marked(text))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("zurich gate", "Die Zürich-Gate, netherby gates", "Die [Zürich]-[Gate], netherby [gates]"),
        ("strasse 12", "An der Straße 12 und 3", "An der [Straße] [12] und 3"),
        ("strasse", "ﬁ Straße ß", "ﬁ [Straße] ß"),
        ("cafe", "Cafe\u0301s, Cafés", "[Cafe\u0301s], [Cafés]"),
        ("c", "Vitamin C cures", "Vitamin [C] cures"),
        ("京の港", "私は東京の港に", "私は東[京の港]に"),
        ("東京", "東京2020", "[東京]2020"),
        ("2020", "東京2020", "東京[2020]"),
        ("قوارب", "هذه القوارب هنا", "هذه [القوارب] هنا"),
        ("<b>", "a <b>bold</b> &amp;", "a <[b]>bold</[b]> &amp;"),
        ("gate", "investigate", "investigate"),
        ("", "words", "words"),
    ],
)
def test_words_are_marked_as_they_are_written(question: str, text: str, expected: str) -> None:
    assert marked(question, text) == expected


def piece(question: str, text: str) -> str:
    return "".join(part for part, _ in Marker(words_of(question)).piece(text))


def test_a_piece_stands_around_the_first_word_and_cuts_none() -> None:
    text = f"{'before ' * 50}the gate {'after ' * 50}"
    found = piece("gate", text)
    assert found.startswith("… before") and found.endswith("after …") and "the gate after" in found  # noqa: PT018
    assert 200 < len(found) < 260
    assert piece("gate", "The gate is short.") == "The gate is short."
    assert piece("nothing", text) == ""


def test_a_piece_of_a_script_without_spaces_is_as_long() -> None:
    found = piece("京港", f"{'海' * 300}東京港{'海' * 300}")
    assert ("京港" in found, found[:2], found[-2:], 200 < len(found) < 260) == (True, "… ", " …", True)
