"""Blocks: a clean body cut at its top level, and the references in it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Literal

from django.utils.html import format_html

from articles.embeds import provider_of
from articles.html.canonical import figure_html
from articles.html.reading import ANCHOR, FIGCAPTION, FIGURE, attributes_of, elements, plain_text, quoted

BLOCKS_VERSION = 2
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class References:
    """Ids a body refers to, in order of appearance, each once."""

    images: tuple[int, ...] = ()
    stories: tuple[int, ...] = ()


def cut(body: str) -> list[Block]:
    """Cut a clean body into blocks, in order. Each has a `kind`; neighbouring text elements are one `html` block.

    html: `html`. image: `image` (id), `size`, `alt` (override or ""), `caption` (inline HTML). pull_quote: `html`, `source`.
    fact_box: `html`. embed: `url`, `provider`, `caption`. table: `html`. chart: `html` (its table), `chart` (its kind).
    gallery: `items`, image blocks; neighbouring pictures of that size are one. break: nothing more.
    """
    blocks: list[Block] = []
    for kind, neighbours in groupby((_block_of(*element) for element in elements(body)), key=_joined_as):
        if kind == "html":
            html = "".join(block["html"] for block in neighbours)
            blocks.extend([{"kind": "html", "html": html}] if html else [])
        elif kind == "gallery":
            blocks.append({"kind": "gallery", "items": list(neighbours)})
        else:
            blocks.extend(neighbours)
    return blocks


def _joined_as(block: Block) -> str:
    """Name what neighbouring blocks become together; "" for those that stay alone."""
    if block["kind"] == "html":
        return "html"
    return "gallery" if block.get("size") == "gallery" else ""


def references(body: str) -> References:
    """Return what a clean body, or the HTML of a block, refers to."""
    images = [int(value) for value in re.findall(r'<figure data-image="(\d+)"', body)] if "data-image=" in body else []
    stories = [int(value) for value in re.findall(r'<a data-story="(\d+)"', body)] if "data-story=" in body else []
    return References(tuple(dict.fromkeys(images)), tuple(dict.fromkeys(stories)))


def block_references(blocks: Iterable[Block]) -> References:
    """Return what blocks refer to."""
    images: list[int] = []
    stories: list[int] = []
    for block in chain.from_iterable(block.get("items", (block,)) for block in blocks):
        if block["kind"] == "image":
            images.append(block["image"])
        for part in ("html", "caption"):
            stories.extend(references(block.get(part) or "").stories)
    return References(tuple(dict.fromkeys(images)), tuple(dict.fromkeys(stories)))


def story_refs(body: str) -> list[str]:
    """Return the references to stories of a clean body in the interchange format."""
    if "data-story-ref=" not in body:
        return []
    links = (attributes_of(match[1]) for match in ANCHOR.finditer(body))
    return [values["data-story-ref"] for values in links if "data-story-ref" in values]


def replace_references(
    body: str, *, image: Callable[[str], str | None], story: Callable[[str], str | None], to: Literal["ids", "refs"]
) -> str:
    """Turn a clean body's references from the interchange format's into ids, or back. None: the picture goes, the link's words stay."""
    old, new = ("-ref", "") if to == "ids" else ("", "-ref")

    def figure(match: re.Match[str]) -> str:
        attributes = attributes_of(match[1])
        name = attributes.get(f"data-image{old}")
        if name is None:
            return match[0]
        found = image(name)
        others = {key: value for key, value in attributes.items() if not key.startswith("data-image")}
        return "" if found is None else figure_html({**others, f"data-image{new}": found}, match[2])

    def anchor(match: re.Match[str]) -> str:
        name = attributes_of(match[1]).get(f"data-story{old}")
        if name is None:
            return match[0]
        found = story(name)
        return match[2] if found is None else f'<a data-story{new}="{quoted(found)}">{match[2]}</a>'

    if f"data-image{old}=" in body:
        body = FIGURE.sub(figure, body)
    return ANCHOR.sub(anchor, body) if f"data-story{old}=" in body else body


def link_stories(html: str, paths: Mapping[int, str]) -> str:
    """Draw links to stories: to their path where there is one, else only their words."""
    if "data-story" not in html:
        return html

    def anchor(match: re.Match[str]) -> str:
        attributes = attributes_of(match[1])
        if "data-story" not in attributes and "data-story-ref" not in attributes:
            return match[0]
        number = attributes.get("data-story", "")
        path = paths.get(int(number)) if number.isdigit() else None
        return f'<a href="{quoted(path)}">{match[2]}</a>' if path else match[2]

    return ANCHOR.sub(anchor, html)


def with_dateline(blocks: list[Block], dateline: str) -> list[Block]:
    """Return the blocks with the dateline, plain text, before the first paragraph's words; without a paragraph it is one."""
    if not dateline:
        return blocks
    snippet = format_html('<span class="dateline">{} —</span> ', dateline)
    first = next((number for number, block in enumerate(blocks) if block["kind"] == "html"), None)
    opening = _first_paragraph(blocks[first]["html"]) if first is not None else None
    if first is None or opening is None:
        return [{"kind": "html", "html": f"<p>{snippet}</p>"}, *blocks]
    html = blocks[first]["html"]
    return [*blocks[:first], {**blocks[first], "html": f"{html[:opening]}{snippet}{html[opening:]}"}, *blocks[first + 1 :]]


def _first_paragraph(html: str) -> int | None:
    """Return where the words of the first paragraph at the top level begin."""
    position = 0
    for tag, attributes, _inner, whole in elements(html):
        if tag == "p":
            return position + len(f"<p{attributes}>")
        position += len(whole)
    return None


def _block_of(tag: str, attributes: str, inner: str, whole: str) -> Block:
    if tag == "figure":
        return _figure_block(attributes_of(attributes), inner)
    if tag == "blockquote" and 'class="pull-quote"' in attributes:
        words, _mark, source = inner.partition("<footer>")
        return {"kind": "pull_quote", "html": words, "source": plain_text(source)}
    if tag == "aside":
        return {"kind": "fact_box", "html": inner}
    if tag == "table":
        return _table_block(attributes, whole)
    return {"kind": "break"} if tag == "hr" else {"kind": "html", "html": whole}


def _table_block(attributes: str, whole: str) -> Block:
    chart = attributes_of(attributes).get("data-chart")
    if chart is None:
        return {"kind": "table", "html": whole}
    return {"kind": "chart", "chart": chart, "html": whole.replace(f' data-chart="{chart}"', "", 1)}


def _figure_block(values: Mapping[str, str], inner: str) -> Block:
    caption = FIGCAPTION.search(inner)
    words = caption[1] if caption else ""
    if "data-image" in values:
        return {
            "kind": "image",
            "image": int(values["data-image"]),
            "size": values.get("data-size", "normal"),
            "alt": values.get("data-alt", ""),
            "caption": words,
        }
    if "data-url" not in values:
        return {"kind": "html", "html": f"<p>{words}</p>" if words else ""}  # a picture of another archive
    url = values["data-url"]
    return {"kind": "embed", "url": url, "provider": provider_of(url), "caption": words}
