"""The page of a story, its old addresses, and what stands where it was."""

import pytest

from articles.figures import figure_of
from articles.models import Article, Path
from tests.articles.views.pages import read
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
    make_image,
    make_live,
    make_section,
    make_tag,
    publish,
    schedule,
    set_clock,
    withdraw,
)

pytestmark = pytest.mark.django_db


def test_page_holds_its_parts_in_this_order(client) -> None:
    world = make_section(name="World")
    other = make_live(headline="Other", section=world, at=NOW - MINUTE)
    edition = make_live(
        kicker="Harbour",
        headline="Cranes stand still",
        deck="Nobody knows why.",
        dateline="Moscow",
        section=world,
        related=[other.article],
        authors=[make_author(name="Ines Falk")],
        tags=[make_tag(name="Sea")],
        lead_image=make_image(caption="At dawn.", credit="Photo: Piet"),
    )
    page = read(client.get(edition.path))
    marks = (".kicker", "h1", ".deck", ".byline", ".times", ".picture", "figcaption", ".dateline", ".tags", ".ways-on", ".comments")
    assert list(dict.fromkeys(page.order_of(*marks))) == list(marks)
    parts = {
        "h1": "Cranes stand still",
        ".kicker": "Harbour",
        ".at": "World",
        ".names": "By Ines Falk",
        ".dateline": "Moscow —",
        "title": "Cranes stand still – Newsroom",
    }
    assert {part: page.words(part)[0] for part in parts} == parts
    assert page.words(".ways-on") == ["You might also like World Other March 30, 2024"]


def test_suggested_story_without_a_picture_speaks_with_its_deck_after_those_with_one(client) -> None:
    world = make_section(name="World")
    plain = make_live(headline="Plain", deck="It says why.", section=world, at=NOW - MINUTE)
    picture = make_image(checksum="c0ffee", width_px=1600, height_px=900)
    seen = make_live(headline="Seen", deck="A picture says it.", section=world, at=NOW - 2 * MINUTE, lead_image=picture)
    edition = make_live(section=world, related=[plain.article, seen.article])
    assert read(client.get(edition.path)).words(".ways-on") == [
        "You might also like World Seen March 30, 2024 World Plain It says why. March 30, 2024"
    ]


def test_page_on_paper_says_its_address(client) -> None:
    edition = make_live(section=make_section(name="World"))
    assert read(client.get(edition.path)).words(".on-paper") == [f"http://127.0.0.1:8000{edition.path}"]


def test_page_says_when_it_was_published_and_updated(client) -> None:
    edition = make_live(section=make_section(name="World"))
    assert read(client.get(edition.path)).words(".times") == ["Published March 30, 2024, noon"]
    publish(edition.article, at=NOW + DAY, tell_readers=True)
    page = read(client.get(edition.path))
    assert page.words(".times") == ["Published March 30, 2024, noon Updated March 31, 2024, noon"]
    assert page.values("time", "datetime")[:2] == ["2024-03-30T12:00:00+00:00", "2024-03-31T12:00:00+00:00"]


def test_dates_are_in_the_sites_zone(client, settings) -> None:
    settings.TIME_ZONE = "Asia/Kolkata"
    edition = make_live(section=make_section(name="World"))
    page = read(client.get(edition.path))
    assert page.values("time", "datetime") == ["2024-03-30T17:30:00+05:30"]
    assert page.words("time") == ["March 30, 2024, 5:30 p.m."]


def test_story_from_right_to_left_says_so(client) -> None:
    edition = make_live(headline="عنوان", language="ar", section=make_section(name="World"))
    page = read(client.get(edition.path))
    assert (page.values("article", "lang"), page.values("article", "dir")) == (["ar"], ["rtl"])
    assert page.values("html", "lang") == ["en"]


def test_head_tells_machines_what_it_is(client, settings) -> None:
    settings.SITE_URL = "https://harbour.example"
    edition = make_live(deck="They stand.", section=make_section(name="World"), noindex=True)
    page = read(client.get(edition.path, headers={"host": "127.0.0.1"}))
    assert page.meta("description") == ["They stand."]
    assert page.meta("robots") == ["noindex"]
    assert "https://harbour.example/2024/03/30/a-quiet-day-at-the-harbour/" in page.values("link", "href")


