"""`python -m tests.messages`: does every string have German words? With --write (`make messages`): bring the catalogues up to date first.

Needs GNU gettext. What is extracted lies in a scratch folder; nothing here is touched without --write.
"""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "de"
DOMAINS = ("django", "djangojs")
KEPT = ROOT / "newsroom" / "locale" / LANGUAGE / "LC_MESSAGES"
SPOKEN = ("articles", "comments", "newsroom", "templates", "static/js")
_PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0-9.]*[a-z]|\{\w+\}|%%")


def main(*, write: bool) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        fresh = extract(Path(scratch))
        if write:
            keep(fresh)
        said = [sentence for domain in DOMAINS for sentence in wrong(domain, fresh=fresh, scratch=Path(scratch))]
    print("\n".join(said) or "Every string has German words.")
    return min(len(said), 1)


def extract(scratch: Path) -> Path:
    """Return a folder with both catalogues as they should be: today's strings, with the words that are there."""
    for name in _run("git", "ls-files", "-co", "--exclude-standard", "--", *SPOKEN, cwd=ROOT).splitlines():
        if name.endswith((".py", ".html", ".txt", ".js")) and (ROOT / name).exists():
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, scratch / name)
    fresh = scratch / "locale" / LANGUAGE / "LC_MESSAGES"
    fresh.mkdir(parents=True)
    for domain in DOMAINS:
        if (KEPT / f"{domain}.po").exists():
            shutil.copyfile(KEPT / f"{domain}.po", fresh / f"{domain}.po")
        _run(sys.executable, "-m", "django", "makemessages", "-l", LANGUAGE, "-d", domain, "--no-location", cwd=scratch)
    return fresh


def keep(fresh: Path) -> None:
    """Write the catalogues and what is compiled of them. Words without a string go; the date of extraction would only make noise."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        text = _run("msgattrib", "--no-obsolete", str(fresh / f"{domain}.po"))
        (fresh / f"{domain}.po").write_text(re.sub(r'"POT-Creation-Date:.*\n', "", text), encoding="utf-8")
        shutil.copyfile(fresh / f"{domain}.po", KEPT / f"{domain}.po")
        _run("msgfmt", "--output-file", str(KEPT / f"{domain}.mo"), str(KEPT / f"{domain}.po"))


def wrong(domain: str, *, fresh: Path, scratch: Path) -> Iterator[str]:
    """Yield what is wrong with a catalogue, a sentence each."""
    for what, chosen in (
        ("without German words", ["--untranslated", "--no-obsolete"]),
        ("whose English has changed (fuzzy)", ["--only-fuzzy", "--no-obsolete"]),
        ("that no longer stands anywhere (run make messages)", ["--only-obsolete"]),
    ):
        for string in _strings(_run("msgattrib", *chosen, str(fresh / f"{domain}.po"))):
            yield f"{domain}: a string {what}: {string}"
    compiled = scratch / f"{domain}.mo"
    checked = subprocess.run(
        ["msgfmt", "--check-format", "--output-file", compiled, KEPT / f"{domain}.po"], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        yield f"{domain}: {checked.stderr.strip()}"
        return
    words = _words(compiled)
    if not (KEPT / f"{domain}.mo").exists() or _words(KEPT / f"{domain}.mo") != words:
        yield f"{domain}.mo is not what {domain}.po says: run make messages"
    for string, german in words.items():
        english = string[0] if isinstance(string, tuple) else string
        if english and sorted(_PLACEHOLDER.findall(english)) != sorted(_PLACEHOLDER.findall(german)):
            yield f"{domain}: other placeholders in {german!r} than in {english!r}"


def _strings(catalogue: str) -> list[str]:
    """Return the first lines of a catalogue's strings, without its head."""
    found = re.findall(r'^(?:#~ )?msgid ("(?:.*\n(?:#~ )?")*.*")$', catalogue, re.MULTILINE)
    return [joined for one in found if (joined := "".join(re.findall(r'"(.*)"', one)))]


def _words(compiled: Path) -> dict[str | tuple[str, int], str]:
    with compiled.open("rb") as file:
        words: dict[str | tuple[str, int], str] = vars(gettext.GNUTranslations(file))["_catalog"]
    return words


def _run(*command: str, cwd: Path | None = None) -> str:
    """Return what a command prints; what it complains of is shown when it fails. Django without a site needs no settings."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main(write="--write" in sys.argv[1:]))
