"""What the writing surface asks for while somebody types, and the pages that ask where there is no JavaScript."""

import datetime as dt
import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels
from taggit.models import Tag

from articles import publishing
from articles.models import Article, Image
from articles.publishing import SYSTEM
from newsroom.models import User
from tests.articles.admin.test_story_form import form_of, fresh, said, send
from tests.factories import change, make_article, make_author, make_image, make_live, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db
NAMES = ["authors", "tags", "stories", "pictures", "moment"]


def at(name: str) -> str:
    return reverse(f"admin:articles_article_{name}")


@pytest.fixture
def editor(client: Client) -> User:
    user = make_user(groups=["Editor"])
    client.force_login(user)
    return user


def texts(response: Any, key: str = "text") -> list[str]:
    return [one[key] for one in response.json()["results"]]


@pytest.mark.parametrize("name", [*NAMES, "upload", "preview"])
def test_only_those_who_write_stories_may_ask_and_no_answer_is_kept(client: Client, name: str) -> None:
    client.force_login(make_user(groups=["Moderator"]))
    assert client.get(at(name)).status_code == 403
    client.force_login(make_user(groups=["Reporter"]))
    response = client.post(at(name)) if name in {"upload", "preview"} else client.get(at(name))
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("term", ["\0", "x" * 5000, "%", "999999999999999999999", "-1", "٣"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("editor")
def test_nonsense_finds_nothing_and_breaks_nothing(client: Client, name: str, term: str) -> None:
    asked = {"term": term, "ids": term if name == "pictures" else "", "from": term, "besides": term, "typed": term}
    response = client.get(at(name), {key: value for key, value in asked.items() if value})
    assert response.status_code in {200, 400}


@pytest.mark.usefixtures("editor")
def test_what_is_typed_finds_authors_tags_stories_and_pictures(client: Client) -> None:
    make_author(name="Mara Lind")
    for name in ("Storms", "After storms", "Sea"):
        make_tag(name=name)
    live, own = make_live(headline="Storm at sea", section=make_section(name="World")), make_article(headline="A storm of my own")
    make_image(alt="A ferry in a storm")
    assert texts(client.get(at("authors"), {"term": "lind"})) == ["Mara Lind"]
    assert texts(client.get(at("tags"), {"term": "sto"})) == ["Storms", "After storms"]
    assert texts(client.get(at("stories"), {"term": "storm", "besides": own.pk})) == ["Storm at sea"]
    assert texts(client.get(at("stories"), {"term": str(live.article_id)}), "detail") == ["World · Live"]
    assert texts(client.get(at("pictures"), {"term": "storm ferry"}), "alt") == ["A ferry in a storm"]


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.usefixtures("editor")
def test_lists_of_choices_cost_the_same_for_one_and_for_thirty(client: Client, django_assert_num_queries: Any, count: int) -> None:
    section = make_section(name="World")
    for number in range(count):
        make_author(name=f"Author {number}")
        make_article(headline=f"Story {number}", section=section, lead_image=make_image(alt=f"Ferry number {number}"))
    account = 4  # session, account, its rights twice
    for name, queries in (("authors", 1), ("tags", 1), ("stories", 2), ("pictures", 1)):
        client.get(at(name))  # the look reads once
        with django_assert_num_queries(account + queries):
            client.get(at(name))


@pytest.mark.usefixtures("editor")
def test_a_picture_is_taken_into_the_library_or_refused_with_sentences(client: Client) -> None:
    pixels = io.BytesIO()
    Pixels.new("RGB", (600, 400), "teal").save(pixels, "JPEG")

    def upload(alt: str, content: bytes = pixels.getvalue()) -> Any:
        return client.post(at("upload"), {"file": SimpleUploadedFile("IMG_1.jpg", content), "alt": alt, "credit": "Ines Falk"})

    assert "looks like a file name" in upload("IMG_1").json()["errors"]["alt"]
    assert "This is no picture we can read." in upload("Cranes", b"words").json()["errors"]["file"]
    assert client.post(at("upload"), {"alt": "Cranes"}).json() == {"errors": {"file": "Choose a file."}}
    assert Image.objects.count() == 0
    told = upload("Cranes at dusk").json()
    assert (told["id"], told["alt"], told["credit"]) == (Image.objects.get().pk, "Cranes at dusk", "Ines Falk")
    thumb = client.get(told["thumb"])
    thumb.close()
    assert thumb.status_code == 200


def test_a_moment_is_said_in_both_zones(client: Client, editor: User) -> None:
    editor.time_zone = "America/New_York"
    editor.save()
    told = client.get(at("moment"), {"typed": "2031-07-01 06:00"}).json()
    assert told["words"] == "Tuesday, July 1, 2031, 6 a.m. UTC (2 a.m. EDT where you are)"
    assert (told["value"], told["past"]) == ("2031-07-01 06:00", False)
    assert "sentence" in client.get(at("moment"), {"typed": "soon"}).json()


@pytest.mark.usefixtures("editor")
def test_the_preview_draws_what_stands_in_the_form_and_writes_nothing(client: Client) -> None:
    section, author, other = make_section(name="World"), make_author(name="Mara Lind"), make_author(name="Ines Falk")
    article = make_article(headline="Saved", section=section, authors=[author])
    rows = {"bylines-TOTAL_FORMS": 2, "bylines-0-author": author.pk, "bylines-0-DELETE": "on", "bylines-1-author": other.pk}
    typed = form_of(article, headline="Typed <b>", body="<p>Words <script>alert(1)</script></p>", tags='"new tag"', planned_at="nonsense")
    told = client.post(at("preview"), typed | rows | {"bylines-1-role": "writer", "story": article.pk}).json()
    assert ("Typed &lt;b&gt;" in told["page"], "alert(1)" in told["page"], "new tag" in told["page"]) == (True, False, True)
    assert ("Ines Falk" in told["page"], "Mara Lind" in told["page"]) == (True, False)
    assert "Typed &lt;b&gt;" in told["card"]
    assert told["search"]["title"] == "Typed <b>"
    assert (fresh(article).headline, fresh(article).version, Tag.objects.count()) == ("Saved", article.version, 0)


@pytest.mark.usefixtures("editor")
def test_a_new_story_and_nonsense_can_be_previewed(client: Client) -> None:
    assert "Ferries stop" in client.post(at("preview"), form_of() | {"story": ""}).json()["page"]
    nonsense = {"story": "x" * 30, "section": "99999999999999999999", "bylines-0-author": "x", "related-0-target": "-1", "language": "<"}
    assert client.post(at("preview"), form_of() | nonsense).status_code == 200
    assert client.post(at("preview"), {}).status_code == 200
    assert Article.objects.count() == 0


@pytest.mark.usefixtures("editor")
def test_the_bar_says_what_readers_see_and_the_panel_names_what_they_do_not(client: Client) -> None:
    article = make_article(section=make_section(name="World"), authors=[make_author(name="Mara Lind")])
    publishing.publish(article, by=SYSTEM)
    change(fresh(article), headline="New", deck="New")
    article.bylines.all().delete()
    send(client, fresh(article), headline="New", deck="New")
    context = client.get(reverse("admin:articles_article_change", args=[article.pk])).context
    assert context["surface"].changes == ["headline", "deck", "bylines"]
    assert context["bar_words"].endswith(", 3 changes not published")


@pytest.mark.usefixtures("editor")
def test_without_javascript_a_button_saves_and_leads_to_the_page_that_asks(client: Client) -> None:
    article = make_article(section=make_section(name="World"))
    response = send(client, article, button="ask:schedule", headline="Saved first")
    page = client.get(response["Location"])
    assert (fresh(article).headline, page.context["title"]) == ("Saved first", "Schedule this story")
    version = page.context["form"]["version"].value()
    refused = client.post(response["Location"], {"version": version, "planned_at": "soon"})
    assert "This is no moment that we understand." in refused.content.decode()
    done = client.post(response["Location"], {"version": version, "planned_at": "1 jul 2031 6:00"})
    assert said(done)[-1] == "Scheduled for July 1, 2031, 6 a.m. UTC."
    assert article.editions.get().live_from == dt.datetime(2031, 7, 1, 6, tzinfo=dt.UTC)


@pytest.mark.usefixtures("editor")
def test_rolling_back_asks_first_and_a_page_that_was_opened_before_somebodys_save_does_nothing(client: Client) -> None:
    article = make_article(headline="First", section=make_section(name="World"))
    first = publishing.publish(article, by=SYSTEM)
    publishing.publish(change(fresh(article), headline="Second"), by=SYSTEM)
    response = send(client, fresh(article), button=f"ask:roll_back:{first.pk}")
    assert "First" in client.get(response["Location"]).content.decode()
    assert article.editions.count() == 2
    client.post(response["Location"], {"version": fresh(article).version})
    assert article.editions.latest("live_from").headline == "First"
    asked = send(client, fresh(article), button="ask:publish")["Location"]
    version = fresh(article).version
    change(fresh(article), headline="Somebody else's")
    client.post(asked, {"version": version})
    assert article.editions.latest("live_from").headline == "First"


def test_a_reporter_is_not_asked_what_they_may_not_do(client: Client) -> None:
    article = make_article(section=make_section(name="World"))
    client.force_login(make_user(groups=["Reporter"]))
    assert client.get(reverse("admin:articles_article_ask", args=[article.pk, "schedule"])).status_code == 403
    send(client, article, button="review")
    assert fresh(article).stage == "review"


def test_who_may_only_look_gets_the_stock_form(client: Client) -> None:
    article = make_article(headline="Looked at", section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    client.force_login(make_user(groups=["Moderator"]))
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert ("Looked at" in page, 'name="_verb"' in page, "Readers see it since" in page) == (True, False, True)


@pytest.mark.usefixtures("editor")
def test_authors_are_named_by_those_who_have_no_javascript(client: Client) -> None:
    make_author(name="Mara Lind")
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": "mara lind", "bylines-0-role": "writer", "bylines-0-position": 0}
    send(client, **rows)
    assert Article.objects.get().bylines.get().author.name == "Mara Lind"
    response = send(client, **(rows | {"bylines-0-author": "Nobody"}))
    assert "Nothing is called “Nobody”" in response.content.decode()


def test_the_focal_point_is_set_beside_a_story_within_rights_and_bounds(client: Client) -> None:
    image = make_image(alt="Cranes", credit="Photo: Mara")
    client.force_login(make_user(groups=["Reporter", "Photo editor"]))
    answer = client.post(at("focal"), {"image": image.pk, "x": "0.25", "y": "1"})
    assert (answer.json()["x"], answer.json()["y"]) == (0.25, 1)
    for typed in ({"x": "1.2"}, {"x": "nan"}, {"x": ""}, {"image": "9" * 40}, {"image": image.pk + 1}):
        refused = client.post(at("focal"), {"image": image.pk, "x": "0.5", "y": "0.5", **typed})
        assert (refused.status_code, refused.json()) == (
            422,
            {"error": "This picture is no longer there, or the point lies outside of it."},
        )
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y, image.credit) == (0.25, 1, "Photo: Mara")
    writer = make_user()
    writer.user_permissions.add(Permission.objects.get(codename="change_article"))
    client.force_login(writer)
    assert client.post(at("focal"), {"image": image.pk, "x": "0.5", "y": "0.5"}).status_code == 403


@pytest.mark.parametrize(
    ("group", "stage", "offered"), [("Reporter", "draft", False), ("Reporter", "approved", True), ("Editor", "draft", True)]
)
def test_the_stage_approved_is_offered_to_those_who_may_choose_it_and_where_it_stands(
    client: Client, group: str, stage: str, offered: bool
) -> None:
    user = make_user(groups=[group])
    client.force_login(user)
    article = make_article(section=make_section(name="World"), stage=stage, assignee=user)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert ('<option value="approved"' in page) is offered


def test_a_save_that_changes_nothing_for_readers_does_not_speak_of_changes_to_publish(client: Client, editor: User) -> None:
    article = Article.objects.get(pk=make_live(section=make_section(name="World")).article_id)
    assert said(send(client, article, **{"thread-TOTAL_FORMS": 1, "thread-0-mode": "closed"})) == [
        "Comments: Closed. This acts at once.",
        "Saved. Readers see this version.",
    ]
    assert said(send(client, fresh(article), headline="Another"))[-1] == (
        "Saved. Readers see what was published before, until you publish the changes."
    )


def test_the_sheet_of_keys_names_those_of_the_writing_surface(client: Client, editor: User) -> None:
    page = client.get(reverse("admin:articles_article_add")).content.decode()
    sheet = page.split('<dl class="shortcuts">')[1].split("</dl>")[0]
    assert [key for key in ("Ctrl S", "/", "Alt F10", "Alt Shift ↑") if f"<kbd>{key}</kbd>" not in sheet] == []
