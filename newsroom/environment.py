"""Reading the environment: every value is checked, and what makes no sense stops the start with one sentence.

The sentences name the variable and what is expected; what was given is repeated only where it cannot be a secret.
"""

import os
import re
import secrets
import time
import zoneinfo
from collections.abc import Callable
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

T = TypeVar("T")
Network = IPv4Network | IPv6Network
_env = Env()
_HOST = re.compile(r"^(\*|\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\])$")


class WrongSetting(ImproperlyConfigured):
    """A variable holds something it cannot mean."""

    def __init__(self, name: str, expected: str, *, given: str | None = None) -> None:
        shown = "" if given is None or "@" in given else f" It is {given[:80]!r}."  # values may be swapped: an address has a password
        super().__init__(f"{name} {expected}.{shown}")


def raw(name: str) -> str | None:
    """Return NAME, or what stands in the file NAME_FILE names; None where neither is set or it is empty."""
    value, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value and file:
        raise WrongSetting(name, f"and {name}_FILE are both set: keep one")
    if not file:
        return value.strip() or None if value else None
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{name}_FILE", "must name a text file that can be read", given=file) from error


def text(name: str, *, default: str) -> str:
    return raw(name) or default


def switch(name: str, *, default: bool) -> bool:
    try:
        return bool(_env.bool(name, default)) if os.environ.get(name) else default
    except EnvError as error:
        raise WrongSetting(name, "must be 1 or 0", given=os.environ[name]) from error


def choice(name: str, allowed: list[str], *, default: str) -> str:
    value = text(name, default=default)
    if value not in allowed:
        raise WrongSetting(name, f"must be one of {', '.join(allowed)}", given=value)
    return value


def number(name: str, *, default: int, least: int, most: int) -> int:
    value = raw(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise WrongSetting(name, f"must be a whole number from {least} to {most}", given=value)
    return int(value)


def folder(name: str, *, default: Path) -> Path:
    """Return an absolute folder, made when it is missing."""
    path = Path(raw(name) or default)
    if not path.is_absolute():
        raise WrongSetting(name, "must be an absolute path", given=str(path))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(name, f"must be a folder that can be made ({error.strerror})", given=str(path)) from error
    return path


def _many(name: str, check: Callable[[str], T]) -> list[T] | None:
    value = raw(name)
    return None if value is None else [check(part.strip()) for part in value.split(",") if part.strip()]


def site_url(name: str, *, default: str) -> str:
    """Return scheme and host, as in `https://paper.example`, without a path."""
    value = text(name, default=default).rstrip("/")
    expected = "must be the address readers use, such as https://paper.example, without a path"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise WrongSetting(name, expected, given=value) from error
    has_more = parts.path or parts.query or parts.fragment or parts.username or port == 0
    if parts.scheme not in {"http", "https"} or not parts.hostname or has_more or not _HOST.match(parts.hostname):
        raise WrongSetting(name, expected, given=value)
    return value


def host_of(url: str) -> str:
    return urlsplit(url).hostname or "localhost"


def hosts(name: str, *, default: list[str]) -> list[str]:
    def check(host: str) -> str:
        if not _HOST.match(host):
            raise WrongSetting(name, "must be host names separated by commas, without scheme, port or path", given=host)
        return host

    return _many(name, check) or list(dict.fromkeys(default))


def origins(name: str, *, default: list[str]) -> list[str]:
    def check(origin: str) -> str:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            raise WrongSetting(name, "must be origins separated by commas, such as https://desk.paper.example", given=origin)
        return origin.rstrip("/")

    return _many(name, check) or default


def networks(name: str) -> list[Network]:
    """Return the addresses of the proxies in front of us; empty: none, and forwarded addresses are not believed."""

    def check(network: str) -> Network:
        try:
            return ip_network(network, strict=False)
        except ValueError as error:
            raise WrongSetting(name, "must be addresses or networks separated by commas, such as 10.0.0.0/8", given=network) from error

    return _many(name, check) or []


def time_zone(name: str, *, default: str) -> str:
    value = text(name, default=default)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSetting(name, "must be a time zone such as Europe/Berlin", given=value) from error
    return value


def language(name: str, *, default: str) -> str:
    value = text(name, default=default).lower().replace("_", "-")
    known = dict(global_settings.LANGUAGES)
    if value not in known and value.split("-")[0] not in known:
        raise WrongSetting(name, "must be a language tag such as en or pt-br", given=value)
    return value


def is_embedded(name: str) -> bool:
    """Say whether nothing was set and the database is the file beside the code."""
    return raw(name) is None


def secret_key(name: str, *, kept_in: Path | None) -> str:
    """Return the key; the embedded mode makes one at its first start and keeps it, other modes demand it."""
    value = raw(name)
    if value is None and kept_in is not None:
        value = _kept_secret(kept_in)
    if value is None:
        raise WrongSetting(name, "must be set when DATABASE_URL is. Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'")
    if len(value) < 32 or len(set(value)) < 8:
        raise WrongSetting(name, "must be at least 32 characters that nobody can guess")
    return value


def former_keys(name: str, *, kept_in: Path | None) -> list[str]:
    """Return the keys before the present one, the newest first: what was signed with them holds until they are taken away."""
    value = raw(name)
    if value is None and kept_in is not None and kept_in.exists():
        value = ",".join(kept_in.read_text(encoding="ascii").split())
    keys = [key.strip() for key in (value or "").split(",") if key.strip()]
    if any(len(key) < 32 for key in keys):
        raise WrongSetting(name, "must be keys that SECRET_KEY was before, separated by commas, each of 32 characters or more")
    return keys


def _kept_secret(path: Path) -> str:
    """Make the file once, whichever of several starting processes comes first."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_when_written(path)
    except OSError as error:
        raise WrongSetting("STATE_DIR", f"must be writable ({error.strerror})", given=str(path.parent)) from error
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _read_when_written(path: Path) -> str:
    for _attempt in range(50):
        key = path.read_text(encoding="ascii").strip()
        if key:
            return key
        time.sleep(0.02)  # the process that made the file has not written it yet
    raise WrongSetting("SECRET_KEY", f"was not written into {path}. Delete the empty file and start again")


def database(name: str, *, embedded: Path) -> dict[str, Any]:
    """Return Django's settings for `sqlite:////absolute/path` or `postgres://user:password@host:port/name`."""
    value = raw(name) or f"sqlite:///{embedded}"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise WrongSetting(name, "must be an address such as postgres://user:password@host:5432/name") from error
    if parts.scheme == "sqlite":
        return _sqlite(name, unquote(parts.path)[1:] if parts.path.startswith("//") else unquote(parts.path))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongSetting(name, "must begin with sqlite:/// or postgres:// and name a database")
    return _postgres(
        parts.hostname or "", port, unquote(parts.path.strip("/")), parts.username, parts.password, dict(parse_qsl(parts.query))
    )


def _sqlite(name: str, path: str) -> dict[str, Any]:
    if not path.startswith("/") or path.endswith("/"):
        raise WrongSetting(name, "must give SQLite an absolute file, as in sqlite:////srv/newsroom/newsroom.sqlite3")
    if not Path(path).parent.is_dir():
        raise WrongSetting(name, "must lie in a folder that exists", given=str(Path(path).parent))
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


_PATIENCE = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 6_000,
}
"""A connection that falls silent (a failover, a lost route) is given up after seconds, not after the quarter of an hour that is usual."""


