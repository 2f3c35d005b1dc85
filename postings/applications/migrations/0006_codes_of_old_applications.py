from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_codes_drawn")]

    operations = [
        # The trigger draws wherever the code is empty; histories of older applications get one more line.
        migrations.RunSQL("UPDATE applications_application SET code = ''", migrations.RunSQL.noop),
    ]
