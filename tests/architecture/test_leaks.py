"""Nobody outside learns what readers may not see: a crawl over every address pattern finds none of the planted words."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path, resolve
from taggit.models import Tag

import newsroom.urls
from articles import icons
from articles.models import Article, Author, Edition, Image
from articles.site import site
from comments.models import Comment
from tests.architecture.crawl import STAFF_ONLY, crawl, routes, staff_addresses, uncovered
from tests.architecture.newspaper import OPEN, ORIGINAL, SECRET, Newspaper, make_newspaper
from tests.articles.views.pages import read
from tests.conftest import media_in
from tests.factories import NOW, set_clock

pytestmark = pytest.mark.django_db
SHOWN = [
    *("name", "tagline", "sitedescription", "footer", "page", "pagebody", "section", "description", "below", "author", "biography", "job"),
    *("tag", "caption", "credit", "alt", "linked", "notice", "pictured", "pixels", "livekicker", "livedeck", "livedateline"),
    *(
        "comment",
        "reply",
        "reader",
        "quiet",
        "livesocialheadline",
        "liveseotitle",
        "liveseodescription",
        "liveheadline",
        "livebody",
        "livebox",
    ),
]
"""Every open word that some page shows."""

_OF_A_DAY = "/[0-9]{4}/[0-9]{2}/[0-9]{2}/."


def examples(paper: Newspaper) -> dict[str, list[str]]:
    """Say for every pattern what to ask for. A pattern that is new on the site must be named here."""
    day = f"{paper.live.published_at:/%Y/%m/%d/}"
    gone = [*paper.secret_paths, *paper.dark_paths]
    owned = [paper.live.path, *gone, *(address.rstrip("/") for address in gone)]
    return {
        **_of_comments(paper),
        "": ["/", "/?p=1", *(f"/?p={pk}" for pk in paper.secret_ids)],
        "healthz/live": ["/healthz/live"],
        "healthz/ready": ["/healthz/ready"],
        "favicon.ico": ["/favicon.ico"],
        "preview/<int:article_id>/": [f"/preview/{pk}/" for pk in paper.secret_ids],
        r"^media/cards/(?P<article_id>[0-9]{1,18})-(?P<digest>[0-9a-f]{24})\.png\Z": paper.card_addresses,
        r"^media/icons/(?P<digest>[0-9a-f]{16})-(?P<size>[0-9]{2,3})\.png\Z": [
            icons.address(site(), 32),
            f"/media/icons/{'0' * 16}-32.png",
        ],
        r"^theme-(?P<version>[0-9]{1,3})-(?P<accent>[0-9a-f]{6})\.css\Z": ["/theme-1-0a5a68.css", "/theme-2-0a5a68.css"],
        r"^media/(?P<name>.+)\Z": [
            *(f"/media/{name}" for name in [paper.rendition, *paper.guesses[:4]]),
            *(f"/media/{way}{ORIGINAL}" for way in ("", "originals/", "../originals/")),
        ],
        "search/": ["/search/", *searches()],
        "archive/": ["/archive/"],
        r"^(?P<year>[0-9]{4})/\Z": ["/2024/", "/2023/", "/2025/"],
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z": ["/2024/03/", "/2024/04/"],
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/\Z": [day, "/2024/03/29/", "/2024/03/31/"],
        r"^(?P<year>[0-9]{4})(?:/(?P<month>[0-9]{2})(?:/(?P<day>[0-9]{2}))?)?\Z": ["/2024", "/2024/03", "/2024/03/31"],
        r"^(?P<asked>[0-9]{4}/[0-9]{2}/[0-9]{2}/.+)\Z": [address for address in owned if re.match(_OF_A_DAY, address)],
        r"^(?P<asked>.+)\Z": [
            *("/world/", "/world/europe/", "/author/author/", "/tag/finchtag/", "/about/", "/nothing/"),
            *(address for address in owned if not re.match(_OF_A_DAY, address)),
        ],
    }


def _of_comments(paper: Newspaper) -> dict[str, list[str]]:
    stories, said = sorted({paper.live.article_id, *paper.secret_ids}), list(Comment.objects.values_list("pk", flat=True))
    word = "canonly" * 3
    return {
        "comments/story/<number:article_id>/": [f"/comments/story/{pk}/" for pk in stories],
        "comments/story/<number:article_id>/feed.xml": [f"/comments/story/{pk}/feed.xml" for pk in stories],
        "comments/story/<number:article_id>/write/": [f"/comments/story/{pk}/write/" for pk in stories],
        "comments/<number:comment_id>/": [f"/comments/{pk}/" for pk in said],
        **{
            f"comments/<number:comment_id>/{act}/": [f"/comments/{pk}/{act}/" for pk in said]
            for act in ("edit", "delete", "like", "report")
        },
        "comments/mine/": ["/comments/mine/"],
        "comments/somebody-else/": ["/comments/somebody-else/"],
        r"^comments/confirm/(?P<word>[\w:=-]{10,200})/\Z": [f"/comments/confirm/{word}/"],
        r"^comments/unsubscribe/(?P<word>[\w:=-]{10,200})/\Z": [f"/comments/unsubscribe/{word}/"],
    }


def searches() -> list[str]:
    """Return searches that every secret would answer, none of which says the word itself: the page repeats what it is asked."""
    asked = ("canar", "CANÁR", "ca", "canar+said", "said", "finch", "finchlivebody")
    narrowed = ("order=newest", "time=year", "section=world", "section=world/europe", "section=world&time=week&order=newest&page=2")
    return [f"/search/?q={one}" for one in asked] + [f"/search/?q={one}&{rest}" for one in ("canar", "said") for rest in narrowed]


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[Newspaper, Path]]:
    """Fill the site once for all tests of this file, in a transaction that is never committed; each test takes back its own part."""
    folder = tmp_path_factory.mktemp("printed")
    with django_db_blocker.unblock(), transaction.atomic():
        with media_in(folder):
            paper = make_newspaper()
        yield paper, folder
        transaction.set_rollback(True)


@pytest.fixture
def paper(printed, db, tmp_path) -> Newspaper:
    paper, folder = printed
    shutil.copytree(folder, tmp_path / "media", dirs_exist_ok=True)
    set_clock(NOW)
    return paper


@pytest.fixture
def stranger() -> Client:
    return Client(raise_request_exception=False)


def everything(paper: Newspaper) -> list[str]:
    """Return every address the crawl begins with."""
    return [*(address for asked in examples(paper).values() for address in asked), *staff_addresses(routes(), _two_of(paper))]


def _two_of(paper: Newspaper) -> list[int]:
    """Return ids for what is behind the sign-in: of a story nobody has seen and of a live one. All others are refused alike."""
    return [paper.draft_id, paper.live.article_id]


@pytest.fixture
def plant(settings) -> Iterator[Callable[..., None]]:
    """Put one more address on the site, before all others."""
    module = ModuleType("tests.architecture.planted_urls")

    def put(pattern: object) -> None:
        module.__dict__.update({name: value for name, value in vars(newsroom.urls).items() if not name.startswith("__")})
        module.__dict__["urlpatterns"] = [pattern, *newsroom.urls.urlpatterns]
        sys.modules[module.__name__] = module
        settings.ROOT_URLCONF = module.__name__

    yield put
    sys.modules.pop(module.__name__, None)


# The crawl


def test_no_answer_holds_a_secret_and_every_open_word_is_shown(paper, stranger) -> None:
    crawled = crawl(stranger, everything(paper))
    assert crawled.holding(SECRET) == []
    assert [word for word in SHOWN if not crawled.holding(f"{OPEN}{word}")] == []
    assert [address for address, status in crawled.statuses.items() if status >= 500] == []
    assert len(crawled.answers) > 500
    shown = "\n".join(crawled.answers.values())
    assert (paper.rendition in shown, [name for name in paper.signed_names if name in shown]) == (True, [])


def test_every_pattern_of_the_site_has_an_example(paper) -> None:
    assert uncovered(routes(), examples(paper)) == []


def test_every_example_is_answered_by_the_pattern_it_stands_for(paper) -> None:
    answered = {address: resolve(address.partition("?")[0]).route for asked in examples(paper).values() for address in asked}
    assert answered == {address: route for route, asked in examples(paper).items() for address in asked}


def test_what_was_never_seen_is_not_told_from_what_never_was(paper, stranger) -> None:
    crawled = crawl(stranger, [*paper.secret_paths, "/nothing/"])
    assert len(paper.secret_paths) > 8
    assert {crawled.statuses[address] for address in paper.secret_paths} == {404}
    page = crawled.answers["/nothing/"].partition("\n\n")[2]
    assert {crawled.answers[address].partition("\n\n")[2] for address in paper.secret_paths} == {page}


def test_what_was_seen_and_is_gone_says_so_without_its_words(paper, stranger) -> None:
    crawled = crawl(stranger, paper.dark_paths)
    assert {crawled.statuses[address] for address in paper.dark_paths} == {410}
    assert [address for address in crawled.holding(f"{OPEN}notice") if address.startswith(paper.dark_paths[0])] != []


def test_rendition_cannot_be_asked_for_without_its_signature(paper, stranger) -> None:
    assert (len(paper.guesses) > 20, len(paper.signed_names) > 100) == (True, True)
    assert {stranger.get(f"/media/{name}").status_code for name in paper.guesses} == {404}
    assert [name for name in [*paper.guesses, *paper.signed_names] if default_storage.exists(name)] == []


def test_original_is_served_by_no_way_of_writing_its_name(paper, stranger) -> None:
    originals = list(Image.objects.values_list("file", flat=True))
    ways = ("", "originals/", "../originals/", "renditions/", "renditions/../../originals/", "renditions/%2e%2e/%2e%2e/originals/")
    assert {stranger.get(f"/media/{way}{name}").status_code for way in ways for name in originals} == {404}


def test_rendition_made_for_whoever_was_shown_it_holds_no_metadata(paper, stranger) -> None:
    """The same names, asked for with their signature, are made: so what guards them is the signature."""
    name = next(name for name in paper.signed_names if name.endswith("-3x2-480.jpg"))
    made = b"".join(stranger.get(f"/media/{name}").streaming_content)
    assert (made[:3], SECRET.encode() in made) == (b"\xff\xd8\xff", False)


def test_no_secret_word_finds_a_story(paper, stranger) -> None:
    """Nor the beginning of one: drafts, notes, what is scheduled, what was changed since, what ended, names nobody has seen."""
    kept = [str(row) for model in (Article, Edition, Author, Tag) for row in model.objects.values()]
    words = {word.lower() for row in kept for word in re.findall(f"{SECRET}[a-z]+", row, re.IGNORECASE)}
    assert {f"{SECRET}{state}headline" for state in ("draft", "scheduled", "withdrawn", "expired", "embargoed", "changed")} <= words
    asked = {*words, *(word[:-3] for word in words), *(f"{word} said" for word in words)}
    shown = {word: read(stranger.get("/search/", {"q": word})).words(".headline") for word in asked}
    assert {word: found for word, found in shown.items() if found} == {}
    assert read(stranger.get("/search/", {"q": f"{OPEN}liveheadli"})).words(".headline") == [f"{OPEN}liveheadline said"]


def test_what_is_behind_the_sign_in_is_crawled_from_outside(paper, stranger) -> None:
    addresses = staff_addresses(routes(), _two_of(paper))
    assert {address.split("/")[1] for address in addresses} == {prefix.rstrip("/") for prefix in STAFF_ONLY}
    shown = {stranger.get(address).status_code for address in addresses if address.startswith("/admin/") and "login" not in address}
    assert shown <= {301, 302, 404, 405}


def test_editors_who_may_see_a_secret_do_see_it(paper, admin_client) -> None:
    """The words are there to be found: the same crawl, signed in, finds them."""
    assert crawl(admin_client, [f"/preview/{paper.draft_id}/"], follow_into_desk=False).holding(f"{SECRET}draftheadline") != []


def test_error_of_ours_keeps_what_it_was_about_to_itself(paper, stranger, plant) -> None:
    def break_down(request: HttpRequest) -> HttpResponse:
        raise ValueError(Article.objects.get(pk=paper.draft_id).headline)

    plant(path("breaks/", break_down))
    crawled = crawl(stranger, ["/breaks/"])
    assert crawled.statuses["/breaks/"] == 500
    assert crawled.holding(SECRET) == []


# The crawl notices


def leak_in_the_page(request: HttpRequest, **rest: object) -> HttpResponse:
    return HttpResponse(Article.objects.filter(headline__contains=SECRET).first().headline)


def leak_in_a_header(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nothing", headers={"X-Story": Article.objects.filter(headline__contains=SECRET).first().headline})


def leak_in_a_redirect(request: HttpRequest) -> HttpResponse:
    return redirect(f"/{Article.objects.filter(slug__contains=SECRET).first().slug}/")


def leak_when_asked_for_a_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{SECRET} words" if "page" in request.GET else "nothing")


def leak_in_an_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Article.objects.filter(headline__contains=SECRET).first().headline, status=404)


def leak_behind_a_link(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<a href="/leaks/?further=1">on</a>' if "further" not in request.GET else f"{SECRET} words")


@pytest.mark.parametrize(
    "leak", [leak_in_the_page, leak_in_a_header, leak_in_a_redirect, leak_when_asked_for_a_page, leak_in_an_error, leak_behind_a_link]
)
def test_crawl_notices_a_leak(leak: Callable[[HttpRequest], HttpResponse], paper, stranger, plant) -> None:
    plant(path("leaks/", leak))
    found = crawl(stranger, ["/leaks/"]).holding(SECRET)
    assert {address.partition("?")[0].partition(":")[0] for address in found} == {"/leaks/"}


def not_found(request: HttpRequest) -> HttpResponse:
    raise Http404


@pytest.mark.parametrize(
    "pattern", [path("new/", not_found), path("new/<slug:story>/", not_found), path("feeds/<int:pk>/latest.xml", not_found)]
)
def test_crawl_notices_a_pattern_without_an_example(pattern: object, paper, plant) -> None:
    plant(pattern)
    assert uncovered(routes(), examples(paper)) == [str(pattern.pattern)]


def test_crawl_covers_new_patterns_behind_the_sign_in_by_itself(paper, plant) -> None:
    plant(path("admin/articles/<int:pk>/leak/", leak_in_the_page))
    assert uncovered(routes(), examples(paper)) == []
    addresses = [address for address in staff_addresses(routes(), paper.secret_ids) if address.endswith("/leak/")]
    assert addresses == [f"/admin/articles/{pk}/leak/" for pk in paper.secret_ids]
    assert crawl(Client(), addresses).holding(SECRET) != []
