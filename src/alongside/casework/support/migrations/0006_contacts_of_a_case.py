from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support", "0005_parts_and_time")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["case", "on"], name="contacts_of_a_case"),
        ),
    ]
