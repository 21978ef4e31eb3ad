"""Backups: database and pictures in one archive, read in one go and written back in one transaction, on either database.

The archive is a plain tar, so that it can be written to a pipe and looked into without us:

- `manifest.json`: the archive's version, when it was made, which migrations its tables have, which tables there are.
- `tables/NAME/0001.jsonl.gz` …: the rows of a table, a JSON list each, in the order of the manifest's columns.
- `originals/…`: the pictures as they were uploaded. Renditions are not in it: they are made again when somebody asks.
- `contents.json`, last: how long every member is and its SHA-256 (of a table's part: before it was packed). Without it, the archive was
  cut off.
"""

from newsroom.backup.reading import DamagedArchive, Unsuited, restore
from newsroom.backup.verifying import Differs, verify
from newsroom.backup.writing import Told, write

__all__ = ["DamagedArchive", "Differs", "Told", "Unsuited", "restore", "verify", "write"]
