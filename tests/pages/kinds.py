"""Which pages are looked at: a few of each kind, found by following links from the front page, and what is no page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

MOST_PAGES = 400
OF_EACH_KIND = 3
KINDS = (
    ("front", r"/"),
    ("story", r"/\d{4}/\d\d/\d\d/[^/]+/"),
    ("day", r"/\d{4}/\d\d/\d\d/"),
    ("month", r"/\d{4}/\d\d/"),
    ("year", r"/\d{4}/"),
    ("author", r"/author/[^/]+/"),
    ("tag", r"/tag/[^/]+/"),
    ("search", r"/search/(\?.*)?"),
    ("sub-section", r"/[^/]+/[^/]+/"),
    ("section or page", r"/[^/]+/"),
)
MARKS = {
    "long read": "long-lead", "right to left": 'dir="rtl"', "correction": "correction", "gallery": 'class="gallery',
    "chart": 'class="chart', "embed": 'class="embed', "fact box": "fact-box", "pull quote": "pull-quote", "table": 'class="table',
    "closed": "Comments are closed",
}  # fmt: skip
"""What a story may hold: one that does is looked at."""
SEARCHES = ("/search/?q=harbour", "/search/?q=nowhere+to+be+found")
"""With results and without; an empty question is linked from every page."""
NO_PAGES = ("/nothing-here/", "/?before=x", "/accounts/login/")


@dataclass(frozen=True, slots=True)
class Page:
    kind: str
    path: str
    html: str


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


def crawl(site: str) -> list[Page]:
    """Follow links from the front page, nearest first, and return what was found, with pages that are none."""
    waiting, seen = ["/"], {"/"}
    pages: list[Page] = []
    while waiting and len(pages) < MOST_PAGES:
        path = waiting.pop(0)
        html = fetch(site, path)
        if not html:
            continue
        pages.append(Page(kind_of(path), path, html))
        for link in links(site, path, html):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    pages += [Page(kind_of(path), path, fetch(site, path)) for path in SEARCHES]
    return [*pages, *(Page("no page", path, fetch(site, path)) for path in NO_PAGES)]


def fetch(site: str, path: str) -> str:
    """Return a page, whatever its status; nothing for what is none, such as a feed."""
    try:
        with urlopen(Request(f"{site}{path}", headers={"Accept": "text/html"}), timeout=30) as answer:
            return str(answer.read().decode()) if answer.headers.get_content_type() == "text/html" else ""
    except HTTPError as error:
        return error.read().decode()


def links(site: str, path: str, html: str) -> Iterator[str]:
    """Yield the site's own pages that a page leads to."""
    reader = _Links()
    reader.feed(html)
    for href in reader.found:
        parts = urlsplit(urljoin(f"{site}{path}", href))
        own = f"{parts.scheme}://{parts.netloc}" == site
        if own and not parts.query and not parts.path.startswith(("/admin", "/media", "/static", "/accounts")):
            yield quote(parts.path, safe="/%:@!$&'()*+,;=~")


def kind_of(path: str) -> str:
    return next((kind for kind, pattern in KINDS if re.fullmatch(pattern, path)), "other")


def chosen(pages: list[Page]) -> list[Page]:
    """Keep a few of each kind, and of the stories one for each thing a story may hold."""
    kept: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if len(kept[page.kind]) < (5 if page.kind == "section or page" else OF_EACH_KIND):
            kept[page.kind].append(page)
    stories = [page for page in pages if page.kind == "story"]
    for name, mark in MARKS.items():
        kept[name] = [Page(name, page.path, page.html) for page in stories if mark in page.html][:1]
    longest = max(stories, key=lambda page: len(page.html), default=None)
    kept["longest"] = [Page("longest", longest.path, longest.html)] if longest else []
    by_path = {page.path: page for of_kind in kept.values() for page in of_kind}
    return list(by_path.values())


def missing(pages: list[Page]) -> list[str]:
    """Return the kinds and marks of which the site shows none: then nothing was looked at."""
    found = {page.kind for page in pages}
    kinds = [kind for kind, _pattern in KINDS if kind not in found]
    return [*kinds, *(name for name, mark in MARKS.items() if not any(mark in page.html for page in pages if page.kind == "story"))]
