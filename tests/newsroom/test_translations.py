"""German on readers' pages and at the desk; an editor's own language at the desk alone; the words of the desk's modules."""

import re

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import gettext_lazy

from comments.mails import owe
from comments.models import Comment
from newsroom.models import User
from tests.factories import DAY, NOW, make_article, make_author, make_section, make_user, publish, schedule, set_clock

pytestmark = pytest.mark.django_db
in_german = override_settings(LANGUAGE_CODE="de")


@pytest.fixture
def live() -> str:
    """Publish a story, and one more scheduled; return its path."""
    world = make_section(name="World")
    story = make_article(headline="A quiet day", section=world, authors=[make_author(name="Ada Quist"), make_author(name="Ben Sorley")])
    schedule(make_article(headline="Later", section=world), at=NOW + DAY)
    path: str = publish(story, at=NOW).path
    set_clock(NOW)
    return path


def words_of(client: Client, address: str) -> str:
    """Return what somebody reads or hears on a page."""
    page = client.get(address).content.decode()
    said = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', page)
    text = re.sub(r"<[^>]*>", "", re.sub(r"(?s)<(script|style).*?</\1>", " ", page))
    return " ".join(" ".join([*said, text]).split())


def standing(words: str, *sentences: str) -> list[str]:
    return [sentence for sentence in sentences if sentence in words]


@in_german
def test_a_german_paper_speaks_german_to_readers(client: Client, live: str) -> None:
    front, story = words_of(client, "/"), words_of(client, live)
    english = ("Skip to content", "All sections", "Top stories", "Archive", "Share", "Print", "Comments", "Published", "March", " and ")
    assert standing(front + story, *english) == []
    german = ("Zum Inhalt springen", "Alle Ressorts", "Archiv", "Ada Quist und Ben Sorley")
    assert standing(front, *german) == list(german)
    german = ("Teilen", "Drucken", "Schriftgröße", "Veröffentlicht", "30. März 2024", "Link kopieren")
    assert standing(story, *german) == list(german)


@in_german
def test_a_german_paper_speaks_german_to_its_editors(client: Client, live: str) -> None:
    client.force_login(make_user(groups=["Chief editor"], first_name="Ines"))
    desk = words_of(client, "/admin/")
    english = ("Good day", "New story", "The next 24 hours", "Awaiting review", "Search stories", "Sign out", "Saturday", "Live with")
    assert standing(desk, *english) == []
    german = ("Guten Tag, Ines", "Neuer Artikel", "Die nächsten 24 Stunden", "Zum Gegenlesen", "Artikel suchen", "Samstag, 30. März 2024")
    assert standing(desk, *german) == list(german)
    form = words_of(client, "/admin/articles/article/add/")
    assert standing(form, "Save", "Publish", "Section", "Headline", "Deck", "Choose") == []
    german = ("Entwurf speichern", "Veröffentlichen", "Ressort und Autoren", "Dachzeile", "Vorspann", "Ortsmarke", "Aufmacherbild")
    assert standing(form, *german) == list(german)


def test_an_editors_language_holds_at_the_desk_and_not_on_readers_pages(client: Client, live: str) -> None:
    client.force_login(make_user(groups=["Chief editor"], language="de"))
    assert '<html lang="de"' in client.get("/admin/").content.decode()
    assert standing(words_of(client, "/admin/"), "Die nächsten 24 Stunden", "The next 24 hours") == ["Die nächsten 24 Stunden"]
    assert standing(words_of(client, "/"), "Zum Inhalt springen", "Skip to content") == ["Skip to content"]
    assert translation.get_language() == settings.LANGUAGE_CODE  # nothing is left behind for the next request


def test_a_readers_page_speaks_the_papers_language_whatever_was_spoken_before_it(client: Client, live: str) -> None:
    with translation.override("de"):
        page = client.get(live).content.decode()
        assert translation.get_language() == "de"
    assert '<html lang="en"' in page


