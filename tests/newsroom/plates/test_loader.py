"""Readers' templates are plates; whole pages come out as Django draws them, and the desk's stay Django's."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, NodeList, engines
from django.test import Client

from articles.models import Path as Address
from articles.templatetags import head
from newsroom.plates.expressions import Refused
from newsroom.plates.loader import Plate
from newsroom.plates.making import printing_of
from tests.architecture.newspaper import make_newspaper
from tests.factories import NOW, make_author, make_image, make_live, make_section, make_tag, set_clock

FOLDER = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
DESKS = ("admin/", "desk/", "account/")
BY_DJANGO = ["articles/article_preview.html"]
"""Templates for readers' eyes that no plate is made of: this one adds to what its frame says (`block.super`)."""
EVERY_BLOCK = (
    "<p>One &amp; 3 metres. <a data-story='{live}'>Linked</a></p><h3>Between</h3><hr>"
    "<figure data-image='{image}' data-size='wide' data-alt='Seen'><figcaption>Ours</figcaption></figure>"
    "<figure data-image='{image}' data-size='gallery'></figure><figure data-image='{image}' data-size='gallery'></figure>"
    '<blockquote class="pull-quote"><p>Said.</p><footer>Ida</footer></blockquote><aside><h3>Facts</h3><p>Known.</p></aside>'
    "<figure data-embed data-url='https://www.youtube.com/watch?v=dQw4w9WgXcQ'><figcaption>Moving</figcaption></figure>"
    "<table><thead><tr><th>Year</th><th>Ships</th></tr></thead><tbody><tr><td>2023</td><td>4</td></tr></tbody></table>"
    "<table data-chart='bars'><caption>Ships</caption><thead><tr><th>Year</th><th>Ships</th></tr></thead>"
    "<tbody><tr><td>2023</td><td>4.5</td></tr><tr><td>2024</td><td>9</td></tr></tbody></table>"
)


def engine() -> Any:
    return engines["django"].engine  # type: ignore[attr-defined]


@pytest.fixture
def paper(db: None) -> None:
    """Print a paper with something in every place."""
    live = make_newspaper().live
    harbour, image = make_section(name="Harbour & <Sea>"), make_image(caption="Cranes", credit="Ida")
    ida, tide = make_author(name="Ida <Berg>"), make_tag(name="Tide")
    for number in range(45):
        make_live(
            headline=f"Ship {number} “&” <b>", kicker="Sea" if number % 3 else "", deck="Deck's" if number % 2 else "", section=harbour,
            authors=[ida], tags=[tide], lead_image=image if number % 4 == 0 else None,
            kind="opinion" if number % 7 == 0 else "report", layout="long_read" if number % 10 == 9 else "standard",
            language="ar" if number == 5 else "", correction="It was two." if number == 6 else "",
            body=EVERY_BLOCK.format(live=live.article_id, image=image.pk),
        )  # fmt: skip
    set_clock(NOW)


def drawn(address: str) -> tuple[int, str]:
    head._drawn.clear()
    response = Client(raise_request_exception=False).get(address)
    page = b"".join(response) if response.streaming else response.content
    return response.status_code, re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", page.decode())


@pytest.mark.usefixtures("paper")
def test_pages_come_out_as_django_draws_them(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(Address.objects.values_list("path", flat=True))
    stories = [path for path in paths if "/ship-" in path][:11]
    others = [path for path in paths if "/ship-" not in path]
    asked = ["/", "/nothing/", "/2024/", "/2024/03/", "/2024/03/30/", "/comments/mine/", *stories, *others]
    by_plate = [drawn(address) for address in asked]
    monkeypatch.setattr(Plate, "render", NodeList.render)
    assert by_plate == [drawn(address) for address in asked]
    assert {status for status, _ in by_plate} == {200, 404, 410}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(DESKS)])
def test_readers_templates_are_plates(name: str) -> None:
    nodes = engine().get_template(name).nodelist
    assert type(nodes) is Plate
    try:
        printing_of(nodes, engine(), name=name)
    except Refused:
        assert name in BY_DJANGO
    else:
        assert name not in BY_DJANGO


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(DESKS)] + ["admin/change_list.html"])
def test_the_desks_templates_stay_djangos(name: str) -> None:
    assert type(engine().get_template(name).nodelist) is NodeList


@pytest.mark.django_db
def test_a_page_of_the_desk_on_a_readers_frame_keeps_its_own_blocks() -> None:
    page = engine().from_string("{% extends 'base.html' %}{% block title %}Signing in{% endblock %}{% block masthead %}{% endblock %}")
    assert "<title>Signing in</title>" in page.render(Context({}))


def test_plain_text_is_not_escaped_by_a_plate() -> None:
    nodes = engine().get_template("articles/_head.html").nodelist
    context = Context({"description": "Fish & ships"}, autoescape=False)
    assert 'content="Fish & ships"' in nodes.render(context)