def test_every_kind_of_block_is_drawn(client) -> None:
    body = (
        '<p lang="fr">Un</p><h2>Two</h2><hr><blockquote class="pull-quote"><p>Three</p><footer>Somebody</footer></blockquote>'
        '<aside class="fact-box"><p>Four</p></aside><table><tbody><tr><td>Five</td></tr></tbody></table>'
        '<figure data-embed data-url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>Six</figcaption></figure>'
        '<table data-chart="bars"><tbody><tr><th>Port</th><th>Boats</th></tr><tr><td>Saltmere</td><td>4</td></tr></tbody></table>'
    )
    page = read(client.get(make_live(section=make_section(name="World"), body=body).path))
    parts = ("h2", ".pull-quote", ".fact-box", ".table", ".embed")
    assert [page.words(part)[0] for part in parts] == [
        "Two",
        "Three Somebody",
        "Four",
        "Five",
        (
            "From YouTube Six This is kept by YouTube. Show it here, and YouTube learns that you are reading this page."
            " Show it here Open it at YouTube"
        ),
    ]
    assert page.values("button", "data-load-embed") == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
    assert (len(page.values("rect", "class")), page.words("details")) == (1, ["The figures as a table Port Boats Saltmere 4"])
    assert page.values("iframe", "src") == []
    assert "https://www.youtube.com/watch?v=dQw4w9WgXcQ" in page.values("a", "href")
    assert (page.values("iframe", "src"), page.values("script", "src")) == ([], ["/static/js/reader.js", "/static/js/comments.js"])


def test_headings_of_a_fact_box_follow_the_storys_own(client) -> None:
    body = '<aside class="fact-box"><h3>The gate</h3><p>Many</p><h4>Leaves</h4></aside><p>Words.</p>'
    page = read(client.get(make_live(section=make_section(name="World"), body=body).path))
    assert list(page.order_of("h1", "h2", "h3", "h4"))[:3] == ["h1", "h2", "h3"]


def test_picture_without_a_rendition_is_its_words(client) -> None:
    picture = make_image(alt="Cranes over the harbour", credit="Photo: Piet")
    edition = make_live(section=make_section(name="World"), lead_image=picture, body=f'<figure data-image="{picture.pk}"></figure>')
    page = read(client.get(edition.path))
    assert page.words("figcaption") == ["Cranes over the harbour Photo: Piet"] * 2
    assert page.values("img", "src") == []


def test_words_of_a_story_cannot_become_markup(client) -> None:
    nasty = "<script>alert(1)</script>\"'>"
    edition = make_live(
        headline=nasty,
        kicker=nasty,
        deck=nasty,
        dateline=nasty,
        section=make_section(name=nasty),
        seo_title=nasty,
        authors=[make_author(name=nasty)],
        tags=[make_tag(name=nasty)],
        lead_image=make_image(alt=f"Cranes {nasty}", caption=nasty, credit=nasty),
    )
    response = client.get(edition.path)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert read(response).words("h1") == [nasty]


def test_correction_stands_under_the_text_and_is_linked_from_the_times(client) -> None:
    world = make_section(name="World")
    edition = make_live(section=world, correction="It was 640 homes, not 460.\n\nWe are sorry.")
    page = read(client.get(edition.path))
    assert page.words(".notice") == ["Correction It was 640 homes, not 460. We are sorry."]
    assert list(page.order_of(".times", ".prose", ".notice")) == [".times", ".prose", ".notice"]
    assert "#correction" in page.values("a", "href")
    plain = read(client.get(make_live(headline="Right", section=world).path))
    assert (plain.words(".notice"), "#correction" in plain.values("a", "href")) == ([], False)


def test_long_read_has_its_picture_first_and_the_same_parts(client) -> None:
    picture = make_image(alt="A lighthouse", caption="The light.", checksum="c0ffee", width_px=1600, height_px=900)
    edition = make_live(headline="Nine winters", section=make_section(name="World"), layout="longread", lead_image=picture)
    page = read(client.get(edition.path))
    assert list(page.order_of(".long-lead", "h1", ".long-credit", ".story-meta", ".prose")) == [
        ".long-lead",
        "h1",
        ".long-credit",
        ".story-meta",
        ".prose",
    ]
    whole, tall = (figure_of(picture, at=NOW, crop=crop) for crop in ("", "4:5"))
    assert page.values("img", "src") == [whole.src]
    assert page.values("source", "srcset") == [tall.sources[0].srcset, tall.srcset, whole.sources[0].srcset]


def test_portraits_and_jobs_stand_in_the_margin(client) -> None:
    portrait = make_image(checksum="c0ffee", width_px=800, height_px=800)
    ines, piet = make_author(name="Ines Falk", job_title="City editor", portrait=portrait), make_author(name="Piet Maas")
    edition = make_live(section=make_section(name="World"), authors=[ines], roles=[(piet, "photographer")])
    page = read(client.get(edition.path))
    assert page.words(".names") == ["By Ines Falk City editor Photos Piet Maas"]
    assert page.values("img", "src") == [figure_of(portrait, at=NOW, crop="1:1").src]


