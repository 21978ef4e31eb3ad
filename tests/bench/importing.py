"""How fast stories without pictures are imported, and in how much memory."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.bench.sites import new_site

_FEW = 1000
_LATEST = dt.datetime(2024, 3, 30, 12, 0, tzinfo=dt.UTC)


def measure(scratch: Path, *, articles: int) -> Iterator[Figure]:
    """Import a small file and a large one, each into an empty site. Call it where Django is set up."""
    peaks = []
    for count in dict.fromkeys((_FEW, articles)):
        file = scratch / f"{count}.jsonl"
        _write(file, count)
        with new_site(scratch, f"import_{count}") as site:
            run = site.manage("import_articles", str(file))
        file.unlink()
        peaks.append(run.peak_mb)
        yield Figure(f"import_articles, {count} stories", run.rate(count), "1,000 a second" if count > _FEW else "")
    yield Figure("memory: the large import beside the small one", f"{peaks[-1] / peaks[0]:.2f} times", "the same")


def _write(file: Path, count: int) -> None:
    """Write stories as another system would export them, one at a time."""
    from articles.synthetic import Writer, author_names, section_names, tag_names

    names = (section_names(12), author_names(60), tag_names(200))
    writer = Writer(seed=2, sections=12, authors=60, tags=200, updated_share=0)
    with file.open("w", encoding="utf-8") as out:
        for _ in range(count):
            out.write(json.dumps(_line(writer.write(), names, count), ensure_ascii=False) + "\n")


def _line(draft: Any, names: tuple[Any, ...], count: int) -> dict[str, Any]:
    sections, authors, tags = names
    related = [f"old-{draft.number - back}" for back in draft.related_back]
    body = str(draft.body)
    if related:
        body = body.replace(f'data-story="{{{draft.related_back[0]}}}"', f'data-story-ref="{related[0]}"')
    return {
        "import_ref": f"old-{draft.number}",
        "headline": draft.headline,
        "kicker": draft.kicker,
        "deck": draft.deck,
        "dateline": draft.dateline,
        "section": list(sections[draft.section]),
        "authors": [{"name": authors[place]} for place in draft.authors],
        "tags": [tags[place] for place in draft.tags],
        "body": body,
        "published_at": (_LATEST - dt.timedelta(hours=count - draft.number)).isoformat(),
        "paths": [f"/?p={draft.number + 1}"] if draft.number % 2 else [],
        "related": related,
        "comments": "closed" if draft.number % 10 == 0 else "open",
    }
