"""From the arithmetic to a decision that stands: ladder of comparison, findings, final order, memo, decision.

Stands above ``documents``, because the memo is kept as an issued document, and above ``screening``, because the memo
reads appraisals; it may import neither ``equality`` nor ``intake``: counts come by setting ``MEMO_SOURCES``. Start with
``decisions.decide`` and ``readiness``; the memo is ``memos``.
"""
