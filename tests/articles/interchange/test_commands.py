"""The commands: files and standard input, what they print, and their exit codes."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.interchange import Importer, Stopped
from articles.models import Article
from tests.articles.interchange.papers import as_bytes, draw, exported, live, run_import

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, list[str], str]:
    """Run a command; return its exit code, the lines it printed, and why it failed."""
    out = io.StringIO()
    try:
        call_command(*words, stdout=out, stderr=io.StringIO())
    except CommandError as error:
        return error.returncode, out.getvalue().splitlines(), str(error)
    return 0, out.getvalue().splitlines(), ""


def written(folder: Path, *lines: Any) -> str:
    path = folder / "paper.jsonl"
    path.write_bytes(as_bytes(*lines))
    return str(path)


def test_import_of_good_lines_succeeds_and_reports(tmp_path: Path) -> None:
    code, said, error = run("import_articles", written(tmp_path, live(), live(import_ref="b")))
    assert (code, said[0], error) == (0, "story: 2 new, 0 changed, 0 unchanged", "")
    assert Article.objects.count() == 2


def test_import_of_a_bad_line_fails_in_the_end_and_takes_the_others(tmp_path: Path) -> None:
    code, said, error = run("import_articles", written(tmp_path, live(), "{}", live(import_ref="b")))
    assert (code, said[0], said[1], error) == (
        1,
        "line 2 refused: Missing: import_ref, headline, section, body.",
        "story: 2 new, 0 changed, 0 unchanged",
        "Some lines were refused; all others were taken.",
    )


def test_import_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_bytes(live()))))
    assert run("import_articles", "-")[1][0] == "story: 1 new, 0 changed, 0 unchanged"


def test_dry_run_stores_nothing(tmp_path: Path) -> None:
    code, said, _error = run("import_articles", written(tmp_path, live()), "--dry-run")
    assert (code, said[:2]) == (0, ["Nothing was stored: this was a dry run.", "story: 1 new, 0 changed, 0 unchanged"])
    assert Article.objects.count() == 0


def test_files_and_folders_that_are_not_there_are_errors_of_usage(tmp_path: Path) -> None:
    file = written(tmp_path, live())
    assert run("import_articles", f"{tmp_path}/none.jsonl") == (2, [], f"{tmp_path}/none.jsonl cannot be read: No such file or directory.")
    assert run("import_articles", str(tmp_path)) == (2, [], f"{tmp_path} cannot be read: Is a directory.")
    assert run("import_articles", file, "--images", f"{tmp_path}/none") == (2, [], f"{tmp_path}/none is no folder.")


def test_import_that_stops_says_what_to_do_and_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Importer, file: object) -> None:
        self.report.counts["story", "new"] = 300
        raise Stopped("The database refused to go on: database or disk is full.")

    monkeypatch.setattr(Importer, "run", stop)
    code, said, error = run("import_articles", written(tmp_path, live()))
    assert (code, said[0]) == (1, "story: 300 new, 0 changed, 0 unchanged")
    assert error == (
        "The database refused to go on: database or disk is full. What was stored before stays. "
        "Run the same command again when the reason is gone."
    )


def test_export_writes_to_standard_output_or_to_a_file_with_its_pictures(tmp_path: Path) -> None:
    draw(tmp_path / "in")
    run_import(live(lead_image={"file": "harbour.jpg", "alt": "Cranes over the harbour"}), images=tmp_path / "in")
    lines = exported()
    assert run("export_articles") == (0, lines, "")
    assert run("export_articles", str(tmp_path / "out.jsonl"), "--images", str(tmp_path / "out"))[0] == 0
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines() == lines
    names = [json.loads(line)["file"] for line in lines if '"type": "image"' in line]
    assert [path.name for path in (tmp_path / "out").iterdir()] == names
    assert (tmp_path / "out" / names[0]).read_bytes() == (tmp_path / "in" / "harbour.jpg").read_bytes()


def test_export_to_a_place_that_is_not_there_fails_with_a_sentence(tmp_path: Path) -> None:
    assert run("export_articles", str(tmp_path / "none" / "out.jsonl")) == (1, [], "The export stopped: No such file or directory.")
