"""The table of the shared cache: limits on signing in hold across processes."""

from typing import Any

from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import migrations

TABLE = "newsroom_cache"


def make_table(apps: Any, schema_editor: Any) -> None:
    """Make it as Django's own command does; the migration's connection is used, so it is part of the transaction."""
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps: Any, schema_editor: Any) -> None:
    cache = BaseDatabaseCache(TABLE, {})
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(cache._table)}")


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_groups")]
    operations = [migrations.RunPython(make_table, drop_table)]
