"""Two texts told as one: what stayed, what went, what came."""

from articles.differences import lines_changed, words_changed


def test_words_that_went_and_came_stand_in_their_order() -> None:
    old, new = "The last boat left at six, late.", "The last ferry left at six, very late."
    assert words_changed(old, new) == [
        ("", "The last "), ("del", "boat "), ("ins", "ferry "), ("", "left at six, "), ("ins", "very "), ("", "late."),
    ]  # fmt: skip


def test_texts_with_little_in_common_are_told_whole() -> None:
    assert words_changed("Nobody came.", "A wholly other sentence stands here.") == [
        ("del", "Nobody came."),
        ("ins", "A wholly other sentence stands here."),
    ]
    assert words_changed("", "New") == [("ins", "New")]
    assert words_changed("Gone", "") == [("del", "Gone")]
    assert words_changed("Same", "Same") == [("", "Same")]


def test_chinese_is_compared_by_characters() -> None:
    assert words_changed("港口今天很安静", "港口昨天很安静") == [("", "港口"), ("del", "今"), ("ins", "昨"), ("", "天很安静")]


def test_a_changed_paragraph_stands_beside_the_one_it_was() -> None:
    old = ["First one", "The second paragraph as it was", "Third one", "Fourth one"]
    new = ["First one", "One between them", "The second paragraph as it is", "Third one", "Fourth one"]
    assert list(lines_changed(old, new)) == [
        1,
        [("ins", "One between them")],
        [("", "The second paragraph as it "), ("del", "was"), ("ins", "is")],
        2,
    ]


def test_a_text_without_end_is_told_whole_at_once() -> None:
    old, new = "one " * 5_000, "two " * 5_000
    assert words_changed(old, new) == [("del", old), ("ins", new)]
