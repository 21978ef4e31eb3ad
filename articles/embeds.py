"""What may be embedded: the one list of services, where their frames come from, and which of their addresses can be framed.

Nothing is fetched from any of them before a reader asks for it. `newsroom.settings` lets the pages' policy frame just these hosts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

Frame = Callable[[re.Match[str], str], str]


@dataclass(frozen=True, slots=True)
class Service:
    """A service with a name. `pattern` finds in an address, host and all, what `frame` makes the frame's address of."""

    name: str
    hosts: tuple[str, ...]
    frame_hosts: tuple[str, ...] = ()
    pattern: str = ""
    frame: Frame | None = None


def _at(host: str, path: str) -> Frame:
    return lambda match, _url: f"https://{host}{path.format(*match.groups())}"


_MASTODON = ("mastodon.social", "mastodon.online", "mastodon.world", "mas.to", "mstdn.social", "fosstodon.org")
SERVICES = (
    Service(
        "YouTube",
        ("youtube.com", "youtu.be", "youtube-nocookie.com"),
        ("www.youtube-nocookie.com",),
        r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/))([\w-]{6,20})",
        _at("www.youtube-nocookie.com", "/embed/{}"),
    ),
    Service("Vimeo", ("vimeo.com",), ("player.vimeo.com",), r"vimeo\.com/(?:video/)?(\d+)", _at("player.vimeo.com", "/video/{}?dnt=1")),
    Service(
        "Bluesky",
        ("bsky.app",),
        ("embed.bsky.app",),
        r"bsky\.app/profile/(did:[\w:.-]+)/post/(\w+)",
        _at("embed.bsky.app", "/embed/{}/app.bsky.feed.post/{}"),
    ),
    Service(
        "Mastodon",
        _MASTODON,
        _MASTODON,
        r"^https://([\w.-]+)/@([\w.@-]+)/(\d+)",
        lambda match, _url: "https://{}/@{}/{}/embed".format(*match.groups()),
    ),
    Service(
        "SoundCloud",
        ("soundcloud.com",),
        ("w.soundcloud.com",),
        r"soundcloud\.com/[\w-]+/[\w-]+",
        lambda _match, url: f"https://w.soundcloud.com/player/?url={quote(url, safe='')}",
    ),
    Service(
        "Spotify",
        ("open.spotify.com",),
        ("open.spotify.com",),
        r"open\.spotify\.com/(?:embed/)?(track|album|playlist|episode|show)/(\w+)",
        _at("open.spotify.com", "/embed/{}/{}"),
    ),
    Service(
        "Datawrapper",
        ("datawrapper.dwcdn.net",),
        ("datawrapper.dwcdn.net",),
        r"datawrapper\.dwcdn\.net/(\w+)",
        _at("datawrapper.dwcdn.net", "/{}/"),
    ),
    Service("Flickr", ("flickr.com",)),
)
_BY_HOST: Mapping[str, Service] = {host: service for service in SERVICES for host in service.hosts}

FRAME_SOURCES = tuple(f"https://{host}" for service in SERVICES for host in service.frame_hosts)


def provider_of(url: str) -> str:
    """Return the name of the service an address belongs to, or its host."""
    service = _service_of(url)
    return service.name if service else _host(url)


def frame_of(url: str) -> str:
    """Return the address to frame; "" where only a link leads there."""
    service = _service_of(url)
    if service is None or service.frame is None:
        return ""
    match = re.search(service.pattern, url)
    return service.frame(match, url) if match else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _service_of(url: str) -> Service | None:
    """Return the service of an address's host or of a domain above it."""
    parts = _host(url).split(".")
    return next((_BY_HOST[host] for first in range(len(parts)) if (host := ".".join(parts[first:])) in _BY_HOST), None)
