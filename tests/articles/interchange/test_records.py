"""Lines that are no stories: the site, sections, tags, pictures, authors and pages."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from taggit.models import Tag

from articles.models import Article, Author, Image, Page, Section, SiteSettings
from articles.models import Path as PublicPath
from tests.articles.interchange.papers import draw, live, run_import, story

pytestmark = pytest.mark.django_db
LIKE_A_FILE = "looks like a file name. Say in a few words what the picture shows, for people who cannot see it."
CRANES = {"type": "image", "import_ref": "cranes", "file": "harbour.jpg", "alt": "Cranes over the harbour"}


def outcomes(*lines: Any, **rest: Any) -> dict[tuple[str, str], int]:
    run = run_import(*lines, **rest)
    assert run.said == []
    return dict(run.report.counts)


def test_site_is_named_and_a_second_time_unchanged() -> None:
    line = {"type": "site", "name": "The Courier", "tagline": "Since 1871", "description": "A paper.", "footer": "Ropewalk 4\nSaltmere",
            "accent": "#0a5a68", "social": "https://mastodon.social/@courier"}  # fmt: skip
    assert [outcomes(line), outcomes(line), outcomes(line | {"tagline": "Daily"})] == [
        {("site", "new"): 1}, {("site", "unchanged"): 1}, {("site", "changed"): 1},
    ]  # fmt: skip
    assert SiteSettings.objects.values().get() == {
        "id": 1, "name": "The Courier", "tagline": "Daily", "description": "A paper.", "footer": "Ropewalk 4\nSaltmere",
        "accent": "#0a5a68", "social": "https://mastodon.social/@courier", "logo_id": None, "breaking_story_id": None, "is_big_day": False,
    }  # fmt: skip
    wrong = run_import(line | {"accent": "teal"})
    assert (wrong.report.refused, wrong.said) == (1, ["line 1 refused: “accent”: Write a colour as “#” and six digits, such as #0a5a68."])


def test_section_is_described_also_when_a_story_has_named_it_first() -> None:
    line = {"type": "section", "path": ["World", "Europe"], "slug": "our-europe", "description": "All of it.", "position": 4,
            "in_navigation": False, "paths": ["/category/europe/"]}  # fmt: skip
    assert outcomes(live(section=["World", "Europe"]), line) == {("story", "new"): 1, ("section", "changed"): 1}
    europe = Section.objects.get(name="Europe")
    assert (europe.slug, europe.description, europe.position, europe.in_navigation, europe.parent and europe.parent.name) == (
        "our-europe", "All of it.", 4, False, "World",
    )  # fmt: skip
    assert sorted(PublicPath.objects.filter(section=europe).values_list("path", flat=True)) == [
        "/category/europe/", "/world/europe/", "/world/our-europe/",
    ]  # fmt: skip
    assert outcomes(line) == {("section", "unchanged"): 1}


def test_section_without_names_is_refused() -> None:
    assert run_import({"type": "section", "path": []}).said == ["line 1 refused: “path” names no section."]


def test_section_with_a_word_of_the_sites_own_is_refused_when_it_is_asked_for() -> None:
    run = run_import({"type": "section", "path": ["News"], "slug": "admin"}, {"type": "section", "path": ["Search"]})
    assert run.said == ["line 1 refused: “slug”: This word is the site's own. Choose another address."]
    assert list(Section.objects.values_list("name", "slug")) == [("Search", "search-2")]


def test_tag_keeps_its_address_and_its_old_ones() -> None:
    line = {"type": "tag", "name": "C++", "slug": "c-plus-plus", "paths": ["/topics/cpp/"]}
    assert outcomes(live(tags=["C++"]), line) == {("story", "new"): 1, ("tag", "changed"): 1}
    assert outcomes(line, {"type": "tag", "name": "हिन्दी"}) == {("tag", "unchanged"): 1, ("tag", "new"): 1}
    assert list(Tag.objects.order_by("pk").values_list("name", "slug")) == [("C++", "c-plus-plus"), ("हिन्दी", "हिन्दी")]
    assert sorted(PublicPath.objects.filter(tag__name="C++").values_list("path", flat=True)) == [
        "/tag/c-plus-plus/", "/tag/c/", "/topics/cpp/",
    ]  # fmt: skip


def test_author_line_describes_the_one_a_story_has_named(tmp_path: Path) -> None:
    draw(tmp_path)
    line = {
        "type": "author",
        "import_ref": "ada",
        "name": "Ada Winter",
        "job_title": "Reporter",
        "biography": "Writes.",
        "portrait": "cranes",
    }
    told = outcomes(
        live(authors=[{"name": "Ada Winter"}]), CRANES, line, live(import_ref="b", authors=[{"name": "A.", "ref": "ada"}]), images=tmp_path
    )
    ada = Author.objects.get()
    assert told == {("story", "new"): 2, ("image", "new"): 1, ("author", "changed"): 1}
    assert (ada.import_ref, ada.slug, ada.job_title, ada.portrait) == ("ada", "ada-winter", "Reporter", Image.objects.get())
    assert outcomes(line, images=tmp_path) == {("author", "unchanged"): 1}


def test_authors_of_one_name_get_addresses_of_their_own() -> None:
    lines = [{"type": "author", "import_ref": ref, "name": "Ada"} for ref in "xyz"]
    assert outcomes(*lines) == {("author", "new"): 3}
    assert list(Author.objects.order_by("pk").values_list("import_ref", "slug")) == [("x", "ada"), ("y", "ada-2"), ("z", "ada-3")]


def test_address_of_another_author_is_refused_with_a_sentence() -> None:
    run = run_import(
        {"type": "author", "import_ref": "x", "name": "Ada"}, {"type": "author", "import_ref": "y", "name": "Bo", "slug": "ada"}
    )
    assert run.said == ["line 2 refused: “slug”: Another author has this address already. Choose a different one."]


def test_picture_is_taken_once_and_its_words_may_change(tmp_path: Path) -> None:
    draw(tmp_path)
    line = CRANES | {"caption": "Cranes.", "rights_expire_on": "2030-01-01", "focal_x": 0.25, "focal_y": 1}
    assert outcomes(line, images=tmp_path) == {("image", "new"): 1}
    assert outcomes(line, images=tmp_path) == {("image", "unchanged"): 1}
    image = Image.objects.get()
    assert (image.caption, image.rights_expire_on, image.focal_x, image.focal_y) == ("Cranes.", dt.date(2030, 1, 1), 0.25, 1.0)
    assert outcomes(line | {"credit": "Photo: Falk"}, images=tmp_path) == {("image", "changed"): 1}
    assert list(Image.objects.values_list("credit", "caption", "import_ref")) == [("Photo: Falk", "Cranes.", "cranes")]


def test_the_same_file_with_the_same_words_is_one_picture(tmp_path: Path) -> None:
    draw(tmp_path)
    told = {"file": "harbour.jpg", "alt": "Cranes over the harbour"}
    lines = [live(lead_image=told), live(import_ref="b", lead_image=told), live(import_ref="c", lead_image=told | {"alt": "Two cranes"})]
    run = run_import(*lines, images=tmp_path)
    assert (run.said, run.report.made["image"], Image.objects.count()) == ([], 2, 2)
    assert run_import(*lines, images=tmp_path).stories == (0, 0, 3, 0)
    assert Image.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"file": "none.jpg"}, "There is no picture “none.jpg” in the folder of pictures."),
        ({"file": "../outside.jpg"}, "There is no picture “../outside.jpg” in the folder of pictures."),
        ({"file": "/etc/hostname"}, "There is no picture “/etc/hostname” in the folder of pictures."),
        ({"file": "a\u0000b" + "x" * 300}, f"There is no picture “ab{'x' * 300}” in the folder of pictures."),
        ({"file": "cut.jpg"}, "The file is damaged or breaks off. Send it again from where it came."),
        ({"file": "drawing.svg"}, "SVG drawings are not accepted, because they can carry programs. Export it as PNG."),
        ({"file": "empty.jpg"}, "The file is empty."),
        ({"file": "other.png"}, "The file is called “other.png” but holds a JPEG picture. Rename it, or save it again."),
        (
            {"alt": "Screenshot 2024 03 30 071332"},
            f"“Screenshot 2024 03 30 071332” {LIKE_A_FILE}",
        ),
        ({"ref": "unknown", "file": None, "alt": None}, "There is no picture “unknown”. Its line must come first."),
    ],
)  # fmt: skip
def test_picture_that_cannot_be_kept_is_refused_and_stops_nothing(told: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    whole = draw(folder).read_bytes()
    draw(tmp_path, "outside.jpg")
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "empty.jpg").touch()
    (folder / "other.png").write_bytes(whole)
    picture = {"file": "harbour.jpg", "alt": "Cranes over the harbour"} | told
    run = run_import(live(), live(import_ref="b", lead_image=picture), live(import_ref="c"), images=folder)
    said = [line.replace(" “lead_image”:", "") for line in run.said]
    assert (said, run.stories) == ([f"line 2 refused: {sentence}"], (2, 0, 0, 1))
    assert (Image.objects.count(), list(Article.objects.order_by("pk").values_list("import_ref", flat=True))) == (0, ["a", "c"])


def test_picture_without_a_folder_of_pictures_is_refused() -> None:
    assert run_import(CRANES).said == [
        "line 1 refused: The line names the picture “harbour.jpg”. Say with --images where pictures lie."
    ]  # fmt: skip


def test_page_waits_for_the_stories_it_links_to() -> None:
    body = '<p>See <a data-story-ref="a">this</a> and <a data-story-ref="x">that</a>.</p>'
    page = {"type": "page", "import_ref": "about", "title": "About", "slug": "about", "position": 3, "in_footer": False,
            "description": "Who.", "body": body, "paths": ["/who-we-are/"]}  # fmt: skip
    run = run_import(page, story())
    about = Page.objects.get()
    assert run.said == ["line 1: These stories are not there: x."]
    assert (about.title, about.slug, about.position, about.in_footer, about.description, about.body) == (
        "About", "about", 3, False, "Who.", f'<p>See <a data-story="{Article.objects.get().pk}">this</a> and that.</p>',
    )  # fmt: skip
    assert dict(run_import(page).report.counts) == {("page", "unchanged"): 1}
    assert sorted(PublicPath.objects.filter(page=about).values_list("path", flat=True)) == ["/about/", "/who-we-are/"]


def test_address_of_a_record_that_belongs_to_another_page_stays_there() -> None:
    run = run_import(live(paths=["/old/"]), {"type": "page", "import_ref": "about", "title": "About", "paths": ["/old/"]})
    assert run.said == ["line 2: The address /old/ belongs to another page, and will for ever. Choose a different one."]
    assert (PublicPath.objects.get(path="/old/").article, Page.objects.count()) == (Article.objects.get(), 1)


def test_record_that_is_refused_leaves_nothing_of_itself() -> None:
    run_import(
        {"type": "section", "path": ["New", "Below"], "slug": "x", "description": "y" * 601},
        {"type": "page", "import_ref": "p", "title": "Admin"},
    )
    assert (Section.objects.count(), Page.objects.count()) == (0, 0)


def test_report_counts_what_was_made() -> None:
    run = run_import(
        {"type": "site", "name": "The Courier"}, live(tags=["Sea"], authors=[{"name": "Ada"}]), "{", live(import_ref="b", mood="x")
    )
    run.report.seconds = 0.5
    assert list(run.report.lines()) == [
        "story: 2 new, 0 changed, 0 unchanged",
        "site: 1 new, 0 changed, 0 unchanged",
        "made: 2 sections, 1 authors, 1 tags, 0 pictures",
        "1 line refused",
        "1 warning",
        "0.5 seconds, 4 stories a second",
    ]


@pytest.mark.parametrize("separator", ["\t", "\n", "\x85", "\u2028", "\u2029"])
def test_section_named_with_a_line_break_is_the_same_section_the_second_time(separator: str) -> None:
    line = live(section=[f"Our{separator}world"])
    assert (outcomes(line), outcomes(line)) == ({("story", "new"): 1}, {("story", "unchanged"): 1})
    assert list(Section.objects.values_list("name", flat=True)) == ["Our world"]
