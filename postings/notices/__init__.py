"""Notices to applicants, the waiting period after them, and how a procedure ends: appointment or abort.

Owns the texts of a posting (``NoticeText``), what went to whom (``NoticeRun``, ``Notice``), suits and checks for them,
``Appointment`` and ``Abort``. Start with ``recipients`` (who is to be told what), ``composing`` (what is written),
``runs`` (one confirmed sending), then ``waiting`` (receipt and waiting period), ``appointing`` and ``aborting``.
"""
