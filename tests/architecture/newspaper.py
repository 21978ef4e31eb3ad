"""A paper full of secrets: every word that nobody may read holds “canary”, every word that anybody may read holds “finch”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import Q

from articles import drafts, share_cards
from articles.models import Article, Edition, Image, Path, Section
from articles.renditions import COLUMNS, picture_of
from articles.renditions.addresses import name_of
from articles.renditions.files import wanted_ever
from articles.site import site
from articles.uploads import checksum_of
from comments.models import Comment, Person, Report, Thread
from tests.articles.picture_files import jpeg
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
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
ORIGINAL = "2024/03/original.jpg"
_WORDS = ("kicker", "deck", "dateline", "seo_title", "seo_description", "social_headline")


@dataclass(frozen=True)
class Newspaper:
    """What stands in it. `secret_paths` belong to things nobody has seen; `dark_paths` to things that were seen and are gone.

    `rendition`: a name below /media/ that pages show. `signed_names`: of pictures nobody may see; `guesses`: names without their signature.
    """

    live: Edition
    draft_id: int
    secret_ids: list[int]
    secret_paths: list[str]
    dark_paths: list[str]
    card_addresses: list[str]
    rendition: str
    signed_names: list[str]
    guesses: list[str]


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
    picture = _picture(alt=f"{SECRET}{state}alt said", caption=f"{SECRET}{state}caption", credit=f"{SECRET}{state}credit")
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
    _hide_comments(world)
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
        rendition=_names(live.lead_image)[0],
        signed_names=[name for image in _hidden_pictures() for name in _names(image)],
        guesses=[name for image in Image.objects.all() for name in _guesses(image, known=_names(live.lead_image))],
    )


def _cards(editions: Iterable[Edition]) -> list[str]:
    """Return where the cards of these would lie, whether or not anybody may see them."""
    return [share_cards.address(share_cards.words_of(edition, site()), article_id=edition.article_id) for edition in editions]


def _say_who_we_are() -> None:
    make_site(name=f"{OPEN}name", tagline=f"{OPEN}tagline", description=f"{OPEN}sitedescription", footer=f"{OPEN}footer")
    make_page(title=f"{OPEN}page", body=f"<p>{OPEN}pagebody</p>", slug="about")


def _live(section: Section, *, related: list[Article], linked: Article) -> Edition:
    """Publish a story that anybody may read, with its picture in the storage of renditions."""
    picture = _picture(alt=f"{OPEN}alt said", caption=f"{OPEN}caption", credit=f"{OPEN}credit")
    for name in _names(picture):
        storages["default"].save(name, ContentFile(b"finchpixels"))
    author = make_author(
        name=f"{OPEN}author", biography=f"{OPEN}biography", job_title=f"{OPEN}job", slug="author", import_ref=f"{SECRET}ref"
    )
    words = said(OPEN, "live")
    words["body"] += f'<p><a data-story="{linked.pk}">{OPEN}linked</a></p>'
    beside = {"authors": [author], "tags": [make_tag(name=f"{OPEN}tag")], "lead_image": picture, "related": related}
    edition = make_live(**words, **beside, section=section, slug="live", notes=f"{SECRET}notes")
    _comment(edition)
    Thread.objects.filter(article=edition.article).update(mode=Thread.Mode.CLOSED)
    return edition


def _comment(edition: Edition) -> None:
    """Let readers write under a live story: what is live is to be seen, everything else about comments is not."""
    person = Person.objects.create(name=f"{OPEN}reader", email=f"{SECRET}reader@example.org", notes=f"{SECRET}notes", made_at=NOW)
    rest = {"article": edition.article, "person": person, "created_at": NOW}
    root = Comment.objects.create(text="x", html=f"<p>{OPEN}comment</p>", name=f"{OPEN}reader", state="live", shown=True, **rest)
    reply = {**rest, "parent": root, "root": root}
    Comment.objects.create(text="x", html=f"<p>{OPEN}reply</p>", name=f"{OPEN}reader", state="live", shown=True, **reply)
    for state in ("unconfirmed", "waiting", "rejected", "spam", "deleted"):
        words = {"text": f"{SECRET}{state}text", "html": f"<p>{SECRET}{state}html</p>", "name": f"{SECRET}{state}name", "queued_at": NOW}
        for place in (rest, reply):
            Comment.objects.create(**words, state=state, shown=place is reply and state != "unconfirmed", **place)
    Report.objects.create(comment=root, kind="abuse", explanation=f"{SECRET}report", email=f"{SECRET}@example.org", made_at=NOW)
    Thread.objects.create(article=edition.article, live_count=2)


def _hide_comments(section: Section) -> None:
    """Publish a story whose comments are hidden."""
    edition = make_live(headline=f"{OPEN}quiet", section=section)
    values = {"text": "x", "html": f"<p>{SECRET}hiddenthread</p>", "name": f"{SECRET}hiddenname", "state": "live", "shown": True}
    Comment.objects.create(article=edition.article, created_at=NOW, **values)
    Thread.objects.create(article=edition.article, live_count=1, mode=Thread.Mode.HIDDEN)


def _change_without_publishing(article: Article) -> None:
    """Leave changes in the working copy of a live story, and an update of it under embargo."""
    changed = change(article, **said(SECRET, "embargoed"), slug=f"{SECRET}embargoed")
    changed.tags.add(make_tag(name=f"{SECRET}embargoedtag"))
    schedule(changed, at=NOW + DAY)
    changed = change(changed, **said(SECRET, "changed"), slug=f"{SECRET}changed")
    changed.tags.add(make_tag(name=f"{SECRET}changedtag"))


def _hide_pictures(section: Section) -> None:
    """Publish a story whose picture may not be shown any more, and keep pictures that no reader sees."""
    over = _picture(alt=f"{SECRET}over alt", caption=f"{SECRET}over", rights_expire_on=NOW.date() - DAY)
    make_live(headline=f"{OPEN}pictured", section=section, lead_image=over, body=f'<p>Words.</p><figure data-image="{over.pk}"></figure>')
    _picture(alt=f"{SECRET}library alt", caption=f"{SECRET}library")
    storages["originals"].save(ORIGINAL, ContentFile(f"{SECRET}pixels".encode()))


def _picture(**words: Any) -> Image:
    """Keep a picture that has been looked into, with metadata that must not leave the house."""
    file = ContentFile(jpeg(width=900, height=600, comment=f"{SECRET}metadata of {words['alt']}".encode()), name="picture.jpg")
    return Image.objects.create(file=file, checksum=checksum_of(file), **words)


def _names(image: Image) -> list[str]:
    picture = picture_of({name: getattr(image, name) for name in COLUMNS})
    return [name_of(picture, *wanted) for wanted in wanted_ever(picture)]


def _hidden_pictures() -> list[Image]:
    return list(Image.objects.filter(alt__contains=SECRET))


def _guesses(image: Image, *, known: list[str]) -> list[str]:
    """Write addresses of a picture with signatures a stranger may have: of another picture, of another crop, of nothing."""
    others = [name for name in known if f"-{image.pk}-" not in name][:2]
    invented = f"renditions/00/{'0' * 24}-{image.pk}-whole-800.jpg"
    moved = [re.sub(r"-\d+-(\w+)-", rf"-{image.pk}-\1-", name) for name in others]
    recut = [name.replace("-whole-", "-3x2-") for name in known if f"-{image.pk}-whole-" in name]
    return [invented, *moved, *recut]


def _paths_nobody_has_seen(*, besides: list[int]) -> list[str]:
    secret_ones = Path.objects.filter(path__contains=SECRET)
    return sorted(secret_ones.filter(Q(article=None) | ~Q(article__in=besides)).values_list("path", flat=True))