def test_suggested_stories_without_a_picture_share_a_column_and_keep_their_decks(client) -> None:
    world, picture = make_section(name="World"), make_image(checksum="c0ffee", width_px=900, height_px=600)
    plain = [make_live(headline=f"Plain {number}", deck="It says why.", section=world).article for number in range(2)]
    seen = [make_live(headline=f"Seen {number}", deck="Not said.", section=world, lead_image=picture).article for number in range(2)]
    page = read(client.get(make_live(section=world, related=[plain[0], seen[0], plain[1], seen[1]]).path))
    assert page.words(".pair") == [" ".join(f"World Plain {number} It says why. March 30, 2024" for number in range(2))]
    assert page.words(".headline")[:2] == ["Seen 0", "Seen 1"]


def test_kicker_does_not_repeat_the_section(client) -> None:
    edition = make_live(kicker="world", section=make_section(name="World"))
    assert read(client.get(edition.path)).words(".labels") == ["World"]


def test_story_is_shared_by_a_letter_without_script(client) -> None:
    edition = make_live(headline="Cranes & ferries", section=make_section(name="World"))
    address = "http%3A//127.0.0.1%3A8000/2024/03/30/cranes-ferries/"
    assert f"mailto:?subject=Cranes%20%26%20ferries&body={address}" in read(client.get(edition.path)).values("a", "href")


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_four_queries_and_one_for_its_thread(count: int, client, django_assert_num_queries) -> None:
    world, ines, picture = make_section(name="World"), make_author(name="Ines Falk"), make_image()
    others = [make_live(headline=f"Other {number}", section=world, authors=[ines], lead_image=picture).article for number in range(count)]
    edition = make_live(section=world, authors=[ines], tags=[make_tag(name="Sea")], related=others, lead_image=picture)
    client.get(edition.path)  # the process learns the tree, the settings, and whether comments are open
    with django_assert_num_queries(4 + 1):
        response = client.get(edition.path)
    assert len(read(response).words(".teaser")) == count


# Addresses


def test_old_address_leads_on_in_one_step(client) -> None:
    world = make_section(name="World")
    edition = make_live(headline="Before", section=world)
    publish(change(edition.article, slug="after"), at=NOW + MINUTE)
    publish(change(Article.objects.get(pk=edition.article_id), slug="later-still"), at=NOW + 2 * MINUTE)
    for old in ("/2024/03/30/before/", "/2024/03/30/after/", "/2024/03/30/before"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, "/2024/03/30/later-still/")
    assert client.get("/2024/03/30/later-still/").status_code == 200


def test_address_of_a_scheduled_update_is_nobodys_before_its_moment(client) -> None:
    edition = make_live(headline="Before", section=make_section(name="World"))
    schedule(change(edition.article, slug="secret-plan"), at=NOW + DAY)
    assert client.get("/2024/03/30/secret-plan/").status_code == 404
    assert client.get("/2024/03/30/before/").status_code == 200
    set_clock(NOW + DAY)
    assert client.get("/2024/03/30/secret-plan/").status_code == 200
    assert client.get("/2024/03/30/before/")["Location"] == "/2024/03/30/secret-plan/"


def test_imported_addresses_lead_on_also_by_their_query(client) -> None:
    edition = make_live(section=make_section(name="World"))
    for old in ("/?p=123", "/news/article.php?id=9", "/news/some-story.html"):
        Path.objects.create(path=old, article_id=edition.article_id)
    for asked in ("/?p=123", "/news/article.php?id=9", "/news/some-story.html", "/news/some-story.html?from=feed"):
        response = client.get(asked)
        assert (response.status_code, response["Location"]) == (301, edition.path), asked
    assert client.get("/?p=124").status_code == 200  # the front page
    assert client.get("/news/article.php?id=10").status_code == 404


def test_imported_address_of_a_story_nobody_has_seen_is_not_found(client) -> None:
    Path.objects.create(path="/?p=123", article=make_article(headline="Draft"))
    Path.objects.create(path="/old/draft/", article=Article.objects.get())
    assert (client.get("/old/draft/").status_code, client.get("/?p=123").status_code) == (404, 200)


def test_story_of_unicode_has_an_address_of_unicode(client) -> None:
    edition = make_live(headline="Где стоят краны", section=make_section(name="World"))
    assert edition.path == "/2024/03/30/где-стоят-краны/"
    assert client.get(edition.path).status_code == 200
    response = client.get(edition.path.rstrip("/"))
    assert (response.status_code, response["Location"].isascii()) == (301, True)


