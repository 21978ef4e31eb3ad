"""The box that is tried: docker compose with a project, a .env and a port of its own, and what is said of it. Python alone."""

import html
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "newsroom-try"


class Box:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.site = folder, port, f"http://127.0.0.1:{port}"
        self.env = folder / "env"
        self.begin = ("docker", "compose", "--project-name", PROJECT, "--env-file", str(self.env))
        run(str(ROOT / "deploy/make-env"), "--port", str(port), "--file", str(self.env))

    def compose(self, *words: str, **more: object) -> subprocess.CompletedProcess:
        return run(*self.begin, *words, **more)

    def up(self) -> float:
        began = time.monotonic()
        self.compose("up", "--wait", "--detach", "--quiet-pull")
        return time.monotonic() - began


def run(*words: str, **more: object) -> subprocess.CompletedProcess:
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, **more)
    if done.returncode:
        said = (done.stderr or b"").decode(errors="replace").strip()
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{said[-3000:]}")
    return done


def published(box: Box) -> set[str]:
    out = box.compose("exec", "-T", "web", "manage.py", "export_articles", text=False).stdout
    return {told["headline"] for told in map(json.loads, out.decode().splitlines()) if told.get("headline")}


def must(is_so: bool, said: str) -> None:
    print(f"  {'yes' if is_so else 'NO '}  {said}", flush=True)
    if not is_so:
        must.failed = True


must.failed = False


def timed(do: object) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began


def sql(box: Box, statement: str) -> None:
    for words in (statement, "SELECT pg_reload_conf()"):
        box.compose("exec", "-T", "db", "psql", "-q", "-U", "newsroom", "-d", "newsroom", "-c", words)
    time.sleep(1)  # a connection reads its settings anew before its next statement


def refused(box: Box, *words: str, given: bytes = b"") -> str:
    """Run what must end with an error; return what it said on either stream. `given`: what it reads."""
    done = subprocess.run([*box.begin, *words], cwd=ROOT, capture_output=True, check=False, input=given)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).decode(errors="replace").strip()


def answered(act: object) -> tuple[int, str]:
    """Return what an act was answered that may be refused: status and page."""
    try:
        act()
    except urllib.error.HTTPError as error:
        return error.code, html.unescape(error.read().decode())
    return 200, ""


def ready(box: Box) -> str:
    try:
        with urllib.request.urlopen(box.site + "/healthz/ready", timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def backup(box: Box, path: Path) -> None:
    with path.open("wb") as out:
        done = subprocess.run(
            [*box.begin, "exec", "-T", "web", "manage.py", "backup", "-"],
            cwd=ROOT, stdout=out, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr.decode())
