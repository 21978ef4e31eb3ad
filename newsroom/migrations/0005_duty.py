from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0004_moderators")]
    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("begun_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("said", models.CharField(blank=True, max_length=300)),
            ],
            options={"verbose_name": "duty", "verbose_name_plural": "duties", "default_permissions": ()},
        )
    ]
