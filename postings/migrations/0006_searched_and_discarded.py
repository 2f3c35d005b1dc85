from django.conf import settings
from django.db import migrations, models

# Words within words are found by an index of trigrams (extension pg_trgm, part of PostgreSQL's contrib and trusted: the
# owner of the database may create it). Where a server lacks it or the owner may not, the search reads every posting.
SEARCHED = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX IF NOT EXISTS posting_searched ON postings_posting USING gin (
            upper(reference_number::text) gin_trgm_ops, upper(function::text) gin_trgm_ops,
            upper(office::text) gin_trgm_ops
        );
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'pg_trgm cannot be created: postings are searched without an index';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0005_words_of_erased_persons"),
        ("profiles", "0003_scale_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=models.Q(("status", "discarded")),
                fields=["-created_at", "-id"],
                name="posting_discarded_newest",
            ),
        ),
        migrations.RunSQL(SEARCHED, "DROP INDEX IF EXISTS posting_searched"),
    ]
