"""A paper full of secrets: every word that nobody may read holds “canary”, every word that anybody may read holds “finch”."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import Q

from articles import drafts, share_cards
from articles.models import Article, Edition, Path, Section
from articles.site import site
from comments.models import Thread
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
    make_image,
    make_live,
    make_page,
    make_section,
    make_site,
    make_tag,
    publish,
    schedule,
    set_clock,
    withdraw,
)

SECRET, OPEN = "canary", "finch"
RENDITION, ORIGINAL = "renditions/ab/finch-480.jpg", "2024/03/original.jpg"
_WORDS = ("kicker", "deck", "dateline", "seo_title", "seo_description", "social_headline")


@dataclass(frozen=True)
class Newspaper:
    """What stands in it. `secret_paths` belong to things nobody has seen; `dark_paths` to things that were seen and are gone."""

    live: Edition
    draft_id: int
    secret_ids: list[int]
    secret_paths: list[str]
    dark_paths: list[str]
    card_addresses: list[str]


def said(word: str, state: str) -> dict[str, str]:
    """Return every text field of a story, each with words of its own."""
    texts = {name: f"{word}{state}{name.replace('_', '')} said" for name in _WORDS}
    body = f"<p>{word}{state}body said.</p><aside class='fact-box'><p>{word}{state}box</p></aside>"
    return {**texts, "headline": f"{word}{state}headline said", "body": body, "language": "en"}


def secret(state: str, section: Section | None, *, signed: str = SECRET) -> Article:
    """Make a story with secrets in every field and beside it. `signed`: the word in the names of its author and its tag."""
    users = get_user_model().objects
    reporter = users.create_user(username=f"{SECRET}{state}user", first_name=f"{SECRET}{state}first", email=f"{SECRET}{state}@example.org")
    author = make_author(name=f"{signed}{state}author", biography=f"{signed}{state}biography", import_ref=f"{SECRET}{state}authorref")
    picture = make_image(alt=f"{SECRET}{state}alt said", caption=f"{SECRET}{state}caption", credit=f"{SECRET}{state}credit")
    return make_article(
        **said(SECRET, state),
        section=section,
        authors=[author],
        tags=[make_tag(name=f"{signed}{state}tag")],
        lead_image=picture,
        notes=f"{SECRET}{state}notes",
        assignee=reporter,
        created_by=reporter,
        import_ref=f"{SECRET}{state}ref",
        slug=f"{SECRET}{state}slug",
    )


def make_newspaper() -> Newspaper:
    """Fill a site with what readers see and with what they must not. The clock then shows NOW."""
    set_clock(NOW - DAY)
    world = make_section(name=f"{OPEN}section", slug="world", description=f"{OPEN}description")
    europe = make_section(name=f"{OPEN}below", slug="europe", parent=world)
    withdrawn = publish(secret("withdrawn", world, signed=OPEN), at=NOW - DAY)
    expired = publish(secret("expired", world, signed=OPEN), at=NOW - DAY, until=NOW - MINUTE)
    withdraw(withdrawn.article, at=NOW, notice=f"{OPEN}notice")
    _say_who_we_are()
    draft, loose, scheduled = secret("draft", world), secret("loose", None), secret("scheduled", europe)
    schedule(scheduled, at=NOW + DAY)
    live = _live(europe, related=[draft, scheduled], linked=draft)
    _change_without_publishing(live.article)
    _hide_pictures(world)
    for story in (draft, loose, scheduled):
        Path.objects.create(path=f"/old/{SECRET}/{story.pk}/", article=story)
    return Newspaper(
        live=live,
        draft_id=draft.pk,
        secret_ids=[draft.pk, loose.pk, scheduled.pk, withdrawn.article_id, expired.article_id, live.article_id],
        secret_paths=_paths_nobody_has_seen(besides=[withdrawn.article_id, expired.article_id]),
        dark_paths=[withdrawn.path, expired.path],
        card_addresses=[*_cards(Edition.objects.all()), *_cards(drafts.as_edition(article, at=NOW) for article in Article.objects.all())],
    )


def _cards(editions: Iterable[Edition]) -> list[str]:
    """Return where the cards of these would lie, whether or not anybody may see them."""
    return [share_cards.address(share_cards.words_of(edition, site()), article_id=edition.article_id) for edition in editions]


def _say_who_we_are() -> None:
    make_site(name=f"{OPEN}name", tagline=f"{OPEN}tagline", description=f"{OPEN}sitedescription", footer=f"{OPEN}footer")
    make_page(title=f"{OPEN}page", body=f"<p>{OPEN}pagebody</p>", slug="about")


def _live(section: Section, *, related: list[Article], linked: Article) -> Edition:
    """Publish a story that anybody may read, with its picture in the storage of renditions."""
    storages["default"].save(RENDITION, ContentFile(b"finchpixels"))
    made = [{"crop": crop, "width": 480, "height": 320, "format": "jpeg", "name": RENDITION} for crop in ("", "3:2", "1:1")]
    picture = make_image(alt=f"{OPEN}alt said", caption=f"{OPEN}caption", credit=f"{OPEN}credit", renditions=made)
    author = make_author(
        name=f"{OPEN}author", biography=f"{OPEN}biography", job_title=f"{OPEN}job", slug="author", import_ref=f"{SECRET}ref"
    )
    words = said(OPEN, "live")
    words["body"] += f'<p><a data-story="{linked.pk}">{OPEN}linked</a></p>'
    beside = {"authors": [author], "tags": [make_tag(name=f"{OPEN}tag")], "lead_image": picture, "related": related}
    edition = make_live(**words, **beside, section=section, slug="live", notes=f"{SECRET}notes")
    Thread.objects.create(article=edition.article, mode=Thread.Mode.CLOSED)
    return edition


def _change_without_publishing(article: Article) -> None:
    """Leave changes in the working copy of a live story, and an update of it under embargo."""
    changed = change(article, **said(SECRET, "embargoed"), slug=f"{SECRET}embargoed")
    changed.tags.add(make_tag(name=f"{SECRET}embargoedtag"))
    schedule(changed, at=NOW + DAY)
    changed = change(changed, **said(SECRET, "changed"), slug=f"{SECRET}changed")
    changed.tags.add(make_tag(name=f"{SECRET}changedtag"))


def _hide_pictures(section: Section) -> None:
    """Publish a story whose picture may not be shown any more, and keep pictures that no reader sees."""
    over = make_image(alt=f"{SECRET}over alt", caption=f"{SECRET}over", rights_expire_on=NOW.date() - DAY)
    make_live(headline=f"{OPEN}pictured", section=section, lead_image=over, body=f'<p>Words.</p><figure data-image="{over.pk}"></figure>')
    make_image(alt=f"{SECRET}library alt", caption=f"{SECRET}library")
    storages["originals"].save(ORIGINAL, ContentFile(f"{SECRET}pixels".encode()))


def _paths_nobody_has_seen(*, besides: list[int]) -> list[str]:
    secret_ones = Path.objects.filter(path__contains=SECRET)
    return sorted(secret_ones.filter(Q(article=None) | ~Q(article__in=besides)).values_list("path", flat=True))
