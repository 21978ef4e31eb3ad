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
