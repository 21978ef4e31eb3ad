"""What an import has met so far: sections, authors, tags and pictures by the names a file calls them. Ids only, no rows."""

import errno
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import pictures, saving, uploads
from articles.addresses import author_path, is_reserved, numbered, slug_from
from articles.interchange.checks import Values
from articles.models import Author, Image, Section
from articles.models.images import refuse_file_name
from articles.paths import is_free
from articles.sections import load_tree
from articles.tags import find_tag, free_tag_slug

SectionNames = tuple[str, ...]
Key = TypeVar("Key")
Found = TypeVar("Found")
_REMEMBERED = 20_000
_IMAGE_FACTS = ("alt", "caption", "credit", "source", "licence", "rights_expire_on", "focal_x", "focal_y")
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class Known:
    """Finds by name, makes what is missing, remembers a bounded number. `forget` after a transaction was rolled back."""

    def __init__(self, *, images: Path | None, keep_pictures: bool) -> None:
        self.images = images.resolve() if images else None
        self.keep_pictures = keep_pictures
        self.made: Counter[str] = Counter()
        self.sections: dict[SectionNames, int] = {}
        self.refused: dict[SectionNames, ValidationError] = {}
        self.authors: dict[tuple[str, str], int] = {}
        self.tags: dict[str, Values] = {}
        self.pictures: dict[tuple[Any, ...], int | None] = {}
        self.forget(Counter())

    def forget(self, made: Counter[str]) -> None:
        """Read the sections anew, find the rest again when it is asked for; `made` is what had been made before the transaction."""
        self.made = made
        tree = load_tree()
        self.sections = {tuple(tree.names(pk)): pk for pk in tree.by_id}
        self.refused.clear()
        for remembered in (self.authors, self.tags, self.pictures):
            remembered.clear()

    def make_sections(self, wanted: Iterable[list[str]]) -> None:
        """Make the sections that are missing, before the transaction of the stories that name them.

        Making one keeps every publisher waiting until its commit, and waits for them all: no row may be locked meanwhile.
        """
        for names in wanted:
            try:
                self.section(names)
            except ValidationError as error:
                self.refused[tuple(names)] = error

    def section(self, names: list[str]) -> int | None:
        """Return the section with these names from the root, made when it is missing; None for no names."""
        if not names:
            return None
        path = tuple(names)
        if path in self.refused:
            raise self.refused[path]
        if path not in self.sections:
            parent = self.section(names[:-1])
            slug = self.free_section_slug(names[-1], parent)
            section = Section(name=names[-1], parent_id=parent, slug=slug, position=min(len(self.sections), 32_767))
            self.sections[path] = saving.save_section(section).pk
            self.made["section"] += 1
        return self.sections[path]

    def author(self, line: Values) -> int:
        """Return the author a byline names: by reference where there is one, else by name; made when missing."""
        ref, name = line.get("ref", ""), line["name"]
        return _remembered(self.authors, (ref, "" if ref else name), lambda: self._find_author(name, ref))

    def tag(self, name: str) -> Values:
        """Return `{"id", "name", "slug"}` of a tag, whatever its case; made when missing."""
        return _remembered(self.tags, name, lambda: find_tag(name) or self._make_tag(name))

    def picture(self, told: Values) -> int | None:
        """Return the picture a story names, by reference or by file, taken into the library when it is new.

        Only where pictures are not kept, in a dry run, there may be none.
        """
        if "ref" in told:
            found = self._by_ref(told["ref"])
            if found is None and "file" not in told and self.keep_pictures:
                raise ValidationError(_("There is no picture “%(ref)s”. Its line must come first.") % {"ref": told["ref"]})
            if found is not None or "file" not in told:
                return found
        facts = {name: told[name] for name in _IMAGE_FACTS if name in told}
        return _remembered(
            self.pictures, (told["file"], *facts.items()), lambda: self.take(told["file"], {**facts, "import_ref": told.get("ref")})
        )

    def take(self, file: str, facts: Values) -> int | None:
        """Take a file of the folder into the library; where pictures are not kept, only look whether it could be taken."""
        path = self._inside(file)
        try:
            return self._add(path, facts) if self.keep_pictures else _look_at(path, facts)
        except ValidationError as error:  # a full disk refuses the next picture too: no line is at fault
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _DISK_ERRORS:
                raise error.__cause__ from error
            raise
        except OSError as error:
            if error.errno in _DISK_ERRORS:
                raise
            raise ValidationError(_("The picture “%(file)s” cannot be read.") % {"file": file}) from error

    def _add(self, path: Path, facts: Values) -> int:
        last = Image.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        words = {name: value for name, value in facts.items() if name not in {"focal_x", "focal_y"} and value is not None}
        focal = (facts.get("focal_x", 0.5), facts.get("focal_y", 0.5))
        image = pictures.add_image(path, focal=focal, **words)
        self.made["image"] += image.pk > last
        return image.pk

    def _by_ref(self, ref: str) -> int | None:
        return _remembered(self.pictures, ("ref", ref), lambda: Image.objects.filter(import_ref=ref).values_list("pk", flat=True).first())

    def _inside(self, file: str) -> Path:
        if self.images is None:
            raise ValidationError(_("The line names the picture “%(file)s”. Say with --images where pictures lie.") % {"file": file})
        try:
            path = (self.images / file).resolve()
            is_there = path.is_relative_to(self.images) and path.is_file()
        except OSError:  # a name longer than the file system knows
            is_there = False
        if not is_there:
            raise ValidationError(_("There is no picture “%(file)s” in the folder of pictures.") % {"file": file})
        return path

    def _find_author(self, name: str, ref: str) -> int:
        known = Author.objects.filter(import_ref=ref) if ref else Author.objects.filter(name=name)
        found = known.order_by("pk").values_list("pk", flat=True).first()
        if found:
            return found
        self.made["author"] += 1
        return saving.save_author(Author(name=name, slug=free_author_slug(name), import_ref=ref or None)).pk

    def _make_tag(self, name: str) -> Values:
        self.made["tag"] += 1
        tag = saving.save_tag(Tag(name=name, slug=free_tag_slug(name)))
        return {"id": tag.pk, "name": tag.name, "slug": tag.slug}

    def free_section_slug(self, name: str, parent: int | None) -> str:
        above = load_tree().by_id[parent].path if parent else "/"

        def may_be(slug: str) -> bool:
            is_own = parent is None and is_reserved(slug)
            return not is_own and is_free(f"{above}{slug}/", owner="section", owner_id=None)

        return next(_free(slug_from(name, otherwise="section"), may_be))


def free_author_slug(name: str) -> str:
    return next(_free(slug_from(name, otherwise="author"), _author_may_be))


def _remembered(kept: dict[Key, Found], key: Key, find: Callable[[], Found]) -> Found:
    """Find once; what was found is remembered, what was not is looked for again."""
    if (found := kept.get(key)) is None:
        found = find()
        if len(kept) >= _REMEMBERED:
            kept.clear()
        kept[key] = found
    return found


def _look_at(path: Path, facts: Values) -> int | None:
    refuse_file_name(facts["alt"])
    with path.open("rb") as opened:
        uploads.check_upload(File(opened, name=path.name))
    return None


def _free(slug: str, may_be: Callable[[str], bool]) -> Iterator[str]:
    return (found for number in range(1, 100_000) if may_be(found := numbered(slug, number)))


def _author_may_be(slug: str) -> bool:
    return is_free(author_path(slug), owner="author", owner_id=None) and not Author.objects.filter(slug=slug).exists()
