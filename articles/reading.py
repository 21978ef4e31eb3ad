"""A story as its page draws it: the same for readers, from a live edition, and for the desk's preview, from an unsaved one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from articles import cards, charts, embeds, html, suggestions
from articles.album import PORTRAIT, SHARING, TALL, Album, album_of
from articles.cards import Card
from articles.changes import depends_on
from articles.charts import Chart
from articles.figures import Figure
from articles.html import Block
from articles.languages import direction_of, language_of
from articles.models import Byline, Content, Edition, Page
from articles.names import Credit, Name, author_ids, names_of
from articles.sections import Branch, tree
from articles.sharing import Sharing, absolute, sharing_of

FACES = 3
"""How many portraits stand over a story, however many wrote it."""
DRAWN_KINDS = frozenset({"html", "image", "gallery", "pull_quote", "fact_box", "embed", "table", "chart", "break"})
"""Kinds of blocks that have a template of their name. Twin: `templates/articles/blocks/`."""


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A block and what it needs to be drawn. `paths`: where links to stories lead, by article id."""

    kind: str
    content: Block
    paths: Mapping[int, str]
    figure: Figure | None
    items: Sequence["DrawnBlock"] = ()

    @property
    def template(self) -> str:
        return f"articles/blocks/{self.kind}.html"

    @property
    def frame(self) -> str:
        """Return the address a reader may ask to see an embed from; "" where only a link leads there."""
        return embeds.frame_of(self.content["url"])

    @property
    def chart(self) -> Chart | None:
        return charts.chart_of(self.content["html"], self.content["chart"])


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the page of a story shows. `section` is None only in the preview of a story that has none yet.

    `faces`: portraits of its writers. `tall_picture`: the lead picture of a long read as phones show it.
    """

    article_id: int
    headline: str
    kicker: str
    deck: str
    kind: str
    layout: str
    correction: str
    language: str
    direction: str
    section: Branch | None
    published_at: dt.datetime | None
    updated_at: dt.datetime | None
    credits: tuple[Credit, ...]
    faces: tuple[Figure, ...]
    lead_picture: Figure | None
    tall_picture: Figure | None
    blocks: list[DrawnBlock]
    tags: tuple[Name, ...]
    suggested: list[Card]
    title: str
    description: str
    address: str
    canonical_url: str
    noindex: bool
    sharing: Sharing

    @property
    def is_long_read(self) -> bool:
        return self.layout == Content.Layout.LONG_READ

    @property
    def updated_on_its_day(self) -> bool:
        """Say whether it was updated on the day it was published, in TIME_ZONE."""
        zone = timezone.get_default_timezone()
        days = {timezone.localtime(moment, zone).date() for moment in (self.published_at, self.updated_at) if moment}
        return len(days) == 1


@dataclass(frozen=True, slots=True)
class StandingPage:
    title: str
    description: str
    canonical_url: str
    blocks: list[DrawnBlock] = field(default_factory=list)


def story_page(edition: Edition, *, at: dt.datetime) -> Story:
    """Return the page of an edition, saved or not. Three queries: cards of other stories, names, pictures."""
    asked = suggestions.in_order(edition.related, edition.suggestions, itself=edition.article_id)
    blocks = html.with_dateline(edition.blocks, edition.dateline)
    references = html.block_references(blocks)
    depends_on(f"article:{edition.article_id}", *(f"article:{other}" for other in {*asked, *references.stories}))
    rows = cards.rows(live_articles={*asked, *references.stories}, at=at)
    shown = [rows[article] for article in asked if article in rows][: max(suggestions.SHOWN, len(edition.related))]
    names = names_of(author_ids(edition.bylines) | cards.authors_on(shown), (tag["id"] for tag in edition.tags))
    writers = [names.author(line) for line in edition.bylines if line["role"] == Byline.Role.WRITER]
    album = album_of([*references.images, edition.lead_image_id, *(name.portrait_id for name in writers[:FACES])], at=at)
    paths = {article: row["path"] for article, row in rows.items()}
    return Story(
        **{
            name: getattr(edition, name) for name in ("article_id", "headline", "kicker", "deck", "kind", "layout", "correction", "noindex")
        },
        language=language_of(edition.language),
        direction=direction_of(edition.language),
        section=tree().by_id.get(edition.section_id or 0),
        published_at=edition.published_at,
        updated_at=edition.updated_at,
        credits=names.credits(edition.bylines),
        faces=_faces(writers, album),
        lead_picture=album.figure(edition.lead_image_id),
        tall_picture=album.figure(edition.lead_image_id, TALL) if edition.layout == Content.Layout.LONG_READ else None,
        blocks=_drawn(blocks, paths, album),
        tags=names.of_tags(edition.tags),
        suggested=cards.draw(shown, names, at=at),
        title=edition.seo_title or edition.headline,
        description=edition.seo_description or edition.deck,
        address=absolute(edition.path),
        canonical_url=edition.canonical_url or absolute(edition.path),
        sharing=sharing_of(edition, album.figure(edition.lead_image_id, SHARING)),
    )


def standing_page(page: Page, path: str, *, at: dt.datetime) -> StandingPage:
    """Return a standing page. Two queries at most: pictures, and the stories it links to."""
    blocks = html.cut(page.body)
    references = html.block_references(blocks)
    depends_on(f"page:{page.pk}", *(f"article:{other}" for other in references.stories))
    live = Edition.objects.live(at=at).filter(article_id__in=references.stories).values_list("article_id", "path")
    paths = dict(live) if references.stories else {}
    drawn = _drawn(blocks, paths, album_of(references.images, at=at))
    return StandingPage(page.title, page.description, absolute(path), drawn)


def _faces(writers: Sequence[Name], album: Album) -> tuple[Figure, ...]:
    figures = (album.figure(name.portrait_id, PORTRAIT) for name in writers[:FACES])
    return tuple(figure for figure in figures if figure and figure.src)


def _drawn(blocks: Sequence[Block], paths: Mapping[int, str], album: Album) -> list[DrawnBlock]:
    """Pair blocks with what they need; a kind this version cannot draw, and a picture that may not be shown, is left out."""
    drawn = (_drawn_block(block, paths, album) for block in blocks if block["kind"] in DRAWN_KINDS)
    return [block for block in drawn if (block.figure or block.kind != "image") and (block.items or block.kind != "gallery")]


def _drawn_block(block: Block, paths: Mapping[int, str], album: Album) -> DrawnBlock:
    items = _drawn(block.get("items", ()), paths, album)
    return DrawnBlock(block["kind"], block, paths, album.figure(block.get("image")), items)
