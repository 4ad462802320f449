from django.db import migrations, models

SAME, ANOTHER = "same", "another"
NOW_SAID = {
    "by_number": {"number": SAME},
    "by_name": {"given": SAME, "family": SAME},
    "by_another_name": {"given": ANOTHER, "family": ANOTHER},
    "by_birth": {"birth": SAME},
}


def say_it_by_levels(apps, schema_editor):
    """What was found by equal words is to be looked at; it was never weighed."""
    likenesses = apps.get_model("intake", "Likeness")
    for likeness in likenesses.objects.all().iterator(chunk_size=500):
        for name, levels in NOW_SAID.items():
            if getattr(likeness, name):
                likeness.agreement = levels | likeness.agreement
        likeness.save(update_fields=["agreement"])


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_parts_and_time")]

    operations = [
        migrations.AddField("likeness", "band", models.CharField(default="look", max_length=10)),
        migrations.AddField("likeness", "bits", models.FloatField(default=0)),
        migrations.AddField("likeness", "agreement", models.JSONField(default=dict)),
        migrations.RunPython(say_it_by_levels, migrations.RunPython.noop),
        migrations.RemoveField("likeness", "by_number"),
        migrations.RemoveField("likeness", "by_name"),
        migrations.RemoveField("likeness", "by_another_name"),
        migrations.RemoveField("likeness", "by_birth"),
    ]
