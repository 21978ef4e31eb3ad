"""Parts that are the same on every page are drawn once, until what they show has changed."""

from unittest.mock import patch

import pytest

from articles.changes import collecting
from articles.templatetags import head
from tests import factories


@pytest.mark.django_db
def test_part_is_drawn_once_until_the_paper_changes() -> None:
    factories.make_site(name="The Saltmere Courier")
    factories.make_section(name="Harbour")
    first = head.same_everywhere("_footer.html")
    with patch.object(head, "get_template") as never:
        assert head.same_everywhere("_footer.html") == first
    never.assert_not_called()
    assert ("The Saltmere Courier" in first, "Harbour" in first) == (True, True)

    factories.make_section(name="Weather")
    assert "Weather" in head.same_everywhere("_footer.html")
    factories.make_site(name="The Orran Gazette")
    assert "The Orran Gazette" in head.same_everywhere("_footer.html")


@pytest.mark.django_db
def test_page_depends_on_what_a_kept_part_shows() -> None:
    factories.make_site(name="The Saltmere Courier")
    head.same_everywhere("_footer.html")
    with collecting() as keys:
        head.same_everywhere("_footer.html")
    assert keys == {"site", "sections"}


@pytest.mark.django_db
def test_kept_masthead_shows_the_logo_as_long_as_it_may_be_shown() -> None:
    logo = factories.make_image(alt="The Courier", checksum="c0ffee", width_px=480, height_px=120, rights_expire_on=factories.NOW.date())
    factories.make_site(name="The Courier", logo=logo)
    factories.set_clock(factories.NOW)
    assert "<img" in head.same_everywhere("_masthead.html")
    factories.set_clock(factories.NOW + 2 * factories.DAY)
    assert "<img" not in head.same_everywhere("_masthead.html")


@pytest.mark.django_db
def test_page_depends_on_the_logo_that_a_kept_part_shows() -> None:
    logo = factories.make_image(alt="The Courier")
    factories.make_site(name="The Courier", logo=logo)
    head.same_everywhere("_masthead.html")
    with collecting() as keys:
        head.same_everywhere("_masthead.html")
    assert keys == {"site", "sections", f"image:{logo.pk}"}
