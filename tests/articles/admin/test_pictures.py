"""The picture library: found by words and number, where used, filters, and uploads one by one."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Image
from tests.articles.picture_files import jpeg
from tests.factories import make_article, make_author, make_image, make_user

pytestmark = pytest.mark.django_db
LIBRARY = "/admin/articles/image/"


def listed(client: Client, **query: Any) -> dict[str, int]:
    return {image.alt: image.story_count for image in client.get(LIBRARY, query).context["cl"].result_list}


def test_pictures_are_found_by_words_number_use_rights_and_uploader(client: Client) -> None:
    editor = make_user(groups=["Photo editor"])
    client.force_login(editor)
    today = dt.datetime.now(dt.UTC).date()
    cranes = make_image(alt="Cranes", uploaded_by=editor)
    make_image(alt="Boats", rights_expire_on=today - dt.timedelta(days=2))
    make_image(alt="Gulls", rights_expire_on=today + dt.timedelta(days=2))
    for headline in ("One", "Two"):
        make_article(headline=headline, lead_image=cranes, body=f'<figure data-image="{cranes.pk}"></figure>')
    assert listed(client) == {"Gulls": 0, "Boats": 0, "Cranes": 2}
    assert [*listed(client, q="crane"), *listed(client, q=f"#{cranes.pk}"), *listed(client, use="used"), *listed(client, by="me")] == [
        "Cranes"
    ] * 4
    assert listed(client, rights="over") == {"Boats": 0}
    assert listed(client, rights="soon") == {"Gulls": 0}
    assert listed(client, use="unused", by="others", rights="nonsense", q="9" * 30) == {}


def test_the_library_opens_with_pictures_for_stories_and_portraits_are_one_click_away(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    portrait, both = make_image(alt="Mara in profile"), make_image(alt="Ines at the quay")
    for name, picture in (("Mara", portrait), ("Ines", both)):
        make_author(name=name, portrait=picture)
    make_article(lead_image=both)
    make_image(alt="Cranes")
    assert [*listed(client)] == ["Cranes", "Ines at the quay"]
    assert [*listed(client, shown="portraits")] == ["Ines at the quay", "Mara in profile"]
    assert [*listed(client, shown="all")] == [*listed(client, _popup="1")] == ["Cranes", "Ines at the quay", "Mara in profile"]
    assert [*listed(client, q="profile")] == ["Mara in profile"]
    assert listed(client, q="profile", shown="stories") == {}
    page = client.get(LIBRARY, {"rights": "open"}).text
    assert '<a href="?rights=open&amp;shown=portraits">Portraits</a>' in page
    assert [one["alt"] for one in client.get("/admin/articles/article/pictures/").json()["results"]] == ["Cranes", "Ines at the quay"]
    assert [one["alt"] for one in client.get("/admin/articles/article/pictures/?term=profile").json()["results"]] == ["Mara in profile"]


def test_the_library_costs_the_same_with_one_picture_and_thirty(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(make_user(groups=["Photo editor"]))
    counts = []
    for number in range(30):
        make_article(lead_image=make_image(alt=f"Crane number {number}"))
        if number in {0, 29}:
            client.get(LIBRARY)
            counts.append(number)
            with django_assert_num_queries(7):
                client.get(LIBRARY)
    assert counts == [0, 29]


def test_a_picture_says_its_number_and_where_it_is_used(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    picture = make_image()
    make_article(headline="Shows it", lead_image=picture)
    make_author(name="Mara", portrait=picture)
    page = client.get(f"{LIBRARY}{picture.pk}/change/")
    assert [story.headline for story in page.context["used_in"]] == ["Shows it"]
    assert [author.name for author in page.context["portrait_of"]] == ["Mara"]
    assert f"Picture number {picture.pk}" in page.content.decode()


def send(client: Client, **typed: Any) -> Any:
    return client.post(f"{LIBRARY}upload/", {"file": SimpleUploadedFile("IMG_1.jpg", jpeg())} | typed)


def test_one_of_many_uploads_is_taken_or_refused_with_its_sentences(client: Client) -> None:
    client.force_login(make_user(groups=["Photo editor"]))
    taken = send(client, alt="A teal square", credit="Photo: Mara")
    picture = Image.objects.get()
    assert taken.json() == {"id": picture.pk, "alt": "A teal square", "address": f"{LIBRARY}{picture.pk}/change/"}
    assert (picture.credit, picture.uploaded_by_id is not None, picture.width_px) == ("Photo: Mara", True, 640)
    refused = send(client, alt="IMG_0001.jpg")
    assert (refused.status_code, [*refused.json()["errors"]]) == (422, ["alt"])
    assert [*send(client, alt="Words", file=SimpleUploadedFile("a.jpg", b"no picture")).json()["errors"]] == ["file"]
    assert [*client.post(f"{LIBRARY}upload/", {"alt": "x\0"}).json()["errors"]] == ["file", "alt"]
    assert (client.get(f"{LIBRARY}upload/").status_code, Image.objects.count()) == (405, 1)


def test_who_may_not_add_pictures_uploads_none(client: Client) -> None:
    client.force_login(make_user(groups=["Moderator"]))
    assert (send(client, alt="A square").status_code, Image.objects.count()) == (403, 0)
