"""A crawl over every address pattern of the site, as anybody on the internet would make it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver

STAFF_ONLY = ("admin/", "accounts/")
"""Everything below these is behind a sign-in. It is crawled too, from outside, with the ids of secret stories in its addresses."""
QUERIES = (
    "",
    "?before=2100-01-01T00:00:00Z,999999",
    "?before=x",
    "?page=2",
    "?p=1",
    "?q=said",
    "?preview=1",
    "?format=json",
    "?at=2100-01-01",
    "?edition=1",
)
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass
class Crawled:
    """What came back: by address, everything of an answer that somebody could read. `walked`: which patterns were."""

    answers: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)

    def holding(self, word: str) -> list[str]:
        """Return the addresses whose answers hold a word, in any case, with some of what stands around it."""
        found = []
        for address, text in self.answers.items():
            place = _lower(text).find(word.lower())
            if place >= 0:
                found.append(f"{address}: …{text[max(place - 60, 0) : place + 60]}…")
        return found


def routes(urlconf: str | None = None) -> list[str]:
    """Return every address pattern of the site, as it is written, with what it is included below."""
    return list(_routes(get_resolver(urlconf), ""))


def uncovered(written: Iterable[str], examples: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the readers' patterns for which there is no example: whoever adds one says here what to ask for."""
    return [route for route in written if not route.startswith(STAFF_ONLY) and not examples.get(route)]


def staff_addresses(written: Iterable[str], secret_ids: Iterable[int]) -> list[str]:
    """Return addresses of what is behind the sign-in, with the ids of secret things for each argument."""
    ids = list(secret_ids)
    found = []
    for route in written:
        if route.startswith(STAFF_ONLY):
            plain = route.replace("^", "").replace("$", "").replace(r"\Z", "")
            found += [f"/{_ARGUMENT.sub(str(pk), plain)}" for pk in (ids if _ARGUMENT.search(plain) else ids[:1])]
    return list(dict.fromkeys(found))


def crawl(client: Client, addresses: Iterable[str], *, follow_into_desk: bool = True) -> Crawled:
    """Ask for each address, readers' ones with every query, then for every address of this site that the answers name.

    `follow_into_desk`: False for somebody signed in, to whom the desk's filters lead on without end.
    """
    crawled = Crawled()
    waiting = [f"{address}{query}" for address in addresses for query in _queries_for(address)]
    while waiting:
        address = waiting.pop()
        if address in crawled.answers:
            continue
        response = client.get(address)
        text = _readable(response)
        crawled.answers[address], crawled.statuses[address] = text, response.status_code
        links = (link for link in _links(address, response, text) if link not in crawled.answers)
        waiting += [link for link in links if follow_into_desk or not _is_behind(link)]
    return crawled


def _queries_for(address: str) -> tuple[str, ...]:
    return ("",) if "?" in address or _is_behind(address) else QUERIES


def _is_behind(address: str) -> bool:
    """Say whether an address is behind the sign-in. Links to there are followed without their query: `?next=` names every one of them."""
    return address.removeprefix("/").startswith(STAFF_ONLY)


def _routes(resolver: URLResolver, above: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = f"{above}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        else:
            yield route


def _readable(response: HttpResponseBase) -> str:
    """Return status line, headers and body as one text."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{response.status_code} {response.reason_phrase}\n{headers}\n{response.cookies.output()}\n\n{body.decode('utf-8', 'replace')}"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name in {"href", "src", "action"}:
                self.found.append(value)
            elif value and name == "srcset":
                self.found += [one.split()[0] for one in value.split(",")]


@lru_cache(maxsize=4096)
def _lower(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=4096)
def _linked(page: str) -> list[str]:
    """Return what a page leads to. Many addresses are answered by the same page, such as that of what is not there."""
    links = _Links()
    links.feed(page)
    return list(dict.fromkeys(links.found))


def _links(address: str, response: HttpResponseBase, text: str) -> list[str]:
    """Return what an answer leads to on this site: links, pictures, redirects."""
    is_page = response.get("Content-Type", "").startswith("text/html")
    linked = _linked(text.partition("\n\n")[2]) if is_page else []
    found = [*linked, *([response["Location"]] if "Location" in response else [])]
    targets = [urlsplit(urljoin(f"http://testserver{address}", link)) for link in found]
    return [
        f"{target.path}{'?' + target.query if target.query and not _is_behind(target.path) else ''}"
        for target in targets
        if target.netloc in {"testserver", "127.0.0.1:8000"} and not target.path.startswith("/static/")
    ]
