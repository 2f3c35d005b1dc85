"""The requirement profile (Anforderungsprofil): what a post demands, with which weight, and on which scale it is rated.

Owns ``RequirementProfile`` with its sections, criteria, indicators and formal requirements, the ``RatingScale``, the
import of documents (``importing``) and the arithmetic (``scoring``). A frozen profile cannot be changed: triggers in
the database hold that. Start with ``models``, then ``services``.
"""
