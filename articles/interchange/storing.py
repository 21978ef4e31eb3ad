"""Writing a batch of stories: a few statements for any number of them, inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import paths, search
from articles.interchange.editions import publish_stories
from articles.interchange.keys import DESK_KEYS
from articles.interchange.known import Known
from articles.interchange.lines import Line
from articles.interchange.stories import Story, assemble, columns_of, ids_of
from articles.models import CONTENT_FIELDS, Article, Byline, Edition, ImageUse, RelatedArticle, TaggedArticle
from articles.models.rows import insert_rows
from articles.publishing.placing import existing_pictures
from articles.registries import interchange_keys
from articles.working_copy import pictures_of

_COLUMNS = tuple(field.attname for field in Article._meta.concrete_fields if not field.primary_key)
_AT_ONCE = 500


@dataclass(slots=True)
class Stored:
    """What became of a batch. `refused` and `warned`: (number of the line, sentence); `waiting` is for the end of the file.

    `alone`: ids of stories that were published with little to suggest to their readers.
    """

    outcomes: list[str] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    warned: list[tuple[int, str]] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)


def store(lines: Sequence[Line], known: Known, *, is_final: bool) -> Stored:
    """Store stories, each told by one line. `is_final`: nothing is waited for any more. The sections are held (`hold_sections`).

    A line that cannot be stored is refused by itself; whatever fails in the database fails for the whole batch.
    """
    done = Stored()
    found = Article.objects.filter(import_ref__in=[line.ref for line in lines])
    there = {str(article.import_ref): article for article in found}
    stories = _assembled(lines, known, there, done)
    ready = [story for story in stories if is_final or not story.missing]
    done.waiting = [_waiting(story) for story in stories if not is_final and story.missing]
    published = set(Edition.objects.filter(article__in=there.values()).values_list("article_id", flat=True).distinct())
    written = [story for story in stories if story.is_new or (story.differs and (is_final or not story.missing))]
    _lock([story.article.pk for story in {*ready, *written} if not story.is_new])
    _write(written)
    for story in ready:
        is_changed = story.differs or bool(story.drafts and story.article.pk not in published)
        done.outcomes.append("new" if story.is_new or story.line.was_new else "changed" if is_changed else "unchanged")
        if story.missing:
            done.warned.append((story.line.number, _("These stories are not there: %(refs)s.") % {"refs": ", ".join(story.missing[:10])}))
    _claim_old_paths(ready, done)
    done.alone = publish_stories(ready, changed=written, published=published, warned=done.warned)
    _write_keys(ready)
    return done


def _assembled(lines: Sequence[Line], known: Known, there: Mapping[str, Article], done: Stored) -> list[Story]:
    """Assemble the stories of a batch; new ones get their rows, in the order of the lines.

    A line that names new stories of its own batch gets a bare row first, which `_write` fills: so all of them have their ids.
    """
    fresh = {line.ref for line in lines} - there.keys()
    others = ids_of(ref for line in lines for ref in line.refs)
    later = {line.ref: line for line in lines if not fresh.isdisjoint(line.refs)}
    stories: dict[str, Story] = {}
    for line in lines:
        if line.ref not in later:
            try:
                stories[line.ref] = assemble(line, known, there, others)
            except ValidationError as error:
                done.refused.append((line.number, " ".join(error.messages)))
    _insert([_row(line, stories) for line in lines if line.ref in fresh and (line.ref in stories or line.ref in later)], others)
    for line in later.values():
        stories[line.ref] = assemble(line, known, there, others)  # what is refused here has a row already: the batch fails as a whole
    return [stories[line.ref] for line in lines if line.ref in stories]


def _row(line: Line, stories: Mapping[str, Story]) -> Article:
    if line.ref not in stories:
        return Article(import_ref=line.ref, headline=line.values["headline"])
    article = stories[line.ref].article
    article.content_hash = stories[line.ref].digest
    return article


def _insert(articles: Sequence[Article], ids: dict[str, int]) -> None:
    now = timezone.now()
    for article in articles:
        article.created_at = article.changed_at = now
    insert_rows(Article, _COLUMNS, [columns_of(article, _COLUMNS) for article in articles])
    ids |= ids_of(str(article.import_ref) for article in articles)
    for article in articles:
        article.pk = ids[str(article.import_ref)]


def _waiting(story: Story) -> Line:
    story.line.was_new = story.is_new
    return story.line


def _lock(ids: Sequence[int]) -> None:
    """Lock what is there already, in one order for everybody."""
    for first in range(0, len(ids), _AT_ONCE):
        list(Article.objects.select_for_update().filter(pk__in=sorted(ids)[first : first + _AT_ONCE]).order_by("pk").values_list("pk"))


def _write(stories: Sequence[Story]) -> None:
    """Write working copies, new and changed, with what stands beside them. Twin: `articles.working_copy.settle`, for one story."""
    now = timezone.now()
    bare = [story for story in stories if story.is_new and story.article.content_hash != story.digest]
    changed = [story for story in stories if not story.is_new]
    for story in (*bare, *changed):
        story.article.content_hash, story.article.changed_at = story.digest, now
        story.article.version += not story.is_new
    _rewrite([story.article for story in (*bare, *changed)])
    _clear_beside([story.article.pk for story in changed])
    _write_beside(stories)
    search.keep_many([vars(story.article) | {"pk": story.article.pk} for story in stories])


def _rewrite(articles: Sequence[Article]) -> None:
    if not articles:
        return
    fields = {field.attname: field for field in Article._meta.concrete_fields}
    chosen = [fields[name] for name in (*CONTENT_FIELDS, *DESK_KEYS, "content_hash", "version", "changed_at")]
    rows = [
        [*(field.get_db_prep_save(getattr(article, field.attname), connection) for field in chosen), article.pk] for article in articles
    ]
    assignments = ", ".join(f"{connection.ops.quote_name(str(field.column))} = %s" for field in chosen)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Article._meta.db_table} SET {assignments} WHERE id = %s", rows)


def _clear_beside(ids: Sequence[int]) -> None:
    if not ids:
        return
    Byline.objects.filter(article_id__in=ids).delete()
    TaggedArticle.objects.filter(content_object_id__in=ids).delete()
    RelatedArticle.objects.filter(article_id__in=ids).delete()
    ImageUse.objects.filter(article_id__in=ids, edition=None).delete()


def _write_beside(stories: Sequence[Story]) -> None:
    beside = [(story.article.pk, story.companions) for story in stories]
    bylines = [(pk, line["author"], line["role"], place) for pk, own in beside for place, line in enumerate(own.bylines)]
    insert_rows(Byline, ("article_id", "author_id", "role", "position"), bylines)
    insert_rows(TaggedArticle, ("content_object_id", "tag_id"), [(pk, tag["id"]) for pk, own in beside for tag in own.tags])
    related = [(pk, target, place) for pk, own in beside for place, target in enumerate(own.related)]
    insert_rows(RelatedArticle, ("article_id", "target_id", "position"), related)
    shown = [(image, story.article.pk) for story in stories for image in pictures_of(story.article.lead_image_id, story.article.body)]
    pictures = sorted({image for image, _article in shown})
    known = {image for first in range(0, len(pictures), _AT_ONCE) for image in existing_pictures(pictures[first : first + _AT_ONCE])}
    insert_rows(ImageUse, ("image_id", "article_id"), [use for use in shown if use[0] in known])


def _claim_old_paths(stories: Sequence[Story], done: Stored) -> None:
    wanted = [(path, story) for story in stories for path in story.line.values.get("paths", ())]
    if not wanted:
        return
    claims: dict[str, int] = {}
    for path, story in wanted:
        claims.setdefault(path, story.article.pk)
    gone = paths.claim_many(claims, answers_from={})
    for path, story in wanted:
        if path in gone or claims[path] != story.article.pk:
            done.warned.append((story.line.number, _("The address %(path)s belongs to another page.") % {"path": path}))


def _write_keys(stories: Sequence[Story]) -> None:
    for name, key in interchange_keys.items():
        values = {story.article.pk: story.line.values[name] for story in stories if name in story.line.values}
        if values:
            key.write(values)
