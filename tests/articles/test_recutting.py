"""Editions of an earlier version are cut again; what they say stays."""

import pytest
from django.core.management import call_command

from articles import html
from articles.models import ChangeKey, Edition
from articles.recutting import recut
from tests.factories import make_live, make_section

pytestmark = pytest.mark.django_db
TABLE = '<table data-chart="line"><tbody><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>1</td></tr></tbody></table>'


def test_old_editions_are_cut_again_once_and_their_pages_raised() -> None:
    section = make_section(name="World")
    old, current = (make_live(section=section, headline=headline, body=f"<p>Words.</p>{TABLE}") for headline in ("Old", "Current"))
    Edition.objects.filter(pk=old.pk).update(blocks=[{"kind": "html", "html": "<p>Words.</p>"}], blocks_version=1)
    before = dict(ChangeKey.objects.values_list("name", "changed"))
    told: list[str] = []
    assert (recut(tell=told.append), recut(tell=told.append), told) == (1, 0, ["1 editions"])
    rows = {row["pk"]: row for row in Edition.objects.values("pk", "body", "blocks", "blocks_version")}
    assert rows[old.pk] == rows[current.pk] | {"pk": old.pk}
    assert rows[old.pk]["blocks_version"] == html.BLOCKS_VERSION
    after = dict(ChangeKey.objects.values_list("name", "changed"))
    assert {name for name in after if after[name] != before.get(name)} == {f"article:{old.article_id}"}


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("recut_editions")
    assert capsys.readouterr().out == "All editions are of this version.\n"
