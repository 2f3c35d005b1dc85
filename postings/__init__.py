"""The selection procedure, one app per step, in the order of the procedure.

The root owns ``Posting``, its life cycle and its committee; the steps are ``applications`` (applicants and formal
check), ``equality`` (what must never reach a score), ``assessment`` (rating sheets), ``selection`` (ranking),
``documents`` (what leaves the house). Start with ``models``, then ``permissions`` and ``services``.
"""
