"""Clipboards of word processors sent without JavaScript, and what the editor makes of them: the one allow-list has the last word."""

import re

import pytest

from articles import html
from tests.articles.html.clipboards import DOCS, DOCS_BECOMES, WORD, WORD_BECOMES


@pytest.mark.parametrize("clipboard", [WORD, DOCS], ids=["Word", "Docs"])
def test_a_clipboard_that_was_not_cleaned_in_the_browser_keeps_its_words_and_nothing_of_its_program(clipboard: str) -> None:
    body = html.clean(clipboard)
    assert html.clean(body) == body
    assert re.search(r"mso|style=|class=|<span|<o:|StartFragment|docs-internal|font-face", body, re.IGNORECASE) is None
    for words in ("The night ferry", "quay", "Orran", "Tides", "Boat") if clipboard is WORD else ("The tide", "early", "A link"):
        assert words in html.plain_text(body)


@pytest.mark.parametrize("body", [WORD_BECOMES, DOCS_BECOMES], ids=["Word", "Docs"])
def test_what_the_editor_makes_of_a_clipboard_is_kept_as_it_is(body: str) -> None:
    assert html.clean(body) == body
