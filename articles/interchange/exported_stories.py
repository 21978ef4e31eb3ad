"""Stories as an export writes them: the working copy, and each edition by what it says differently. Twin: `stories`, which reads them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from taggit.models import Tag

from articles import html
from articles.interchange.checks import Values
from articles.interchange.keys import CONTENT_KEYS, DESK_KEYS, EMPTY
from articles.interchange.references import named, old_paths, paths_of, refs_of, tag_names, with_refs, written_path
from articles.interchange.stories import PLAIN_KEYS
from articles.merging import through_aliases
from articles.models import Alias, Article, Author, Byline, Edition, Image, RelatedArticle
from articles.models.rows import chunks
from articles.registries import interchange_keys
from articles.sections import Tree, load_tree

_ALWAYS = ("headline", "section", "body")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the working copies of a chunk, by article id."""

    bylines: Mapping[int, list[Values]]
    tags: Mapping[int, list[str]]
    related: Mapping[int, list[int]]


@dataclass(frozen=True, slots=True)
class _Names:
    """What a chunk refers to, by id."""

    sections: Tree
    images: Mapping[int, str]
    stories: Mapping[int, str]
    authors: Mapping[int, str]
    tags: Mapping[int, str]


def stories() -> Iterator[Values]:
    """Yield every story, in the order in which they were made. The same number of queries for every chunk."""
    for articles in chunks(Article.objects.all()):
        refs = named(Article, "article", {article.pk: article.import_ref for article in articles})
        beside, editions, paths = _beside(list(refs)), _editions_of(list(refs)), paths_of("article", refs)
        names = _names(articles, [edition for several in editions.values() for edition in several], beside)
        keys = {name: key.read(list(refs)) for name, key in interchange_keys.items()}
        for article in articles:
            told = _story(article, editions.get(article.pk, []), beside, names)
            told |= {name: values[article.pk] for name, values in keys.items() if article.pk in values}
            own = [edition.path for edition in editions.get(article.pk, [])]
            if old := old_paths(paths.get(article.pk, ()), current=own):
                told["paths"] = old
            told_editions = told.pop("editions")
            yield {"import_ref": refs[article.pk], **told, **({"editions": told_editions} if told_editions else {})}


def moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _story(article: Article, editions: Sequence[Edition], beside: _Beside, names: _Names) -> Values:
    pk = article.pk
    content = _content(article, beside.bylines.get(pk, []), beside.tags.get(pk, []), beside.related.get(pk, []), names)
    told = {name: value for name, value in content.items() if value != EMPTY[name] or name in _ALWAYS}
    for name in DESK_KEYS:
        value = getattr(article, name)
        if value:
            told[name] = moment(value) if isinstance(value, dt.datetime) else value
    told["editions"] = [_edition(edition, content, names) for edition in editions]
    return told


def _edition(edition: Edition, working_copy: Values, names: _Names) -> Values:
    tags = [names.tags.get(tag["id"], tag["name"]) for tag in edition.tags]
    content = _content(edition, edition.bylines, tags, edition.related, names)
    told = {"live_from": moment(edition.live_from)}
    if edition.live_until:
        told["live_until"] = moment(edition.live_until)
    if edition.ending:
        told["ending"] = edition.ending
    if edition.notice:
        told["notice"] = edition.notice
    if edition.updated_at:
        told["updated_at"] = moment(edition.updated_at)
    told["path"] = written_path(edition.path)
    return told | {name: value for name, value in content.items() if value != working_copy[name]}


def _content(one: Article | Edition, bylines: list[Values], tags: list[str], related: list[int], names: _Names) -> Values:
    content: Values = {name: getattr(one, name) for name in PLAIN_KEYS}
    content["section"] = names.sections.names(one.section_id) if one.section_id else []
    content["authors"] = [
        {"ref": names.authors[line["author"]], "name": line["name"], "role": line["role"]}
        for line in bylines
        if line["author"] in names.authors
    ]
    content["tags"] = sorted(tags, key=lambda name: (name.casefold(), name))
    content["lead_image"] = {"ref": names.images[one.lead_image_id]} if one.lead_image_id else {}
    content["related"] = [names.stories[target] for target in related if target in names.stories]
    content["body"] = with_refs(one.body, names.images, names.stories)
    return {name: content[name] for name in CONTENT_KEYS}


def _names(articles: Sequence[Article], editions: Sequence[Edition], beside: _Beside) -> _Names:
    """Look up what working copies and editions refer to. Nine queries, more only for thousands of references."""
    told = [*articles, *editions]
    references = [html.references(one.body) for one in told]
    images = {image for one in references for image in one.images} | {one.lead_image_id for one in told if one.lead_image_id}
    linked = {story for one in references for story in one.stories}
    related = [*beside.related.values(), *(edition.related for edition in editions)]
    bylines = [*beside.bylines.values(), *(edition.bylines for edition in editions)]
    tags = {tag["id"] for edition in editions for tag in edition.tags}
    authors = {line["author"] for several in bylines for line in several}
    return _Names(
        sections=load_tree(),
        images=refs_of(Image, "image", images),
        stories=refs_of(Article, "article", linked.union(*related)),
        authors=through_aliases(Alias.Kind.AUTHOR, authors, partial(refs_of, Author, "author")),
        tags=through_aliases(Alias.Kind.TAG, tags, tag_names),
    )


def _editions_of(ids: list[int]) -> dict[int, list[Edition]]:
    editions: dict[int, list[Edition]] = {}
    for edition in Edition.objects.filter(article_id__in=ids).defer("blocks").order_by("article_id", "live_from"):
        editions.setdefault(edition.article_id, []).append(edition)
    return editions


def _beside(ids: list[int]) -> _Beside:
    bylines: dict[int, list[Values]] = {}
    rows = Byline.objects.filter(article_id__in=ids).order_by("article_id", "position", "pk")
    for article, author, name, role in rows.values_list("article_id", "author_id", "author__name", "role"):
        bylines.setdefault(article, []).append({"author": author, "name": name, "role": role})
    related: dict[int, list[int]] = {}
    picked = RelatedArticle.objects.filter(article_id__in=ids).order_by("article_id", "position", "pk")
    for article, target in picked.values_list("article_id", "target_id"):
        related.setdefault(article, []).append(target)
    tags: dict[int, list[str]] = {}
    tagged = Tag.objects.filter(articles_taggedarticle_items__content_object_id__in=ids).order_by()
    for article, tag in tagged.values_list("articles_taggedarticle_items__content_object_id", "name"):
        tags.setdefault(article, []).append(tag)
    return _Beside(bylines, tags, related)
