"""Lists of applicants in: upload, mapping of the columns, preview, acceptance.

Owns ``ListSource`` (what the columns of a source mean) and ``ApplicantList`` (one uploaded list, kept no longer than
its review). The only step that writes applications and equality data at once, so nothing that rates may import it.
Reading and planning are ``postings.applications.importing``. Start with ``services``.
"""
