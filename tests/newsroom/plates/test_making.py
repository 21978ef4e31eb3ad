"""A plate draws, byte for byte, what Django draws from the same template; what it cannot draw, it leaves to Django."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.template import Context, Engine
from django.template.base import VariableDoesNotExist
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe

from newsroom.plates.expressions import Refused
from newsroom.plates.making import printing_of

LIBRARIES = {"i18n": "django.templatetags.i18n", "l10n": "django.templatetags.l10n", "story": "articles.templatetags.story"}


@dataclass(frozen=True, slots=True)
class Ship:
    name: str
    crew: tuple[str, ...] = ()
    port: "Ship | None" = None

    @property
    def first(self) -> str:
        return self.crew[0] if self.crew else ""

    def shout(self) -> str:
        return self.name.upper()

    @property
    def sunk(self) -> str:
        raise AttributeError("no such depth")


@dataclass
class Torn:
    """Its page is missing, as a row is that a model refers to."""

    @property
    def page(self) -> str:
        error = KeyError("gone")
        error.silent_variable_failure = True  # type: ignore[attr-defined]
        raise error


SHIP = Ship("Anna & <Otto>", ("Ida", "Per"), Ship("Saltmere"))


def given() -> dict[str, Any]:
    return {
        "ship": SHIP,
        "ships": [SHIP, Ship("Vega"), Ship("Rig", ("Jon",))],
        "pairs": [("a", 1), ("b", 2)],
        "words": {"one": "eins", "items": "shadowed", "call": lambda: "called"},
        "ports": {"Saltmere": 2, "Orran": 1},
        "html": mark_safe("<b>bold</b>"),
        "text": "a \"quoted\" & <tagged> 'word'",
        "nothing": None,
        "empty": "",
        "number": 12_345,
        "half": 0.5,
        "yes": True,
        "day": dt.date(2026, 11, 26),
        "moment": dt.datetime(2026, 11, 26, 12, 30, tzinfo=dt.UTC),
        "lazy": SimpleLazyObject(lambda: SHIP),
        "call": lambda: "called",
        "torn": Torn(),
        "view": "articles:front",
        "generated": SimpleLazyObject(lambda: iter([1, 2])),
        "chosen": "part.html",
        "several": ["missing.html", "part.html"],
        "template": Engine().from_string("{{ ship.name }}{{ size }}"),
    }


PARTS = {
    "part.html": "[{{ ship.name }}|{{ size }}|{{ name }}]",
    "loop.html": "{{ ship.name }}{% if ship.port %}{% include 'loop.html' with ship=ship.port %}{% endif %}",
    "base.html": "{% load i18n %}{% get_current_language as L %}<{% block a %}a{{ L }}{% endblock %}|{% block b %}b{% endblock %}>",
    "middle.html": "{% extends 'base.html' %}{% block a %}middle {{ L }} {% block inner %}inner{% endblock %}{% endblock %}",
}
DRAWN = [
    "",
    "plain {# hidden #}words {% comment %}hidden{% endcomment %}",
    "{{ ship.name }} {{ ship.crew.1 }} {{ ship.port.name }} {{ ship.first }} {{ ship.shout }} {{ ship.crew }}",
    "{{ ship.nobody }}|{{ nobody }}|{{ nobody.nothing }}|{{ nothing }}|{{ nothing.at_all }}|{{ empty.at_all }}|{{ ship.name.nobody }}",
    "{{ words.one }} {{ words.items }} {{ words.call }} {{ words.none }} {{ call }} {{ text.upper }} {{ text.0 }}",
    "{{ html }} {{ text }} {{ number }} {{ half }} {{ yes }} {{ day }} {{ moment }} {{ torn.page }}",
    "{{ lazy.name }} {{ lazy.port.name }} {{ lazy.nobody }}",
    "{{ 'quoted <b>' }} {{ 12 }} {{ 1.5 }} {{ True }} {{ None }}",
    "{{ text|upper }} {{ html|upper }} {{ nobody|default:'none <b>' }} {{ nobody|default:ship.name }} {{ nothing|default_if_none:text }}",
    "{{ moment|date:'c' }} {{ moment|date:'H:i' }} {{ text|linebreaks }} {{ ships|length }} {{ number|add:'-3' }}",
    "{{ 'ä/ö'|iriencode }} {{ '/a/b-c/'|iriencode }} {{ text|iriencode }} {{ nothing|iriencode }}",
    "{% url 'articles:front' %} {% url 'comments:mine' %} {% url 'comments:like' number %} {% url view %}",
    "{% url 'articles:archive' as a %}{{ a }}{% url 'articles:nothing' as b %}[{{ b }}]",
    "{% if ship %}a{% endif %}{% if nobody %}b{% elif ship.port %}c{% else %}d{% endif %}{% if not nobody %}e{% endif %}",
    "{% if ship.name == 'Vega' or number > 3 and not empty %}a{% endif %}{% if 'Ida' in ship.crew %}b{% endif %}",
    "{% if nothing > 3 %}a{% else %}b{% endif %}{% if 'x' in nothing %}c{% else %}d{% endif %}{% if nobody == None %}e{% endif %}",
    "{% if nobody is None %}a{% endif %}{% if nobody is not None %}b{% endif %}{% if ships|length >= 3 %}c{% endif %}",
    "{% if True %}a{% else %}b{% endif %}{% if False %}c{% elif ship %}d{% endif %}{% if '' or ship %}e{% endif %}",
    "{% for one in ships %}{{ forloop.counter }}{{ one.name }}{% if not forloop.last %}, {% endif %}{% endfor %}",
    "{% for one in ships reversed %}{{ one.name }}{{ forloop.revcounter0 }}{% endfor %}{% for one in nobody %}x{% empty %}none{% endfor %}",
    "{% for a, b in pairs %}{{ a }}{{ b }}{% endfor %}{% for key, value in ports.items %}{{ key }}{{ value }}{% endfor %}{{ a }}",
    "{% for one in ships %}{% for name in one.crew %}{{ forloop.parentloop.counter }}{{ forloop.first }}{{ name }}{% endfor %}{% endfor %}",
    "{% for one in generated %}{{ one }}{% endfor %}",
    "{% with a=ship.name b='x' %}{{ a }}{{ b }}{% with b=a %}{{ b }}{% endwith %}{{ b }}{% endwith %}{{ a }}",
    "{% include 'part.html' %}{% include 'part.html' with size=3 name=ship.port.name %}{% include 'part.html' with size='L' only %}",
    "{% include chosen with size=2 %}{% for ship in ships %}{% include chosen with size=ship.crew|length %}{% endfor %}",
    "{% include 'loop.html' %}{% include several %}{% include template with size=1 %}",
    "{{ _('Sections') }}{% if ship.port.port %}{{ ship.port.port.name }}{% endif %}",
    "{% load story %}{% initials ship.name as letters %}{{ letters }} {% initials 'The <Courier>' %}",
    "{% load story %}{% if empty %}{% initials 'A B' as letters %}{% endif %}[{{ letters }}]",
    "{% load story %}{% for one in ships %}{% if forloop.first %}{% initials one.name as s %}{% endif %}{{ s }}{% endfor %}[{{ s }}]",
    "{% load story %}{% for a, b in pairs %}{% if b == 1 %}{% initials a as s %}{% endif %}[{{ s }}]{% endfor %}",
    "{% load story %}{% day_of moment as today %}{{ today|date:'Y' }}{% when moment today %}{% when moment day=today %}",
    "{% load i18n %}{% translate 'Sections' %}{% translate 'Sections' as s %}{{ s }}{% blocktranslate %}Close{% endblocktranslate %}",
    """{% load i18n %}{% translate "It's <b>" as s %}{{ s }}{% blocktranslate asvar s %}It's <b>{% endblocktranslate %}{{ s }}""",
    "{% load i18n %}{% blocktranslate with n=ship.name %}By {{ n }}{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate count n=ships|length %}{{ n }} comment{% plural %}{{ n }} comments{% endblocktranslate %}",
    "{% load i18n %}{% for one in ships %}{% blocktranslate asvar s with n=one.name %}By {{ n }}{% endblocktranslate %}{{ s }}{% endfor %}",
    "{% load i18n %}{% get_current_language as L %}{% get_current_language_bidi as B %}{{ L }}{{ B }}",
    "{% load l10n %}{% localize off %}{{ half }}{{ ship.name }}{% endlocalize %}",
    "{% regroup ships by crew|length as sizes %}{% for s in sizes %}{{ s.grouper }}{{ s.list|length }}{% endfor %}",
    "{% extends 'base.html' %}{% block b %}{{ ship.name }}{{ L }}{% endblock %}",
    "{% extends 'middle.html' %}{% block inner %}mine{{ L }}{% endblock %}{% block b %}{% include 'part.html' with size=1 %}{% endblock %}",
]


