"""Lists of words: whole words in any script, through every disguise, and no Scunthorpe."""

import pytest

from comments.words import find

LIST = "shit\nass\ncunt\ndick\ncop\nидиот\nсука\nحمار\nバカ\n傻逼\ngo home\nnazi*\nfuck\nScheiße\nαρχίδι"


@pytest.mark.parametrize(
    "written",
    [
        "shit", "SHIT!", "sh1t", "$hit", "5h1t",
        "s\u200bh\u00adit", "ѕhіt", "ｓｈｉｔ", "𝓼𝓱𝓲𝓽", "ⓢⓗⓘⓣ", "🅂🄷🄸🅃",
        "sh\u0336it", "shíț", "shiiiiit", "sh*t",
        "s.h.i.t", "s h i t", "s-h-i-t", "ꜱʜɪᴛ", "oh shit, no", "“shit”", "shit.", "@ss", "a$$", "(shit)", "sh!t",
        "s#it", "fuuuuck", "f u c k",
    ],
)  # fmt: skip
def test_disguise_is_seen_through(written: str) -> None:
    assert find(written, LIST) != []


@pytest.mark.parametrize(
    "written",
    [
        "Scunthorpe", "Penistone, Clitheroe and Lightwater", "a class of assassins", "the cockpit", "Dick's", "Essex",
        "I drove the A55 to Conwy", "455 people", "$100 and 50%", "a s", "assess this", "Mass", "shitake", "U.S. troops", "Copenhagen",
        "Это сор на полу", "сукапюре", "идиотизм", "go to your home", "The Nasi goreng", "C++ and C#", "1 1 1", "i.e. a.s. soon",
    ],
)  # fmt: skip
def test_innocent_words_pass(written: str) -> None:
    assert [hit.word for hit in find(written, LIST.replace("dick\n", ""))] == []


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Какой идиот!", "идиот"),
        ("идиoт", "идиот"),
        ("сyкa", "сука"),
        ("يا حمار", "حمار"),
        ("يا حِمَار", "حمار"),
        ("このバカ野郎", "バカ"),
        ("你是傻逼吗", "傻逼"),
        ("Go  HOME now", "go home"),
        ("Nazis everywhere", "nazi*"),
        ("so eine SCHEISSE", "Scheiße"),
        ("Αρχίδι", "αρχίδι"),
    ],
)
def test_every_script_has_its_words(written: str, word: str) -> None:
    assert [hit.word for hit in find(written, LIST)] == [word]


def test_english_words_of_cyrillic_letters_are_found_in_english_only() -> None:
    assert [hit.word for hit in find("You are a bad сор, my friend", LIST)] == ["cop"]
    assert find("Тут лежит сор", LIST) == []


def test_hit_says_what_was_written() -> None:
    (hit,) = find("What $hit is this", LIST)
    assert (hit.word, hit.found) == ("shit", "$hit")


@pytest.mark.parametrize("written", ["a" * 3000, "* " * 1500, "a.b.c.d." * 300, "@" * 3000, "\u0300" * 3000, "", "\n", "*", "#"])
def test_odd_text_has_an_answer(written: str) -> None:
    assert find(written, LIST) == []
