"""Users and the roles that hold for the whole authority.

Owns ``User`` (no superuser flag: nobody opens applicants' files by rank) and ``AuthorityRole``. Roles inside one
procedure (chair, assessor, ...) belong to ``postings.models.CommitteeMembership``. Start with ``models``.
"""
