"""What readers' pages cost when nothing is kept: time and queries. Call it where Django is set up for a site with an archive."""

import statistics
import time
from collections.abc import Iterator, Sequence

from tests.bench.figures import Figure

_ROUNDS = 15
_STORIES = 40
_PAGE = 30


def measure() -> Iterator[Figure]:
    from django.test import Client

    from articles.models import Author, Edition
    from articles.sections import load_tree

    client = Client(SERVER_NAME="127.0.0.1")
    section = load_tree().roots[0]
    author = Author.objects.order_by("pk").first()
    yield _page(client, "front", ["/"], "6 queries")
    yield _page(client, f"section “{section.name}”, page 1", [section.path], "4 queries")
    for name, place in (("page 50", 49), ("the far end", None)):
        yield _page(client, f"section “{section.name}”, {name}", [f"{section.path}?before={_before(section.key, place)}"], "4 queries")
    yield _page(client, f"author “{author}”", [f"/author/{author.slug if author else ''}/"])
    yield _page(client, "search, a word that half of all stories have", ["/search/?q=harbour"])
    yield _page(client, "search, two words, newest first", ["/search/?q=people+izmir&order=newest"])
    newest = Edition.objects.order_by("-pk").values_list("path", flat=True)[:_STORIES]
    oldest = Edition.objects.order_by("pk").values_list("path", flat=True)[:_STORIES]
    yield _page(client, f"stories, the {_STORIES} newest", list(newest), "4 queries")
    yield _page(client, f"stories, the {_STORIES} oldest", list(oldest), "4 queries")


def _page(client: object, name: str, addresses: Sequence[str], goal: str = "") -> Figure:
    """Fetch the addresses in turn, once to warm the templates, then for time, then for queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)
    asked = list(addresses) * (1 if len(addresses) > 1 else _ROUNDS)
    times, worked = [], []
    for address in [asked[0], *asked]:
        began, at_work = time.perf_counter(), time.process_time()
        response = client.get(address)
        times.append(time.perf_counter() - began)
        worked.append(time.process_time() - at_work)
        if response.status_code != 200 or b"</html>" not in response.content:
            raise RuntimeError(f"{address} answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(asked[0])
    wall, processor = (statistics.median(column[1:]) * 1000 for column in (times, worked))
    return Figure(name, f"{wall:.1f} ms, processor {processor:.1f} ms, {len(queries)} queries", goal)


def _before(key: str, place: int | None) -> str:
    """Return the query of a page of a list: the one after `place` pages, or the last full one."""
    from articles.lists import Place
    from articles.models import Listing

    listed = Listing.objects.filter(key=key)
    skipped = place * _PAGE - 1 if place is not None else max(listed.count() - _PAGE - 1, 0)
    published_at, article = listed.newest_first().values_list("published_at", "article_id")[skipped]
    return str(Place(published_at, article))