_WAITED = {"timeout": 5, "reconnect_timeout": 5}
"""Seconds a request waits for a connection, and for how long one is tried for before it is tried anew: between tries the pool waits
twice as long each time. A database that restarts is back within them, and nobody notices."""


def _postgres(host: str, port: int | None, name: str, user: str | None, password: str | None, query: dict[str, str]) -> dict[str, Any]:
    pool = {"min_size": 1, "max_size": number("DATABASE_POOL", default=10, least=2, most=500)}
    return {
        "ENGINE": "newsroom.postgresql",
        "NAME": name,
        "HOST": query.get("host", host),
        "PORT": str(port or ""),
        "USER": unquote(user or ""),
        "PASSWORD": unquote(password or ""),
        "CONN_HEALTH_CHECKS": True,  # one that died in the pool is noticed before a request has it
        "OPTIONS": {
            "pool": {**pool, **_WAITED},
            **_PATIENCE,
            **{key: query[key] for key in ("sslmode", "sslrootcert") if key in query},
        },
    }


FOLDERS_OF_BUCKET = (("default", "public"), ("originals", "originals"))
"""Which storage keeps its files in which folder of a bucket."""


def bucket(name: str, *, secret: str) -> dict[str, Any]:
    """Return what the storage of `s3://key@host:port/bucket?region=…` needs; {} where pictures lie on the disk.

    Without a host it is Amazon's; `insecure=1` speaks plain HTTP, for a server on the same private network.
    """
    value = raw(name)
    if value is None:
        return {}
    expected = "must be an address such as s3://key@s3.example.org/bucket?region=eu-central-1"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise WrongSetting(name, expected) from error
    place, query = parts.path.strip("/"), dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not place or "/" in place or parts.password or set(query) - {"region", "insecure"}:
        raise WrongSetting(name, f"{expected}; the secret stands in {secret}")
    key = raw(secret)
    if not parts.username or key is None:
        raise WrongSetting(secret, f"must be set, and {name} must name its key")
    if find_spec("storages") is None:
        raise WrongSetting(name, "needs django-storages, which is not here: pip install 'newsroom[s3]'")
    scheme = "http" if query.get("insecure") == "1" else "https"
    host = f"{scheme}://{parts.hostname}{f':{port}' if port else ''}" if parts.hostname else None
    return {
        "bucket_name": place,
        "access_key": unquote(parts.username),
        "secret_key": key,
        "endpoint_url": host,
        "region_name": query.get("region"),
    }


def email(name: str) -> tuple[str, dict[str, Any]]:
    """Return Django's mail backend and its values for `smtp://user:password@host:587`, `smtps://…` (STARTTLS) or `console:`."""
    value = text(name, default="console:")
    nowhere = {"host": "localhost", "port": 25, "user": "", "password": "", "use_tls": False}
    if value.startswith("console:"):
        return "django.core.mail.backends.console.EmailBackend", nowhere
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise WrongSetting(name, "must be an address such as smtp://user:password@host:587") from error
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongSetting(name, "must begin with smtp://, smtps:// or be console:")
    use_tls = parts.scheme == "smtps"
    values = {"host": parts.hostname, "port": port or (587 if use_tls else 25), "use_tls": use_tls}
    return "django.core.mail.backends.smtp.EmailBackend", {
        **values,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }
