"""Static files with hashed names; modules' imports are hashed too, and styles that import others are one file each."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from newsroom.styles import joined

STYLES = "css/site.css"
JOINED = (STYLES, "css/desk/desk.css", "css/desk/surface.css", "css/desk/editor.css")


class StaticStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call]
        self._address = cache(super().url)

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 (Django's)
        """Return a file's address. It never changes while a process lives, and every page names several."""
        return str(super().url(name or "", force) if force else self._address(name or ""))

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002 (Django's)
        """Join styles before names are hashed: addresses in them lead to hashed names afterwards."""
        for sheet in (sheet for sheet in JOINED if sheet in paths and not dry_run):
            self._join(sheet, paths)
            paths = {**paths, sheet: (self, sheet)}
        yield from super().post_process(paths, dry_run, **options)  # type: ignore[no-untyped-call]

    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages link to, once: a hashed name says what the file holds. Brotli is slow."""
        linked = paths & set(self.hashed_files.values())
        yield from super().compress_files({path for path in linked if not Path(f"{self.path(path)}.br").exists()})  # type: ignore[no-untyped-call]

    def _join(self, name: str, paths: dict[str, Any]) -> None:
        folder = PurePosixPath(name).parent

        def read(address: str) -> str:
            storage, path = paths[str(folder / address)]
            with storage.open(path) as file:
                return str(file.read().decode())

        whole = joined(read(PurePosixPath(name).name), read)
        self.delete(name)
        self.save(name, ContentFile(whole.encode()))
