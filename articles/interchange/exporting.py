"""Exporting: everything a site says, in a fixed order, one JSON object a line. Streams; a few queries for every few hundred things."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from taggit.models import Tag

from articles import html
from articles.addresses import author_path, page_path, tag_path
from articles.interchange.checks import Values
from articles.interchange.exported_stories import stories
from articles.interchange.keys import KEYS
from articles.interchange.references import named, old_paths, paths_of, refs_of, with_refs
from articles.models import Article, Author, Image, Page, Section, SiteSettings
from articles.models.rows import chunks
from articles.sections import load_tree

Tell = Callable[[str], None]


def export(images: Path | None = None, *, tell: Tell) -> Iterator[str]:
    """Yield the lines of a whole site: what a line refers to stands before it, but for stories.

    With `images`, the originals are copied there under the names the lines give them; `tell` hears of those that are gone.
    """
    if images:
        images.mkdir(parents=True, exist_ok=True)
    for records in (_site(), _sections(), _tags(), _images(images, tell), _authors(), stories(), _pages()):
        for record in records:
            yield json.dumps(record, ensure_ascii=False)


def export_to(file: Path, images: Path | None, *, tell: Tell) -> int:
    """Write an export to a file, which is there whole or not at all; return the number of lines."""
    number, part = 0, file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for number, line in enumerate(export(images, tell=tell), start=1):  # noqa: B007
            out.write(f"{line}\n")
    part.replace(file)
    return number


def file_name(image: Image) -> str:
    """Return the name under which an original is exported: the same wherever the same file lies."""
    return f"{image.checksum[:24]}{PurePath(str(image.file.name)).suffix.lower()}"


def _full(record: Values) -> Values:
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _site() -> Iterator[Values]:
    site = SiteSettings.objects.filter(pk=1).first()
    if site:
        yield _full({"type": "site", **{name: getattr(site, name) for name in KEYS["site"]}})


def _sections() -> Iterator[Values]:
    tree = load_tree()
    positions, paths = dict(Section.objects.values_list("pk", "position")), paths_of("section", tree.by_id)
    for root in tree.roots:
        for branch in root.subtree():
            told = {"type": "section", "path": tree.names(branch.id), "slug": branch.slug, "description": branch.description}
            old = old_paths(paths.get(branch.id, ()), current=[branch.path])
            yield {**_full(told), "position": positions[branch.id], "in_navigation": branch.in_navigation, **_full({"paths": old})}


def _tags() -> Iterator[Values]:
    for tags in chunks(Tag.objects.all()):
        paths = paths_of("tag", [tag.pk for tag in tags])
        for tag in tags:
            old = old_paths(paths.get(tag.pk, ()), current=[tag_path(tag.slug)])
            yield _full({"type": "tag", "name": tag.name, "slug": tag.slug, "paths": old})


def _images(folder: Path | None, tell: Tell) -> Iterator[Values]:
    for images in chunks(Image.objects.all()):
        refs = named(Image, "image", {image.pk: image.import_ref for image in images})
        for image in images:
            if folder:
                _copy(image, folder, tell)
            told = {
                "type": "image",
                "import_ref": refs[image.pk],
                "file": file_name(image),
                **{name: getattr(image, name) for name in ("alt", "caption", "credit", "source", "licence")},
                "rights_expire_on": image.rights_expire_on.isoformat() if image.rights_expire_on else None,
            }
            yield {**_full(told), "focal_x": image.focal_x, "focal_y": image.focal_y}


def _copy(image: Image, folder: Path, tell: Tell) -> None:
    """Copy an original; one that was copied before is not copied again."""
    target = folder / file_name(image)
    if target.exists():
        return
    part = target.with_name(f"{target.name}.part")
    try:
        source = image.file.storage.open(str(image.file.name))
    except FileNotFoundError:
        tell(f"The original of picture {image.pk} is gone: {image.file.name}")
        return
    with source, part.open("wb") as out:
        shutil.copyfileobj(source, out)
    part.replace(target)


def _authors() -> Iterator[Values]:
    for authors in chunks(Author.objects.all()):
        refs = named(Author, "author", {author.pk: author.import_ref for author in authors})
        portraits = refs_of(Image, "image", {author.portrait_id for author in authors if author.portrait_id})
        paths = paths_of("author", refs)
        for author in authors:
            yield _full(
                {
                    "type": "author",
                    "import_ref": refs[author.pk],
                    **{name: getattr(author, name) for name in ("name", "slug", "job_title", "biography")},
                    "portrait": portraits.get(author.portrait_id or 0),
                    "paths": old_paths(paths.get(author.pk, ()), current=[author_path(author.slug)]),
                }
            )


def _pages() -> Iterator[Values]:
    for pages in chunks(Page.objects.all()):
        refs = named(Page, "page", {page.pk: page.import_ref for page in pages})
        paths, references = paths_of("page", refs), [html.references(page.body) for page in pages]
        pictures = refs_of(Image, "image", {image for one in references for image in one.images})
        linked = refs_of(Article, "article", {story for one in references for story in one.stories})
        for page in pages:
            told = {
                "type": "page",
                "import_ref": refs[page.pk],
                **{name: getattr(page, name) for name in ("title", "slug", "description")},
                "body": with_refs(page.body, pictures, linked),
            }
            old = old_paths(paths.get(page.pk, ()), current=[page_path(page.slug)])
            yield {**_full(told), "position": page.position, "in_footer": page.in_footer, **_full({"paths": old})}
