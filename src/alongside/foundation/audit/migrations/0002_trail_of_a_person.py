"""What one person did in a time is found among all that everybody did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["actor", "at"], name="trail_of_a_person"),
        )
    ]
