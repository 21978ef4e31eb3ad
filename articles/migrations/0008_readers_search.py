from django.db import migrations

POSTGRES = """
CREATE TABLE articles_edition_words (place bigint PRIMARY KEY, shelf varchar(3) NOT NULL, words tsvector NOT NULL);
CREATE INDEX articles_edition_words_found ON articles_edition_words USING gin (words);
"""
SQLITE = (
    "CREATE VIRTUAL TABLE articles_edition_words USING fts5(strong, words, section,"
    " tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix = '2 3', detail = column)"
)


def make_words(apps, schema_editor):
    """The readers' index is no model, like the desk's. It is empty: `manage.py index_stories` fills it, which takes long for many editions."""
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop_words(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_edition_words")


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_publication_filters")]

    operations = [migrations.RunPython(make_words, drop_words)]
