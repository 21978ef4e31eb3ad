"""deploy/make-env writes what docker-compose.yml needs, and loses no secret."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy" / "make-env"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "env"


def make_env(file: Path, *words: str, code: int = 0) -> str:
    """Run it; return what it said."""
    done = subprocess.run([SCRIPT, "--file", file, *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def values(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if not line.startswith("#"))


def test_what_is_written_is_whole_and_for_nobody_elses_eyes(file: Path) -> None:
    make_env(file)
    written = values(file)
    assert (len(written.pop("SECRET_KEY")), len(written.pop("POSTGRES_PASSWORD"))) == (64, 32)
    assert written == {
        "TIME_ZONE": "UTC",
        "SITE_URL": "http://127.0.0.1:8080",
        "SITE_ADDRESS": "http://",
        "HTTP_PUBLISH": "127.0.0.1:8080",
        "HTTPS_PUBLISH": "127.0.0.1:0",
    }
    assert file.stat().st_mode & 0o777 == 0o600


def test_another_address_keeps_secrets_and_all_else(file: Path) -> None:
    make_env(file, "--time-zone", "Europe/Berlin")
    with file.open("a") as lines:
        lines.write("WEB_MEMORY=2g\n")
    before = values(file)
    make_env(file, "--change", "--domain", "paper.example")
    address = {"SITE_URL": "https://paper.example", "SITE_ADDRESS": "paper.example", "HTTP_PUBLISH": "80", "HTTPS_PUBLISH": "443"}
    assert values(file) == before | address
    make_env(file, "--change", "--port", "8090", "--time-zone", "UTC")
    back = {
        "SITE_URL": "http://127.0.0.1:8090",
        "SITE_ADDRESS": "http://",
        "HTTP_PUBLISH": "127.0.0.1:8090",
        "HTTPS_PUBLISH": "127.0.0.1:0",
    }
    assert values(file) == before | back | {"TIME_ZONE": "UTC"}
    assert file.stat().st_mode & 0o777 == 0o600


def test_file_that_is_there_is_left_alone_and_what_it_lacks_is_named(file: Path) -> None:
    file.write_text("SECRET_KEY=here\nPOSTGRES_PASSWORD=\n")
    said = make_env(file, code=1)
    assert file.read_text() == "SECRET_KEY=here\nPOSTGRES_PASSWORD=\n"
    assert "nothing was changed" in said
    assert [line.split(":")[0] for line in said.splitlines()[1:]] == ["It lacks POSTGRES_PASSWORD"]


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--change",), "is not there"), (("--domain", "https://paper.example/"), "is no domain"), (("--port", "x"), "is no port")],
)
def test_what_makes_no_sense_is_said_and_writes_nothing(file: Path, words: tuple[str, ...], said: str) -> None:
    assert said in make_env(file, *words, code=1 if "--change" in words else 2)
    assert not file.exists()
