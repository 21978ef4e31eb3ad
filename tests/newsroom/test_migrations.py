"""A migration takes no long lock: it adds, and leaves what an older process still reads and writes where it is.

Nobody runs a version whose migrations are numbered up to LAST_UNUSED: raise a number for a migration that goes out with the first release.
After that, a migration that fails here is split: add a column that may be empty or has a default of the database, fill it in batches,
demand it later; an index is made concurrently on PostgreSQL; what goes is left unused for a release first.
"""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

LAST_UNUSED = {"articles": 7, "comments": 4, "newsroom": 5}


def troubles(migration: migrations.Migration) -> Iterator[str]:
    made = {operation.name.lower() for operation in migration.operations if isinstance(operation, ops.CreateModel)}
    for operation in migration.operations:
        name = str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower()
        if name not in made and (said := trouble(operation)):
            yield f"{migration.app_label}.{migration.name}: {said}"


def trouble(operation: ops.base.Operation) -> str:
    if isinstance(operation, ops.AddField):
        return _of_new_field(operation)
    if isinstance(operation, ops.AlterField | ops.RenameField | ops.RenameModel | ops.RemoveField | ops.DeleteModel):
        return f"{operation.describe()} takes away what older processes use, or writes every row anew"
    if isinstance(operation, ops.AddIndex | ops.AddConstraint):
        return f"{operation.describe()} reads the whole table under a lock"
    return ""


def _of_new_field(operation: ops.AddField) -> str:
    field = operation.field
    has_value = field.null or field.db_default is not NOT_PROVIDED or isinstance(field, models.ManyToManyField)
    if field.unique or field.db_index:
        return f"{operation.describe()} makes an index under a lock"
    return "" if has_value else f"{operation.describe()} has no default that older processes would leave to the database"


def in_use() -> list[migrations.Migration]:
    found = (MigrationLoader(None).disk_migrations or {}).items()
    return [migration for (app, name), migration in sorted(found) if app in LAST_UNUSED and int(name[:4]) > LAST_UNUSED[app]]


def test_no_migration_takes_a_long_lock() -> None:
    assert [said for migration in in_use() for said in troubles(migration)] == []


@pytest.mark.parametrize(
    ("operation", "is_safe"),
    [
        (ops.AddField("article", "note", models.TextField(null=True)), True),
        (ops.AddField("article", "note", models.TextField(db_default="")), True),
        (ops.AddField("article", "note", models.TextField(default="")), False),
        (ops.AddField("article", "note", models.TextField(null=True, db_index=True)), False),
        (ops.AlterField("article", "headline", models.TextField()), False),
        (ops.RemoveField("article", "headline"), False),
        (ops.AddIndex("article", models.Index(fields=["headline"], name="a")), False),
        (ops.RunPython(migrations.RunPython.noop), True),
    ],
)
def test_the_rule_knows_what_locks(operation: ops.base.Operation, is_safe: bool) -> None:
    migration = migrations.Migration("9999_tried", "articles")
    migration.operations = [operation]
    assert (not list(troubles(migration))) is is_safe
