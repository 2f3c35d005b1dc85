"""Give the versions that exist their lineage, their criteria a common key, and a reason; no text is touched.

Frozen rows are written too: what is added here is outside their canonical form 1, so their SHA-256 keeps verifying.
"""

from django.db import migrations

LINEAGES = """
    WITH RECURSIVE chain AS (
        SELECT id, lineage AS root FROM profiles_requirementprofile WHERE replaces_id IS NULL
        UNION ALL
        SELECT p.id, chain.root FROM profiles_requirementprofile p JOIN chain ON p.replaces_id = chain.id
    )
    UPDATE profiles_requirementprofile p SET lineage = chain.root FROM chain WHERE chain.id = p.id
"""
# A version number that a renamed branch gave twice begins a lineage of its own.
DOUBLES = """
    UPDATE profiles_requirementprofile SET lineage = gen_random_uuid() WHERE id IN (
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY lineage, version ORDER BY id) AS n
            FROM profiles_requirementprofile
        ) numbered WHERE n > 1
    )
"""
REST = """
    UPDATE profiles_requirementprofile SET
        last_edited_by_id = created_by_id,
        last_edited_at = created_at,
        canonical_form = CASE WHEN frozen_at IS NULL THEN 2 ELSE 1 END,
        version_reason = CASE WHEN replaces_id IS NULL THEN ''
                              ELSE 'Angelegt, bevor Gründe erfasst wurden.' END
"""
KEYS = """
    UPDATE profiles_criterion c SET key = old.key
    FROM profiles_criterion old, profiles_requirementprofile p
    WHERE p.id = c.profile_id AND p.version = %s AND old.profile_id = p.replaces_id
      AND old.number = c.number AND old.title = c.title
"""
TABLES = ("profiles_requirementprofile", "profiles_criterion")


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (LINEAGES, DOUBLES, REST):
            cursor.execute(statement)
        cursor.execute("SELECT DISTINCT version FROM profiles_requirementprofile WHERE version > 1 ORDER BY version")
        for (version,) in cursor.fetchall():
            cursor.execute(KEYS, [version])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_life_cycle_legend_catalogue")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
