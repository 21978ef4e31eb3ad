"""A value that makes no sense stops the start with one sentence; secrets are never repeated in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import environment

ROOT = Path(__file__).resolve().parents[2]
_FORMER_KEYS = "SECRET_KEY_FALLBACKS must be keys that SECRET_KEY was before, separated by commas, each of 32 characters or more."
_S3 = "S3_URL must be an address such as s3://key@s3.example.org/bucket?region=eu-central-1"
GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyz"


def start(tmp_path: Path, *options: str, **environment: str) -> tuple[int, str]:
    """Start `manage.py check` with this environment; return its exit code and what it said."""
    clean = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        env={**clean, "STATE_DIR": str(tmp_path / "state"), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SITE_URL", "paper.example", "SITE_URL must be the address readers use, such as https://paper.example, without a path."),
        (
            "SITE_URL",
            "https://paper.example/news",
            "SITE_URL must be the address readers use, such as https://paper.example, without a path.",
        ),
        ("SITE_URL", "http://[::1", "SITE_URL must be the address readers use, such as https://paper.example, without a path."),
        ("ALLOWED_HOSTS", "https://paper.example", "ALLOWED_HOSTS must be host names separated by commas, without scheme, port or path."),
        ("CSRF_TRUSTED_ORIGINS", "paper", "CSRF_TRUSTED_ORIGINS must be origins separated by commas, such as https://desk.paper.example."),
        ("TRUSTED_PROXIES", "caddy", "TRUSTED_PROXIES must be addresses or networks separated by commas, such as 10.0.0.0/8."),
        ("TIME_ZONE", "Berlin", "TIME_ZONE must be a time zone such as Europe/Berlin."),
        ("TIME_ZONE", "../etc", "TIME_ZONE must be a time zone such as Europe/Berlin."),
        ("LANGUAGE_CODE", "klingon", "LANGUAGE_CODE must be a language tag such as en or pt-br."),
        ("DEBUG", "perhaps", "DEBUG must be 1 or 0."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR."),
        ("MEDIA_ROOT", "media", "MEDIA_ROOT must be an absolute path."),
        ("METRICS_PORT", "http", "METRICS_PORT must be a whole number from 0 to 65535."),
    ],
)
def test_nonsense_stops_the_start_with_one_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    code, said = start(tmp_path, **{name: value})
    assert (code, said) == (2, f"newsroom: {sentence} It is {value!r}.")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://u:pa55word@h/n", "DATABASE_URL must begin with sqlite:/// or postgres:// and name a database."),
        ("DATABASE_URL", "postgres://u:pa55word@h/", "DATABASE_URL must begin with sqlite:/// or postgres:// and name a database."),
        (
            "DATABASE_URL",
            "pa55wordpa55wordpa55wordpa55word-0123456789",
            "DATABASE_URL must begin with sqlite:/// or postgres:// and name a database.",
        ),
        (
            "SITE_URL",
            "postgres://u:pa55word@h/n",
            "SITE_URL must be the address readers use, such as https://paper.example, without a path.",
        ),
        ("EMAIL_URL", "imap://u:pa55word@h", "EMAIL_URL must begin with smtp://, smtps:// or be console:."),
        ("SECRET_KEY", "pa55word", "SECRET_KEY must be at least 32 characters that nobody can guess."),
        ("SECRET_KEY_FALLBACKS", "pa55word", _FORMER_KEYS),
        ("S3_URL", "s3://key:pa55word@s3.example.org/pictures", f"{_S3}; the secret stands in S3_SECRET_KEY."),
        ("S3_URL", "https://s3.example.org/pa55word", f"{_S3}; the secret stands in S3_SECRET_KEY."),
        ("S3_URL", "s3://key@s3.example.org/pa55word", "S3_SECRET_KEY must be set, and S3_URL must name its key."),
        ("SECRET_KEY", "pa55" * 20, "SECRET_KEY must be at least 32 characters that nobody can guess."),
    ],
)
def test_a_wrong_secret_is_not_repeated(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    code, said = start(tmp_path, **{name: value})
    assert (code, said) == (2, f"newsroom: {sentence}")


@pytest.mark.parametrize(("options", "code"), [(("--config", "python:newsroom.gunicorn_config"), 1), ((), 4)])
def test_server_with_a_wrong_value_ends_in_place_of_trying_for_ever(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    environment = {**os.environ, "STATE_DIR": str(tmp_path), "DATABASE_URL": "mysql://u:p@h/n", "WEB_BIND": "127.0.0.1:0"}
    command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--bind", "127.0.0.1:0", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    sentence = "newsroom: DATABASE_URL must begin with sqlite:/// or postgres:// and name a database."
    assert (done.returncode, done.stderr.count(sentence)) == (code, 1)


def test_a_secret_key_is_demanded_once_a_database_is_named(tmp_path: Path) -> None:
    code, said = start(tmp_path, DATABASE_URL="postgres://u:p@127.0.0.1/n")
    assert (code, said.split(".")[0]) == (2, "newsroom: SECRET_KEY must be set when DATABASE_URL is")


def test_a_secret_may_stand_in_a_file_but_not_in_both(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(GOOD_KEY, encoding="utf-8")
    assert start(tmp_path, SECRET_KEY_FILE=str(file))[0] == 0
    assert start(tmp_path, SECRET_KEY_FILE=str(file), SECRET_KEY=GOOD_KEY) == (
        2,
        "newsroom: SECRET_KEY and SECRET_KEY_FILE are both set: keep one.",
    )
    assert start(tmp_path, SECRET_KEY_FILE="/nowhere") == (
        2,
        "newsroom: SECRET_KEY_FILE must name a text file that can be read. It is '/nowhere'.",
    )


def test_embedded_mode_makes_one_key_and_keeps_it(tmp_path: Path) -> None:
    """Six processes that start at once agree on it."""
    state = tmp_path / "state"
    code = "from newsroom import settings; print(settings.SECRET_KEY)"
    environment = {**os.environ, "STATE_DIR": str(state)}
    for name in ("DATABASE_URL", "SECRET_KEY"):
        environment.pop(name, None)
    starts = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    keys = {process.communicate(timeout=60)[0].strip() for process in starts}
    assert keys == {(state / "secret_key").read_text(encoding="ascii")}
    assert (state / "secret_key").stat().st_mode & 0o777 == 0o600


def test_connection_to_postgresql_that_falls_silent_is_given_up_after_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@127.0.0.1/n")
    options = environment.database("DATABASE_URL", embedded=Path("/nowhere"))["OPTIONS"]
    silent_s = options["keepalives_idle"] + options["keepalives_interval"] * options["keepalives_count"]
    assert (silent_s, options["tcp_user_timeout"], options["connect_timeout"]) == (11, 6_000, 5)


def test_an_unlisted_site_is_an_error_with_a_hint(tmp_path: Path) -> None:
    code, said = start(tmp_path, SITE_URL="https://paper.example", ALLOWED_HOSTS="other.example")
    assert (code, "newsroom.E001" in said, "Add paper.example to ALLOWED_HOSTS" in said) == (1, True, True)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080", "https://paper.example"])
def test_plain_http_earns_the_warnings_that_are_named_and_a_domain_none(tmp_path: Path, address: str) -> None:
    code, said = start(tmp_path, "--deploy", SITE_URL=address, SECRET_KEY="0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST")
    docs = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    named = docs.partition("Over plain HTTP it warns of")[2].partition("passwords.")[0]
    expected = set() if address.startswith("https") else set(re.findall(r"`([\w.]+)`", named))
    assert (code, set(re.findall(r"\((\w+\.W\d+)\)", said)), len(expected) in {0, 4}) == (0, expected, True)


def test_pictures_may_lie_in_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_URL", "s3://AK%2FIA@minio.example:9000/pictures?region=eu-central-1&insecure=1")
    monkeypatch.setenv("S3_SECRET_KEY", "a secret")
    monkeypatch.setattr(environment, "find_spec", lambda name: object())
    assert environment.bucket("S3_URL", secret="S3_SECRET_KEY") == {
        "bucket_name": "pictures",
        "access_key": "AK/IA",
        "secret_key": "a secret",
        "endpoint_url": "http://minio.example:9000",
        "region_name": "eu-central-1",
    }


def test_every_variable_stands_in_the_table_and_none_that_is_not_read() -> None:
    """What is read is found in the code; what `NAME_FILE` does is said above the table."""
    read = set()
    for path in (ROOT / "newsroom" / "settings.py", ROOT / "newsroom" / "gunicorn_config.py", ROOT / "newsroom" / "environment.py"):
        read |= set(re.findall(r"""(?:env\.\w+|number|text|raw|secret)[(=]\s*"([A-Z][A-Z0-9_]+)\"""", path.read_text(encoding="utf-8")))
    told = re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(told) == sorted(read)


def test_the_compose_file_hands_on_no_variable_that_nobody_reads() -> None:
    handed = re.findall(r"^    ([A-Z][A-Z0-9_]+): ", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in handed if f"| `{name}` |" not in told] == []