# What stands where a story was


def test_withdrawn_story_is_gone_and_says_why(client) -> None:
    edition = make_live(headline="Cranes stand still", deck="Nobody knows", section=make_section(name="World"))
    withdraw(edition.article, at=NOW + MINUTE, notice="This report was wrong.\n\nWe apologise.")
    response = client.get(edition.path)
    page = read(response)
    assert (response.status_code, page.words("h1")) == (410, ["This story was withdrawn"])
    assert page.words(".notice") == ["This report was wrong. We apologise."]
    assert [word for word in ("Cranes", "Nobody", "Words") if word in response.content.decode()] == []
    assert response["Surrogate-Key"] == f"article:{edition.article_id} front section:{edition.section_id} sections site"


def test_withdrawn_story_without_a_notice_says_so_much(client) -> None:
    edition = make_live(section=make_section(name="World"))
    withdraw(edition.article, at=NOW + MINUTE)
    page = read(client.get(edition.path))
    said = "410 This story was withdrawn The editors have taken it back."
    assert page.words("main") == [f"{said} What to look for Search Go to the front page"]


def test_expired_story_has_a_sentence_of_its_own(client) -> None:
    edition = publish(make_article(headline="Cranes stand still", section=make_section(name="World")), at=NOW, until=NOW + DAY)
    assert client.get(edition.path).status_code == 200
    set_clock(NOW + DAY)
    response = client.get(edition.path)
    assert (response.status_code, read(response).words("h1")) == (410, ["This story is no longer available"])
    assert "Cranes" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_where_a_story_was_the_newest_of_its_section_are_offered_for_two_queries(count: int, client, django_assert_num_queries) -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    edition = make_live(headline="Cranes stand still", section=world)
    withdraw(edition.article, at=NOW + MINUTE)
    for number in range(count):
        make_live(headline=f"Story {number}", section=world, authors=[make_author(name=f"Author {number}")], at=NOW + number * MINUTE)
        make_live(headline=f"Game {number}", section=sport, at=NOW + number * MINUTE)
    client.get(edition.path)
    with django_assert_num_queries(2 + 2):
        page = read(client.get(edition.path))
    newest = [f"Story {number}" for number in reversed(range(count))][:6]
    assert (page.words("h2")[0], page.words(".line")) == ("More from World", newest)


def test_where_the_last_story_of_a_section_was_the_papers_newest_are_offered(client, django_assert_num_queries) -> None:
    edition = make_live(section=make_section(name="World"))
    withdraw(edition.article, at=NOW + MINUTE)
    make_live(headline="Game", section=make_section(name="Sport"), at=NOW)
    make_article(headline="Draft", section=make_section(name="City"))
    client.get(edition.path)
    with django_assert_num_queries(2 + 3):
        page = read(client.get(edition.path))
    assert (page.words("h2")[0], page.words(".headlines")) == ("Newest stories", ["SportGame"])


def test_every_old_address_of_a_withdrawn_story_is_gone(client) -> None:
    edition = make_live(headline="Before", section=make_section(name="World"))
    publish(change(edition.article, slug="after"), at=NOW + MINUTE)
    Path.objects.create(path="/old/", article_id=edition.article_id)
    withdraw(edition.article, at=NOW + 2 * MINUTE)
    assert [client.get(path).status_code for path in ("/2024/03/30/before/", "/2024/03/30/after/", "/old/", "/old")] == [410] * 4


def test_story_published_again_is_back(client) -> None:
    edition = make_live(section=make_section(name="World"))
    withdraw(edition.article, at=NOW + MINUTE)
    publish(edition.article, at=NOW + 2 * MINUTE)
    assert client.get(edition.path).status_code == 200


def test_scheduled_story_appears_on_its_second(client) -> None:
    edition = schedule(make_article(section=make_section(name="World")), at=NOW + DAY)
    set_clock(NOW + DAY - MINUTE / 60)
    assert client.get(edition.path).status_code == 404
    set_clock(NOW + DAY)
    assert client.get(edition.path).status_code == 200


def test_a_hundred_saves_leave_the_page_as_it_is(client) -> None:
    edition = make_live(section=make_section(name="World"), tags=[make_tag(name="Sea")])
    before = client.get(edition.path).content
    article = edition.article
    for number in range(100):
        article = change(article, headline=f"Headline {number}", deck="Other", body=f"<p>{number}</p>", slug=f"slug-{number}")
    assert client.get(edition.path).content == before
