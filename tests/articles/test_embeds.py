"""One list of services: what they are called, and which of their addresses readers may ask to see."""

import pytest
from django.conf import settings

from articles import embeds


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://youtu.be/x", "YouTube"),
        ("https://m.youtube.com/x", "YouTube"),
        ("https://player.vimeo.com/1", "Vimeo"),
        ("https://bsky.app/profile/a", "Bluesky"),
        ("https://mastodon.social/@a/1", "Mastodon"),
        ("https://www.example.org/a", "example.org"),
        ("https://notyoutube.com/", "notyoutube.com"),
        ("https://youtube.com.evil.example/", "youtube.com.evil.example"),
    ],
)
def test_provider_is_named_or_its_host(url: str, provider: str) -> None:
    assert embeds.provider_of(url) == provider


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://www.youtube.com/watch?t=3&v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://www.youtube.com/@channel", ""),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://bsky.app/profile/did:plc:abc/post/3k", "https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3k"),
        ("https://bsky.app/profile/paper.example/post/3k", ""),
        ("https://mastodon.social/@Paper/112", "https://mastodon.social/@Paper/112/embed"),
        ("https://elsewhere.example/@Paper/112", ""),
        ("https://soundcloud.com/a/b", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb"),
        ("https://open.spotify.com/episode/4rO?si=1", "https://open.spotify.com/embed/episode/4rO"),
        ("https://datawrapper.dwcdn.net/abc12/3/", "https://datawrapper.dwcdn.net/abc12/"),
        ("https://www.flickr.com/photos/1", ""),
        ("https://notyoutube.com/watch?v=dQw4w9WgXcQ", ""),
        ("https://evil.example/?https://youtu.be/dQw4w9WgXcQ", ""),
    ],
)
def test_what_can_be_framed_is_framed_from_its_service(url: str, frame: str) -> None:
    assert embeds.frame_of(url) == frame
    assert not frame or any(frame.startswith(f"{host}/") for host in embeds.FRAME_SOURCES)


def test_the_policy_lets_pages_frame_these_hosts_and_no_other() -> None:
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"] == ["'self'", *embeds.FRAME_SOURCES]
