"""What anybody can type into an address bar gets an answer, and never an error of ours."""

import pytest
from django.test import Client

from articles.saving import save_author, save_page, save_section, save_tag
from tests.articles.views.pages import read
from tests.factories import MINUTE, NOW, change, make_author, make_live, make_page, make_section, make_tag, publish

pytestmark = pytest.mark.django_db

NONSENSE = [
    "/%00",
    "/world/x%00",
    "/%00/",
    "/%ff%fe/",
    "/%ed%a0%80/",
    "/%C3%28/",
    "/🚢/",
    "/%F0%9F%9A%A2/",
    "/a%0Ab/",
    "/a%0D%0Ab/",
    "/x//",
    "/./",
    "/../",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/",
    "/world%2Fx",
    "/World/",
    "/ world/",
    "/2024/03/30",
    "/2024/03/30/",
    "/2024/03/30/nothing/",
    "/author/",
    "/author/nobody/",
    "/tag/",
    "/tag/nothing/",
    "/preview/",
    "/preview/x/",
    "/preview/99999999999999999999999/x/",
    "/media/",
    "/media/../settings.py",
    "/robots.txt",
    "/favicon.ico",
    "/x?%00",
    "/?%00",
    "/?p=%00",
    "/?p=%ff",
    "/?before=x",
    "/x?" + "y" * 5000,
    "/" + "x" * 5000,
    "/" + "%F0%9F%9A%A2" * 800 + "/",
    "/" + "a/" * 800,
    "/?" + "q=1&" * 500,
    "/'; DROP TABLE articles_path; --/",
    "/%25/",
    "/%/",
    "/{{ 7*7 }}/",
    "/<script>/",
]


@pytest.mark.parametrize("address", NONSENSE)
def test_nonsense_is_answered(address: str, client) -> None:
    make_live(section=make_section(name="World"))
    response = client.get(address)
    expected = {
        "/?%00": 200,
        "/?p=%00": 200,
        "/?p=%ff": 200,
        "/?before=x": 200,
        "/favicon.ico": 200,
        "/?" + "q=1&" * 500: 200,
        "/2024/03/30": 301,
        "/2024/03/30/": 200,
    }
    assert response.status_code == expected.get(address, 404), response.status_code


def test_null_bytes_and_raw_bytes_in_a_query_are_answered() -> None:
    for query in ("p=\x00", "\xff\xfe", "p=\ud83d".encode("utf-8", "surrogatepass").decode("latin-1")):
        assert Client().get("/", QUERY_STRING=query).status_code == 200
        assert Client().get("/x/", QUERY_STRING=query).status_code == 404


def test_control_characters_in_an_address_lead_to_the_clean_one(client) -> None:
    make_section(name="World")
    response = client.get("/world%01/")
    assert (response.status_code, response["Location"]) == (301, "/world/")


def test_decomposed_letters_lead_to_the_composed_address(client) -> None:
    make_section(name="Übersee")
    response = client.get("/u%CC%88bersee/")
    assert (response.status_code, response["Location"]) == (301, "/%C3%BCbersee/")


def test_redirect_names_what_it_depends_on(client) -> None:
    world, sea, ada, about = make_section(name="World"), make_tag(name="Sea"), make_author(name="Ada"), make_page(title="About")
    story = make_live(section=world, slug="old", tags=[sea], authors=[ada])
    publish(change(story.article, slug="new"), at=NOW + MINUTE)
    for thing, save in ((world, save_section), (sea, save_tag), (ada, save_author), (about, save_page)):
        thing.slug = f"new-{thing.slug}"
        save(thing)
    expected = {
        story.path: f"article:{story.article_id}",
        "/world/": "sections",
        "/tag/sea/": f"name:tag:{sea.pk} tag:{sea.pk}",
        "/author/ada/": f"author:{ada.pk} name:author:{ada.pk}",
        "/about/": f"page:{about.pk}",
    }
    answers = {path: client.get(path) for path in expected}
    assert {path: answer.get("Surrogate-Key") for path, answer in answers.items()} == expected
    assert {answer.status_code for answer in answers.values()} == {301}


def test_not_found_does_not_repeat_what_was_asked(client) -> None:
    response = client.get("/<script>alert(1)</script>/secret-word/?q=other-word")
    assert [word for word in ("alert", "secret-word", "other-word") if word in response.content.decode()] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "path", ["/", "/world/", "/2024/03/30/a-quiet-day-at-the-harbour/", "/2024/", "/nothing/", "/media/renditions/x.jpg"]
)
def test_other_methods_are_refused(method: str, path: str) -> None:
    make_live(section=make_section(name="World"))
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/world/", "/2024/03/30/a-quiet-day-at-the-harbour/", "/2024/", "/2024/03/30/"])
def test_head_is_answered_as_get_without_the_page(path: str, client) -> None:
    make_live(section=make_section(name="World"))
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head[name] for name in ("Surrogate-Key", "Cache-Control", "Content-Type")} == {
        name: get[name] for name in ("Surrogate-Key", "Cache-Control", "Content-Type")
    }


@pytest.mark.parametrize("path", ["/", "/world/", "/2024/03/30/a-quiet-day-at-the-harbour/", "/2024/", "/nothing/"])
def test_pages_carry_no_cookie_and_do_not_vary_by_one(path: str, client) -> None:
    make_live(section=make_section(name="World"))
    response = client.get(path)
    assert (dict(response.cookies), "Cookie" in response.get("Vary", "")) == ({}, False)


def test_pages_of_staff_are_the_readers_pages(client, admin_client) -> None:
    edition = make_live(section=make_section(name="World"))
    for path in ("/", "/world/", edition.path):
        assert admin_client.get(path).content == client.get(path).content


def test_pages_may_be_kept_if_they_are_asked_for_again(client) -> None:
    make_live(section=make_section(name="World"))
    assert client.get("/")["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_pages_fetch_two_modules_one_style_sheet_and_nothing_from_others(client) -> None:
    edition = make_live(section=make_section(name="World"))
    page = read(client.get(edition.path))
    assert page.values("script", "src") == ["/static/js/reader.js", "/static/js/comments.js"]
    assert (page.values("img", "src"), page.values("iframe", "src")) == ([], [])
    asked = [str(href) for href in page.values("link", "href")]
    assert "http://127.0.0.1:8000/2024/03/30/a-quiet-day-at-the-harbour/" in asked
    assert [href for href in asked if href.startswith("/static/")] == ["/static/fonts/newsreader-latin.woff2", "/static/css/site.css"]
    assert [href for href in asked if not href.startswith(("/static/", "/media/", "http://127.0.0.1:8000/"))] == []
