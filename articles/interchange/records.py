"""Lines that are no stories: the site, sections, tags, pictures, authors, standing pages.

A key that is not there leaves what there is; a line that says what is there changes nothing.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import html, paths, pictures, saving
from articles.changes import gathered
from articles.interchange.checks import Values
from articles.interchange.known import Known, free_author_slug
from articles.interchange.lines import Line
from articles.interchange.stories import ids_of
from articles.models import Author, Image, Page, Path, Section, SiteSettings
from articles.tags import find_tag, free_tag_slug

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
Warn = Callable[[str], None]


def take_in(line: Line, known: Known, *, warn: Warn) -> str:
    """Store one line; return whether it was new, changed or unchanged. Raises ValidationError with sentences."""
    with gathered():
        return _TAKERS[line.type](dict(line.values), known, warn)


def _site(values: Values, known: Known, warn: Warn) -> str:
    site = SiteSettings.objects.filter(pk=1).first()
    return _save(site or SiteSettings(), values, is_new=site is None, save=saving.save_site)


def _section(values: Values, known: Known, warn: Warn) -> str:
    names, old = values.pop("path"), values.pop("paths", ())
    if not names:
        raise ValidationError(_("“path” names no section."))
    pk = known.sections.get(tuple(names))
    section = Section.objects.get(pk=pk) if pk else Section(name=names[-1], parent_id=known.section(names[:-1]))
    if not values.get("slug"):
        values["slug"] = section.slug or known.free_section_slug(section.name, section.parent_id)
    outcome = _save(section, values, is_new=pk is None, save=saving.save_section)
    known.sections[tuple(names)] = section.pk
    known.made["section"] += outcome == NEW
    return _with_paths(outcome, old, owner="section", owner_id=section.pk, warn=warn)


def _tag(values: Values, known: Known, warn: Warn) -> str:
    old = values.pop("paths", ())
    found = find_tag(values["name"])
    tag = Tag.objects.get(pk=found["id"]) if found and found["name"] == values["name"] else Tag()
    is_new = tag.pk is None
    if not values.get("slug"):
        values["slug"] = tag.slug or free_tag_slug(values["name"])
    outcome = _save(tag, values, is_new=is_new, save=saving.save_tag)
    known.tags.pop(tag.name, None)
    known.made["tag"] += is_new
    return _with_paths(outcome, old, owner="tag", owner_id=tag.pk, warn=warn)


def _image(values: Values, known: Known, warn: Warn) -> str:
    image = Image.objects.filter(import_ref=values["import_ref"]).first()
    file = values.pop("file")
    if image is None:
        known.take(file, values)
        return NEW
    return _save(image, values, is_new=False, save=pictures.save_image)


def _author(values: Values, known: Known, warn: Warn) -> str:
    old, portrait = values.pop("paths", ()), values.pop("portrait", None)
    if portrait is not None:
        values["portrait_id"] = known.picture({"ref": portrait})
    named = Author.objects.filter(import_ref=None, name=values["name"]).order_by("pk")  # a story named them first
    author = Author.objects.filter(import_ref=values["import_ref"]).first() or named.first() or Author()
    is_new = author.pk is None
    if not values.get("slug"):
        values["slug"] = author.slug or free_author_slug(values["name"])
    outcome = _save(author, values, is_new=is_new, save=saving.save_author)
    known.made["author"] += is_new
    return _with_paths(outcome, old, owner="author", owner_id=author.pk, warn=warn)


def _page(values: Values, known: Known, warn: Warn) -> str:
    old = values.pop("paths", ())
    if "body" in values:
        values["body"] = _resolved(values["body"], known, warn)
    page = Page.objects.filter(import_ref=values["import_ref"]).first() or Page()
    outcome = _save(page, values, is_new=page.pk is None, save=saving.save_page)
    return _with_paths(outcome, old, owner="page", owner_id=page.pk, warn=warn)


def _resolved(body: str, known: Known, warn: Warn) -> str:
    refs = html.story_refs(body)
    stories = ids_of(refs)
    if missing := [ref for ref in refs if ref not in stories]:
        warn(_("These stories are not there: %(refs)s.") % {"refs": ", ".join(missing[:10])})

    def image(ref: str) -> str | None:
        pk = known.picture({"ref": ref})
        return str(pk) if pk else None

    return html.clean(html.replace_references(body, image=image, story=lambda ref: _text(stories.get(ref)), to="ids"))


def _text(pk: int | None) -> str | None:
    return None if pk is None else str(pk)


def _save(thing: Model, values: Values, *, is_new: bool, save: Callable[[Any], object]) -> str:
    changed = [name for name, value in values.items() if getattr(thing, name) != value and not (name == "slug" and not value)]
    if not changed and not is_new:
        return UNCHANGED
    for name in changed:
        setattr(thing, name, values[name])
    unchecked = {"file", "slug"} if isinstance(thing, Tag) else {"file"}  # taggit's own check knows no vowel signs: हिन्दी
    thing.full_clean(exclude=[field.name for field in thing._meta.concrete_fields if field.is_relation or field.name in unchecked])
    save(thing)
    return NEW if is_new else CHANGED


def _with_paths(outcome: str, old: list[str], *, owner: paths.Owner, owner_id: int, warn: Warn) -> str:
    """Claim old addresses; one that belongs to another page stays there."""
    there = set(Path.objects.filter(path__in=old, **{owner: owner_id}).values_list("path", flat=True)) if old else set()
    for path in old:
        if path not in there:
            try:
                paths.claim(path, owner=owner, owner_id=owner_id)
            except paths.PathTaken as error:
                warn(" ".join(error.messages))
                continue
            outcome = CHANGED if outcome == UNCHANGED else outcome
    return outcome


_TAKERS: dict[str, Callable[[Values, Known, Warn], str]] = {
    "site": _site,
    "section": _section,
    "tag": _tag,
    "image": _image,
    "author": _author,
    "page": _page,
}
