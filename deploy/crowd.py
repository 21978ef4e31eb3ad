"""Readers and an editor who work on a site through its proxy, as browsers do: for deploy/try. Python alone."""

import html.parser
import http.cookiejar
import os
import struct
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from typing import Self

NAME, PASSWORD = "mara", "fog over the quay at noon"


class Form(html.parser.HTMLParser):
    """The fields of the page's form that posts to itself, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.options: dict[str, list[str]] = {}
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        told = {name: value or "" for name, value in attributes}
        name, kind = told.get("name", ""), told.get("type", "text")
        is_sent = kind not in {"submit", "button", "file"} and (kind not in {"checkbox", "radio"} or "checked" in told)
        if tag == "input" and name and is_sent:
            self.fields.append((name, told.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "textarea" and name:
            self._area = name
            self.fields.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self.options.setdefault(self._select, []).append(told.get("value", ""))
            if "selected" in told:
                self.fields.append((self._select, told.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[-1] = (self._area, self.fields[-1][1] + data)


class Editor:
    """Somebody who signs in and publishes, through the proxy."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        fields = dict(Form(self.get("/accounts/login/")).fields)
        self.post("/accounts/login/", [*fields.items(), ("login", NAME), ("password", PASSWORD), ("next", "/admin/")])

    def get(self, path: str) -> str:
        with self.opener.open(self.site + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path: str, fields: list[tuple[str, str]]) -> str:
        request = urllib.request.Request(self.site + path, urllib.parse.urlencode(fields).encode(), {"Referer": self.site + path})
        with self.opener.open(request, timeout=60) as answer:
            return answer.read().decode()

    def publish(self, headline: str) -> None:
        self.send(self.story(headline), headline)

    def story(self, headline: str) -> list[tuple[str, str]]:
        """Return what a browser would send of a new story that is filled in, at the press of Publish."""
        form = Form(self.get("/admin/articles/article/add/"))
        if not form.options.get("section"):
            raise RuntimeError("the form of a new story is not there")
        section = next(value for value in form.options["section"] if value)
        typed = {"headline": headline, "section": section, "body": "<p>It lifted at noon.</p>", "_verb": "publish"}
        return [*((name, value) for name, value in form.fields if name not in typed), *typed.items()]

    def send(self, story: list[tuple[str, str]], headline: str) -> None:
        if headline not in self.post("/admin/articles/article/add/", story):
            raise RuntimeError("the story was not taken")

    def upload(self, picture: bytes, alt: str, *, halfway: Callable[[], None] = lambda: None) -> None:
        """Send a picture to the library; `halfway` is called when half of it is sent."""
        kept = dict(Form(self.get("/admin/articles/image/add/")).fields) | {"alt": alt}
        line = '--edge\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
        begin = "".join(f"{line.format(name, '')}{value}\r\n" for name, value in kept.items()).encode()
        begin += line.format("file", '; filename="quay.png"\r\nContent-Type: image/png').encode()
        whole = begin + picture + b"\r\n--edge--\r\n"

        def sent() -> Iterator[bytes]:
            yield whole[: len(whole) // 2]
            halfway()
            yield whole[len(whole) // 2 :]

        told = {"Content-Type": "multipart/form-data; boundary=edge", "Content-Length": str(len(whole))}
        path = self.site + "/admin/articles/image/add/"
        with self.opener.open(urllib.request.Request(path, sent(), {"Referer": path} | told), timeout=60) as answer:
            if alt not in answer.read().decode():
                raise RuntimeError("the picture was not taken")


def png(side: int = 1200) -> bytes:
    """Return a picture that is nothing but noise, so that it has some weight."""
    rows = b"".join(b"\0" + os.urandom(side * 3) for _ in range(side))
    parts = (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")
    told = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


class Load:
    """Readers and an editor at work until told to stop. `answered`: headlines whose publishing was answered."""

    def __init__(self, site: str, name: str) -> None:
        self.site, self.name, self.stop = site, name, threading.Event()
        self.good, self.bad, self.seconds, self.answered, self.refused = 0, [], [0.0], [], []
        acts = [self.read] * 3 + [self.edit]
        self.threads = [threading.Thread(target=act, daemon=True) for act in acts]

    def __enter__(self) -> Self:
        self.began = time.monotonic()
        for thread in self.threads:
            thread.start()
        time.sleep(3)
        return self

    def __exit__(self, *_what: object) -> None:
        time.sleep(3)
        self.stop.set()
        for thread in self.threads:
            thread.join(90)
        seconds = time.monotonic() - self.began
        waited = sum(one > 1 for one in self.seconds)
        said = f"{self.good} pages read, {len(self.bad)} failed, slowest {max(self.seconds):.1f} s, {waited} over 1 s; "
        said += f"{len(self.answered)} stories published, "
        print(f"  {self.name}: in {seconds:.0f} s {said}{len(self.refused)} refused {self._kinds()}", flush=True)

    def _kinds(self) -> str:
        kinds = [*self.bad, *self.refused]
        return ", ".join(f"{kind} × {kinds.count(kind)}" for kind in sorted(set(kinds)))

    def read(self) -> None:
        while not self.stop.is_set():
            began = time.monotonic()
            try:
                with urllib.request.urlopen(self.site + "/", timeout=60) as answer:
                    answer.read()
                self.good += 1
            except (OSError, urllib.error.URLError) as error:
                self.bad.append(kind_of(error))
            self.seconds.append(time.monotonic() - began)
            time.sleep(0.05)

    def edit(self) -> None:
        editor, number = None, 0
        while not self.stop.is_set():
            number += 1
            headline = f"{self.name} {number:04}"
            try:
                editor = editor or Editor(self.site)
                editor.publish(headline)
                self.answered.append(headline)
            except (OSError, urllib.error.URLError, RuntimeError) as error:
                self.refused.append(kind_of(error))
                time.sleep(0.2)


def kind_of(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return str(error.code)
    return str(getattr(error, "reason", error))[:50] or type(error).__name__
