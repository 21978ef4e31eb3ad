"""Imports point one way, rooms have names, and none grows too large."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {"articles": {"articles"}, "comments": {"comments", "articles"}, "newsroom": {"newsroom", "comments", "articles"}}
RULE = "imports point one way: newsroom → comments → articles"
NAMELESS = {"utils", "helpers", "common", "misc", "services", "core", "base"}
FOUND_BY_DJANGO = {"newsroom/postgresql/base.py"}
"""A database engine is the module `base` of its package."""


@cache
def modules() -> list[tuple[str, Path, ast.Module]]:
    found = [(app, path) for app in MAY_IMPORT for path in sorted((ROOT / app).rglob("*.py"))]
    return [(app, path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for app, path in found]


def imported_apps(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and node.level == 0}
    return {name.split(".")[0] for name in names} & set(MAY_IMPORT)


def broken_by(app: str, tree: ast.Module) -> set[str]:
    return imported_apps(tree) - MAY_IMPORT[app]


def test_imports_point_one_way() -> None:
    broken = [f"{path} imports {other}: {RULE}" for app, path, tree in modules() for other in sorted(broken_by(app, tree))]
    assert broken == []


def test_the_rule_notices_an_import_the_wrong_way() -> None:
    assert broken_by("articles", ast.parse("def f():\n    from comments.models import Thread")) == {"comments"}
    assert broken_by("comments", ast.parse("import newsroom.settings, articles.models")) == {"newsroom"}


def test_rooms_are_named_after_subjects() -> None:
    nameless = {str(path) for _, path, _ in modules() if path.stem in NAMELESS or path.parent.name in NAMELESS}
    assert nameless == FOUND_BY_DJANGO


def test_no_file_is_longer_than_400_lines_and_no_function_than_40() -> None:
    written = [(path, tree) for _, path, tree in modules() if "migrations" not in path.parts]
    long_files = [str(path) for path, _ in written if (ROOT / path).read_text(encoding="utf-8").count("\n") > 400]
    functions = [
        f"{path}:{node.name}"
        for path, tree in written
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]
    assert (long_files, functions) == ([], [])