@pytest.fixture
def engine() -> Engine:
    return Engine(loaders=[("django.template.loaders.locmem.Loader", PARTS)], libraries=LIBRARIES)


@pytest.fixture(params=["en", "de", "ar"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def by_django(engine: Engine, source: str) -> str:
    return engine.from_string(source).render(Context(given()))


def by_plate(engine: Engine, source: str) -> str:
    template, context = engine.from_string(source), Context(given())
    draw = printing_of(template.nodelist, engine, name="of a test")
    with context.bind_template(template):
        drawn = draw(context)
    assert len(context.dicts) == len(Context(given()).dicts)
    return drawn


@pytest.mark.parametrize("source", DRAWN)
def test_plate_draws_what_django_draws(source: str, engine: Engine, language: str) -> None:
    assert by_plate(engine, source) == by_django(engine, source)


def test_plate_draws_each_page_with_its_own_words(engine: Engine) -> None:
    template = engine.from_string("{{ name }}{% if name == 'a' %}!{% endif %}")
    draw = printing_of(template.nodelist, engine, name="of a test")
    drawn = []
    for name in ("a", "b", "<i>"):
        context = Context({"name": name})
        with context.bind_template(template):
            drawn.append(draw(context))
    assert drawn == ["a!", "b", "&lt;i&gt;"]


def test_sentences_are_kept_by_language(engine: Engine) -> None:
    template = engine.from_string("{% load i18n %}{% translate 'Sections' %}")
    draw = printing_of(template.nodelist, engine, name="of a test")
    drawn = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            drawn.append(draw(Context()))
    assert drawn == ["Sections", "Ressorts", "Sections"]


def test_addresses_are_kept_by_what_stands_before_them(engine: Engine) -> None:
    template = engine.from_string("{% url 'comments:mine' %}")
    draw = printing_of(template.nodelist, engine, name="of a test")
    drawn = []
    for before in ("/", "/paper/", "/"):
        set_script_prefix(before)
        drawn.append(draw(Context()))
    assert drawn == ["/comments/mine/", "/paper/comments/mine/", "/comments/mine/"]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ ship.name|default:'x'|add:nobody }}", VariableDoesNotExist),
        ("{{ ship.sunk }}", AttributeError),
        ("{% for a, b in ships %}{% endfor %}", Exception),
        ("{% url 'articles:nothing' %}", NoReverseMatch),
        ("{% include 'missing.html' %}", Exception),
    ],
)
@pytest.mark.parametrize("way", [by_django, by_plate])
def test_mistakes_are_the_same(way: Callable[[Engine, str], str], source: str, error: type[Exception], engine: Engine) -> None:
    with pytest.raises(error):
        way(engine, source)


@pytest.mark.parametrize(
    "source",
    [
        "{% cycle 'a' 'b' %}",
        "{% autoescape off %}{{ text }}{% endautoescape %}",
        "{% csrf_token %}",
        "{% extends chosen %}",
        "{% extends 'base.html' %}{% block a %}{{ block.super }}{% endblock %}",
        "{% load i18n %}{% translate ship.name %}",
    ],
)
def test_what_only_django_can_draw_is_refused(source: str, engine: Engine) -> None:
    with pytest.raises(Refused):
        printing_of(engine.from_string(source).nodelist, engine, name="of a test")
