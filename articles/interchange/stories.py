"""Stories of an import: what a line asks for, with everything found that it names. Nothing of the story itself is written here."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from articles import gate, html, publishing, working_copy
from articles.interchange.checks import Values
from articles.interchange.keys import CONTENT_KEYS, DESK_KEYS, EMPTY
from articles.interchange.known import Known
from articles.interchange.lines import Line
from articles.models import Article, Edition
from articles.working_copy import Companions

PLAIN_KEYS = [name for name in CONTENT_KEYS if name not in {"section", "authors", "tags", "lead_image", "related", "body"}]
_COMPANION_KEYS = ("authors", "tags", "related")
_WHOLE = {name: value for name, value in EMPTY.items() if name != "slug"}  # the address stays as it is


@dataclass(slots=True, eq=False)
class Draft:
    """What one edition that a line asks for says."""

    window: Values
    article: Article
    companions: Companions


@dataclass(slots=True, eq=False)
class Story:
    """A story of the file. `stored` is its row as it was read; `missing`: stories it refers to that are not there (yet)."""

    line: Line
    article: Article
    companions: Companions
    is_new: bool
    stored: Values
    digest: str = ""
    drafts: list[Draft] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Say whether the working copy must be written."""
        desk = any(getattr(self.article, name) != value for name, value in self.stored.items() if name != "content_hash")
        return self.is_new or desk or self.digest != self.stored["content_hash"]


def assemble(line: Line, known: Known, there: Mapping[str, Article], stories: Mapping[str, int]) -> Story:
    """Find or make everything a line names. Raises ValidationError with a sentence. `stories`: ids by reference."""
    found = there.get(line.ref)
    article = found or Article(pk=stories.get(line.ref), import_ref=line.ref)
    stored = {name: getattr(article, name) for name in ("content_hash", "slug", *DESK_KEYS)}
    story = Story(line, article, Companions(), is_new=found is None, stored=stored)
    story.missing = sorted(line.refs - stories.keys())
    fill(article, {**_WHOLE, **line.values}, known, stories)
    for name in DESK_KEYS:
        if name in line.values:
            setattr(article, name, line.values[name])
    story.companions = companions(line.values, known, stories)
    story.digest = working_copy.hash_of(working_copy.content_of(article), story.companions)
    story.drafts = [_draft(story, window, known, stories) for window in line.windows]
    return story


def fill(article: Article, told: Values, known: Known, stories: Mapping[str, int]) -> None:
    """Set the fields that a line, or one of its editions, speaks of."""
    for name in PLAIN_KEYS:
        if name in told and (told[name] or name != "slug"):  # an empty address is made at publishing, and stays
            setattr(article, name, told[name])
    if "section" in told:
        article.section_id = known.section(told["section"])
    if "lead_image" in told:
        article.lead_image_id = known.picture(told["lead_image"]) if told["lead_image"] else None
    if "body" in told:
        article.body = _with_ids(told["body"], known, stories)


def companions(told: Values, known: Known, stories: Mapping[str, int]) -> Companions:
    lines = {(known.author(line), line.get("role", "writer")): line["name"] for line in told.get("authors", ())}
    tags = {tag["id"]: tag for tag in (known.tag(name) for name in told.get("tags", ()))}
    return Companions(
        bylines=[{"author": author, "role": role, "name": name} for (author, role), name in lines.items()],
        tags=sorted(tags.values(), key=working_copy.tag_place),
        related=[stories[ref] for ref in told.get("related", ()) if ref in stories],
    )


def edition_of(draft: Draft) -> Edition:
    """Compose the edition a line asks for; its working copy has been written."""
    edition = publishing.fill(draft.article, draft.companions)
    window = draft.window
    edition.live_from, edition.live_until = window["live_from"], window.get("live_until")
    edition.ending = window.get("ending", Edition.Ending.NEXT)  # `publish_many` knows a planned end from what follows
    edition.notice, edition.updated_at = window.get("notice", ""), window.get("updated_at")
    edition.path = window.get("path", "")
    return edition


def ids_of(refs: Iterable[str]) -> dict[str, int]:
    """Return the ids of the stories with these references. One query for every five hundred."""
    wanted, found = sorted(set(refs)), dict[str, int]()
    for first in range(0, len(wanted), 500):
        rows = Article.objects.filter(import_ref__in=wanted[first : first + 500]).values_list("import_ref", "pk")
        found |= {str(ref): pk for ref, pk in rows}
    return found


def _draft(story: Story, window: Values, known: Known, stories: Mapping[str, int]) -> Draft:
    """Raises ValidationError where the edition lacks what readers must see."""
    draft = Draft(window, story.article, story.companions)
    if any(name in CONTENT_KEYS for name in window):
        draft.article = copy.copy(story.article)
        fill(draft.article, window, known, stories)
    if any(name in window for name in _COMPANION_KEYS):
        draft.companions = companions({**story.line.values, **window}, known, stories)
    if sentences := gate.missing(draft.article):
        raise ValidationError([str(sentence) for sentence in sentences])
    return draft


def _with_ids(body: str, known: Known, stories: Mapping[str, int]) -> str:
    """Resolve the references of a body. A link to a story that is not there becomes its words."""
    if "-ref=" not in body:
        return body

    def image(ref: str) -> str | None:
        pk = known.picture({"ref": ref})
        return None if pk is None else str(pk)

    def story(ref: str) -> str | None:
        return str(stories[ref]) if ref in stories else None

    return html.clean(html.replace_references(body, image=image, story=story, to="ids"))


def columns_of(article: Article, names: Iterable[str]) -> list[Any]:
    """Return an article's values as a driver takes them."""
    return [str(value) if isinstance(value, html.CleanBody) else value for value in (getattr(article, name) for name in names)]
