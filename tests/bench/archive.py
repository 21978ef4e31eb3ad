"""How fast an archive is made."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.sites import Site


def measure(site: Site, *, articles: int) -> Iterator[Figure]:
    """Fill the site; the other benchmarks read and publish there."""
    run = site.manage("make_archive", "--articles", str(articles), "--seed", "1")
    yield Figure(f"make_archive --articles {articles}", run.rate(articles), "2,000 a second on SQLite")
