from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_person")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="other_role",
            field=models.CharField(
                blank=True, default="", max_length=40, verbose_name="second role"
            ),
        ),
    ]
