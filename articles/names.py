"""Today's names of authors and tags. What an edition remembers of them is the record; pages show what they are called now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Value
from taggit.models import Tag

from articles.addresses import author_path, tag_path
from articles.changes import depends_on
from articles.composed import Prepared
from articles.models import Alias, Author, Byline

_NO_PERSON = (Value(""), Value(None, output_field=BigIntegerField(null=True)))
"""What stands for a tag where an author has a job and a portrait: both come in one query."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the page it leads to; no path where that page is gone. Only people have a job and a portrait, a picture's id."""

    name: str
    path: str
    job_title: str = ""
    portrait_id: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """The names that stand in a byline in one role, in order. `words` is what stands before them: “By”, “Photos”."""

    role: str
    words: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id."""

    authors: Mapping[int, Name] = field(default_factory=dict)
    tags: Mapping[int, Name] = field(default_factory=dict)

    def author(self, line: Mapping[str, Any]) -> Name:
        """Return the author of an edition's byline; one who is gone keeps the name on record."""
        return self.authors.get(line["author"]) or Name(line["name"], "")

    def writers(self, bylines: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
        return tuple(self.author(line) for line in bylines if line["role"] == Byline.Role.WRITER)

    def credits(self, bylines: Iterable[Mapping[str, Any]]) -> tuple[Credit, ...]:
        """Return a byline by role, roles in the order in which they first appear."""
        in_role: dict[str, list[Name]] = {}
        for line in bylines:
            in_role.setdefault(line["role"], []).append(self.author(line))
        return tuple(Credit(role, _words_of(role), tuple(names)) for role, names in in_role.items())

    def of_tags(self, tags: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
        return tuple(self.tags.get(tag["id"]) or Name(tag["name"], "") for tag in tags)


def _words_of(role: str) -> str:
    return str(Byline.Role(role).label) if role in Byline.Role else ""


def name_key(kind: str, pk: int) -> str:
    """Name what somebody is called, as in `name:author:7`. The list `author:7` changes with every story; a name hardly ever does."""
    return f"name:{kind}:{pk}"


def author_ids(*bylines: Iterable[Mapping[str, Any]]) -> set[int]:
    return {line["author"] for lines in bylines for line in lines}


def names_of(authors: Iterable[int], tags: Iterable[int] = ()) -> Names:
    """Read what authors and tags are called now; the page depends on them. One query, none for nobody, one more where some are gone."""
    author_set, tag_set = set(authors), set(tags)
    depends_on(*(name_key("author", pk) for pk in author_set), *(name_key("tag", pk) for pk in tag_set))
    kinds: dict[str, dict[int, Name]] = {"author": {}, "tag": {}}
    found = _ROWS.rows(list(author_set), list(tag_set)) if author_set or tag_set else []
    for kind, pk, name, slug, job_title, portrait in found:
        path = author_path(slug) if kind == "author" else tag_path(slug)
        kinds[kind][pk] = Name(name, path, job_title, portrait)
    for kind, gone in (("author", author_set - kinds["author"].keys()), ("tag", tag_set - kinds["tag"].keys())):
        kinds[kind] |= _merged(kind, gone) if gone else {}
    return Names(kinds["author"], kinds["tag"])


def _merged(kind: str, gone: set[int]) -> dict[int, Name]:
    """Return the names of those whom `articles.merging` made others; the page depends on these too."""
    became = {one.old_id: one.author or one.tag for one in Alias.objects.filter(kind=kind, old_id__in=gone).select_related("author", "tag")}
    depends_on(*(name_key(kind, one.pk) for one in became.values() if one))
    return {old: _name_of(one) for old, one in became.items() if one}


def _name_of(one: Author | Tag) -> Name:
    if isinstance(one, Author):
        return Name(one.name, author_path(one.slug), one.job_title, one.portrait_id)
    return Name(one.name, tag_path(one.slug))


def _rows(authors: Sequence[int], tags: Sequence[int]) -> "QuerySet[Any, tuple[Any, ...]]":
    of_authors = Author.objects.order_by().values_list(Value("author"), "pk", "name", "slug", "job_title", "portrait_id")
    of_tags = Tag.objects.order_by().values_list(Value("tag"), "pk", "name", "slug", *_NO_PERSON)
    found = (of_authors.filter(pk__in=authors), of_tags.filter(pk__in=tags))
    return found[0].union(found[1], all=True) if authors and tags else found[0] if authors else found[1]


_ROWS = Prepared(_rows)
