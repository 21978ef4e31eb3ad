"""Words of people nobody knows: paragraphs, quotations and links, nothing else, and no link that lends them the paper's name."""

import nh3

from articles.html.incoming import keepable

_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}}
_cleaner = nh3.Cleaner(
    tags={"p", "br", "blockquote", "a"},
    clean_content_tags={"script", "style", "title", "textarea", "iframe", "noscript", "svg", "math", "object", "select", "template", "xmp"},
    attributes=_ATTRIBUTES,
    tag_attribute_values={"p": {"dir": {"auto"}}},
    url_schemes={"http", "https"},
    link_rel="nofollow ugc noopener",
    strip_comments=True,
)


def clean_strangers(markup: str) -> str:
    """Return markup with only paragraphs, line breaks, quotations and links to other sites, each `nofollow ugc noopener`."""
    return _cleaner.clean(keepable(markup))