@in_german
def test_a_preview_speaks_the_papers_language_to_an_editor_of_another(client: Client, live: str) -> None:
    client.force_login(make_user(groups=["Chief editor"], language="en"))
    assert standing(words_of(client, "/admin/"), "The next 24 hours") == ["The next 24 hours"]
    drawn = client.post("/admin/articles/article/preview/", {"headline": "A quiet day", "body": "<p>Words.</p>"}).json()
    assert standing(drawn["page"], "Drucken", "Print") == ["Drucken"]


@pytest.mark.parametrize(("language", "head"), [("ar", '<html lang="ar" dir="rtl"'), ("xx", '<html lang="en" dir="ltr"')])
def test_a_language_from_right_to_left_turns_the_desk_and_an_unknown_one_is_the_sites(client: Client, language: str, head: str) -> None:
    client.force_login(make_user(groups=["Editor"], language=language))
    assert head in client.get("/admin/").content.decode()


def test_the_form_of_an_account_offers_languages_by_their_own_names(client: Client) -> None:
    boss = make_user(is_superuser=True, language="de")
    client.force_login(boss)
    page = client.get(f"/admin/newsroom/user/{boss.pk}/change/").content.decode()
    assert re.findall(r'<option value="(?:|en|de)"[^>]*>([^<]*)', page.partition('name="language"')[2])[:3] == [
        "Wie die Website (English)",
        "English",
        "Deutsch",
    ]


def test_every_screen_of_the_desk_carries_the_modules_words_which_are_kept_for_good(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"], language="de"))
    addresses = {
        address: re.findall(r'<script src="(/admin/jsi18n/\?[^"]*)">', client.get(address).content.decode())
        for address in ("/admin/", "/admin/articles/article/", "/admin/articles/article/add/")
    }
    (address,) = addresses["/admin/"]
    assert list(addresses.values()) == [[address]] * 3
    kept = client.get(address)
    assert '"Fact box": "Infokasten"' in kept.content.decode()
    assert (kept["Content-Type"], kept["Cache-Control"]) == ("text/javascript; charset=utf-8", "private, max-age=31536000, immutable")


def test_words_without_their_version_are_asked_for_again_and_not_sent_again(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    english = client.get("/admin/jsi18n/?version=de-0")
    assert (english.status_code, english["Cache-Control"], "Infokasten" in english.content.decode()) == (200, "private, no-cache", False)
    again = client.get("/admin/jsi18n/", headers={"If-None-Match": english["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@in_german
def test_a_mail_to_a_reader_speaks_the_papers_language_whatever_the_moderators_is() -> None:
    with translation.override("en"):
        mail = owe("ada@example.org", gettext_lazy("Your comment in %(paper)s"), "removed", at=NOW, comment=Comment(text="Words."), why="")
    assert mail is not None
    assert mail.subject.startswith("Ihr Kommentar bei ")
    assert standing(mail.text, "Die Moderation hat Ihren Kommentar", "moderator") == ["Die Moderation hat Ihren Kommentar"]


def test_everybody_chooses_the_language_of_their_own_desk_and_comes_back(client: Client) -> None:
    user = make_user(groups=["Reporter"])
    client.force_login(user)
    here = "http://testserver/admin/articles/article/"
    assert '<button type="submit" name="language" value="de" lang="de">' in client.get(here).content.decode()
    chosen = client.post("/admin/language/", {"language": "de"}, headers={"Referer": here})
    assert (chosen.status_code, chosen["Location"], User.objects.get(pk=user.pk).language) == (302, here, "de")
    assert '<button type="submit" name="language" value="en" lang="en">' in client.get(here).content.decode()
    for wrong in ({"language": "xx"}, {}):
        elsewhere = client.post("/admin/language/", wrong, headers={"Referer": "https://elsewhere.example/"})
        assert (elsewhere["Location"], User.objects.get(pk=user.pk).language) == ("/admin/", "de")
    assert client.get("/admin/language/").status_code == 405
