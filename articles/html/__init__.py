"""The safety boundary: the one allow-list for bodies, and how a clean body is cut into blocks.

Every way in passes `clean`, every time. What it returns is canonical: well-formed, only known elements, each block at the top level.
"""

from articles.html.blocks import (
    BLOCKS_VERSION,
    Block,
    References,
    block_references,
    cut,
    link_stories,
    references,
    replace_references,
    story_refs,
    with_dateline,
)
from articles.html.cleaning import CleanBody, clean, paragraphs, safe
from articles.html.incoming import MAX_BODY_CHARACTERS, BodyRefused, clean_text
from articles.html.reading import CJK, elements, has_content, plain_text, word_count
from articles.html.strangers import clean_strangers

__all__ = [
    "BLOCKS_VERSION",
    "CJK",
    "MAX_BODY_CHARACTERS",
    "Block",
    "BodyRefused",
    "CleanBody",
    "References",
    "block_references",
    "clean",
    "clean_strangers",
    "clean_text",
    "cut",
    "elements",
    "has_content",
    "link_stories",
    "paragraphs",
    "plain_text",
    "references",
    "replace_references",
    "safe",
    "story_refs",
    "with_dateline",
    "word_count",
]
