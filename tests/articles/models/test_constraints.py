"""Every rule of the data is kept by the database, by its name, and said by `full_clean` in a sentence."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from articles.models import (
    Alias,
    Article,
    Author,
    Byline,
    ChangeCounter,
    Edition,
    Image,
    ImageUse,
    Page,
    Path,
    RelatedArticle,
    SavedView,
    Section,
    SiteSettings,
    TaggedArticle,
)
from comments.models import Ban, Comment, CommentSettings, Like, Person, Report, SectionRules, Thread
from tests.factories import NOW, make_article, make_author, make_image, make_live, make_page, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
WORDS = {"headline": "Words", "body": "<p>Words.</p>"}


def story() -> Article:
    return make_article(section=Section.objects.first() or make_section(name="World"))


def picture(**wrong: Any) -> Image:
    return Image(**{"alt": "Cranes", "width_px": 1, "height_px": 1, "file": "x.jpg"} | wrong)


def edition(**wrong: Any) -> Edition:
    facts = {"article": story(), "section": Section.objects.get(), "headline": "Words", "path": "/x/", "content_hash": "0"}
    return Edition(**facts | {"live_from": NOW, "published_at": NOW, "placed_at": NOW} | wrong)


def byline_again() -> Byline:
    first = Byline.objects.create(article=story(), author=make_author(name="Ada"))
    return Byline(article=first.article, author=first.author)


def related_again() -> RelatedArticle:
    first = RelatedArticle.objects.create(article=story(), target=story())
    return RelatedArticle(article=first.article, target=first.target)


def related_to_itself() -> RelatedArticle:
    article = story()
    return RelatedArticle(article=article, target=article)


def section_beside() -> Section:
    world = make_section(name="World")
    make_section(name="Europe", parent=world)
    return Section(name="Europe", slug="europe", parent=world)


def section_in_itself() -> Section:
    section = make_section(name="World")
    section.parent = section
    return section


def edition_at_the_same_moment() -> Edition:
    first = make_live(section=make_section(name="World"))
    return edition(article=first.article, live_from=first.live_from)


def overlapping_edition() -> Edition:
    first = make_live(section=make_section(name="World"))
    return edition(article=first.article, live_from=first.live_from + HOUR)


def path_of_two() -> Path:
    return Path(path="/x/", article=story(), section=Section.objects.get())


def second_thread() -> Thread:
    return Thread(article=Thread.objects.create(article=story()).article)


def alias(**wrong: Any) -> Alias:
    return Alias(**{"kind": "author", "old_id": 7, "name": "Ada", "author": Author.objects.first() or make_author(name="Ada")} | wrong)


def view_again() -> SavedView:
    first = SavedView.objects.create(user=make_user(), name="Mine", query="a=1")
    return SavedView(user=first.user, name="Mine", query="b=2")


def comment(**wrong: Any) -> Comment:
    facts = {"article": story(), "name": "Ada", "text": "Words.", "state": "live", "created_at": NOW, "first_live_at": NOW}
    return Comment(**facts | wrong)


def kept_comment() -> Comment:
    kept = comment()
    kept.save()
    return kept


def reply_without_root() -> Comment:
    first = kept_comment()
    return comment(article=first.article, parent=first)


def reply_to_itself() -> Comment:
    first = kept_comment()
    first.parent = first.root = first
    return first


def report(**wrong: Any) -> Report:
    return Report(**{"comment": kept_comment(), "kind": "spam", "made_at": NOW} | wrong)


def ban(**wrong: Any) -> Ban:
    return Ban(**{"person": Person.objects.create(made_at=NOW), "begins_at": NOW, "reason": "Insults."} | wrong)


MODERATED = "Comments are read before, after, or by trust."
RULES: list[tuple[str, str, Callable[[], models.Model]]] = [
    ("article_has_headline", "A story needs a headline.", lambda: Article(headline="")),
    ("article_stage_known", "A story is a draft, in review or approved.", lambda: Article(headline="x", stage="lost")),
    ("byline_once_in_role", "This author stands in the byline in this role already.", byline_again),
    ("related_article_once", "This story is among the related stories already.", related_again),
    ("related_article_not_itself", "A story cannot be related to itself.", related_to_itself),
    ("image_has_alt", "Say what the picture shows.", lambda: picture(alt="")),
    ("image_focal_point_inside", "The focal point lies inside the picture: from 0 to 1.", lambda: picture(focal_x=1.5)),
    ("image_focal_point_inside", "The focal point lies inside the picture: from 0 to 1.", lambda: picture(focal_y=-0.1)),
    ("section_slug_once_in_parent", "Another section here has this address already.", section_beside),
    ("section_slug_once_at_root", "Another section has this address already.", lambda: Section(name="x", slug=make_section(name="W").slug)),
    ("section_not_inside_itself", "A section cannot stand inside itself.", section_in_itself),
    ("path_has_one_owner", "A path belongs to exactly one story, section, author, tag or page.", lambda: Path(path="/x/")),
    ("path_has_one_owner", "A path belongs to exactly one story, section, author, tag or page.", path_of_two),
    ("path_begins_with_slash", "A path begins with “/”.", lambda: Path(path="x/", article=story())),
    ("edition_once_at_a_moment", "Another edition of this story begins at this moment.", edition_at_the_same_moment),
    ("edition_ends_after_it_begins", "An edition ends after it begins.", lambda: edition(live_until=NOW)),
    (
        "edition_not_before_first_published",
        "An edition cannot be live before the story was first published.",
        lambda: edition(published_at=NOW + HOUR),
    ),
    ("edition_has_headline_and_section", "What readers are shown has a headline and a section.", lambda: edition(headline="")),
    ("edition_has_headline_and_section", "What readers are shown has a headline and a section.", lambda: edition(section=None)),
    ("alias_leads_to_its_kind", "An author becomes an author, a tag becomes a tag.", lambda: alias(kind="tag")),
    ("saved_view_name_once", "You have a view of this name already.", view_again),
    ("thread_mode_known", "A thread is open, closed, paused, hidden or as the site does.", lambda: Thread(article=story(), mode="ajar")),
    ("thread_moderation_known", MODERATED, lambda: Thread(article=story(), moderation="never")),
    ("comment_settings_moderation_known", MODERATED, lambda: CommentSettings(moderation="never")),
    ("section_rules_moderation_known", MODERATED, lambda: SectionRules(section=make_section(name="World"), moderation="never")),
    (
        "section_rules_taking_known",
        "A section's comments are open, closed, hidden or as above it.",
        lambda: SectionRules(section=make_section(name="World"), taking="some"),
    ),
    ("comment_state_known", "A comment waits, is live, rejected, spam or deleted.", lambda: comment(state="lost")),
    ("comment_reply_has_root", "A reply stands under the comment its thread began with.", reply_without_root),
    ("comment_not_its_own_reply", "A comment is no reply to itself.", reply_to_itself),
    ("comment_live_has_text", "A comment has words.", lambda: comment(text="")),
    ("comment_waiting_is_queued", "What waits stands in the queue.", lambda: comment(state="waiting")),
    ("report_kind_known", "A report has a kind.", lambda: report(kind="dislike")),
    (
        "report_illegal_explains",
        "A notice of illegal content explains itself and is given in good faith.",
        lambda: report(kind="illegal", explanation="It is."),
    ),
    ("report_other_explains", "A report of something else says what it is.", lambda: report(kind="other")),
    ("person_trust_known", "A commenter is trusted, watched, or as their comments earn it.", lambda: Person(made_at=NOW, trust="loved")),
    ("ban_ends_after_it_begins", "A ban ends after it begins.", lambda: ban(until=NOW - HOUR)),
    ("ban_has_reason", "A ban has a reason.", lambda: ban(reason="")),
]
POSTGRES_RULES = [("edition_no_overlap", "Two editions of one story cannot be live at the same moment.", overlapping_edition)]


@pytest.mark.parametrize(("name", "sentence", "make"), RULES, ids=[f"{number}-{rule[0]}" for number, rule in enumerate(RULES)])
def test_the_database_refuses_and_the_form_says_why(name: str, sentence: str, make: Callable[[], models.Model]) -> None:
    assert_refused(name, sentence, make)


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the constraint exists on PostgreSQL")
@pytest.mark.parametrize(("name", "sentence", "make"), POSTGRES_RULES)
def test_postgres_refuses_and_the_form_says_why(name: str, sentence: str, make: Callable[[], models.Model]) -> None:
    assert_refused(name, sentence, make)


def assert_refused(name: str, sentence: str, make: Callable[[], models.Model]) -> None:
    thing = make()
    with pytest.raises(ValidationError) as said:
        thing.validate_constraints()
    assert sentence in said.value.messages
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _insert_or_update(thing)
    if connection.vendor == "postgresql" or "CHECK" in str(refused.value):
        assert name in str(refused.value)


def _insert_or_update(thing: models.Model) -> None:
    if thing.pk is not None and type(thing).objects.filter(pk=thing.pk).exists():  # type: ignore[attr-defined]
        values = {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields if not field.primary_key}
        type(thing).objects.filter(pk=thing.pk).update(**values)  # type: ignore[attr-defined]
    elif isinstance(thing, Image):
        now = timezone.now()
        Image.objects.bulk_create([thing]) if thing.created_at else _created(thing, now)
    else:
        type(thing).objects.bulk_create([thing])  # type: ignore[attr-defined]


def _created(thing: Image, now: dt.datetime) -> None:
    thing.created_at = now
    Image.objects.bulk_create([thing])


UNIQUE: list[tuple[str, Callable[[], models.Model]]] = [
    ("tagged once", lambda: TaggedArticle(content_object=_tagged().content_object, tag=TaggedArticle.objects.get().tag)),
    ("author's slug", lambda: Author(name="x", slug=make_author(name="Ada").slug)),
    ("page's slug", lambda: Page(title="x", slug=make_page(title="About").slug)),
    ("path", lambda: Path(path=Path.objects.get(section=make_section(name="World")).path, article=story())),
    ("thread", second_thread),
    ("use in working copy", lambda: _used_again(in_edition=False)),
    ("use in edition", lambda: _used_again(in_edition=True)),
    ("alias", lambda: alias(old_id=_aliased().old_id)),
    ("like", lambda: Like(comment=_liked().comment, mark="0")),
    ("report", lambda: report(comment=_reported().comment, mark="0")),
    ("one row of settings", lambda: SiteSettings(id=2)),
    ("one row of comment settings", lambda: CommentSettings(id=2)),
    ("one counter", lambda: ChangeCounter(id=2)),
]


def _aliased() -> Alias:
    kept = alias()
    kept.save()
    return kept


def _liked() -> Like:
    return Like.objects.create(comment=kept_comment(), mark="0")


def _reported() -> Report:
    kept = report(mark="0")
    kept.save()
    return kept


def _tagged() -> TaggedArticle:
    return TaggedArticle.objects.create(content_object=story(), tag=make_tag(name="x"))


def _used_again(*, in_edition: bool) -> ImageUse:
    image = make_image()
    shown = make_live(section=make_section(name="World"), lead_image=image)
    return ImageUse(image=image, article=shown.article, edition=shown if in_edition else None)


@pytest.mark.parametrize("make", [make for _, make in UNIQUE], ids=[name for name, _ in UNIQUE])
def test_there_is_only_one(make: Callable[[], models.Model]) -> None:
    thing = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(thing).objects.bulk_create([thing])  # type: ignore[attr-defined]


def test_every_named_constraint_of_the_project_is_tried_here() -> None:
    from django.apps import apps

    named = {
        constraint.name
        for app in ("articles", "comments")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }
    tried = {rule[0] for rule in [*RULES, *POSTGRES_RULES]}
    by_row = {"tagged_article_once", "image_use_once_in_edition", "image_use_once_in_working_copy"}
    by_row |= {"alias_once", "like_once_a_browser", "report_once_a_browser"}
    one_row = {"site_settings_one_row", "comment_settings_one_row", "change_counter_one_row"}
    assert named == tried | by_row | one_row
