"""Data that must never reach a score: sex, severe disability, migration background (DOMAIN.md R1, 5.2, 5.5).

Owns ``EqualityData`` in a table of its own. Nothing that rates, ranks or reports may import this package; import-linter
holds that. Only the personnel office opens its one page. Start with ``models``.
"""
