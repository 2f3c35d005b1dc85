"""Rating: one sheet per assessor and application, every criterion rated independently, then submitted and locked.

Owns ``RatingSheet`` and ``Rating``. A submitted sheet cannot be changed (triggers), and nobody sees the sheets of
others before all own sheets are submitted (``permissions``). Start with ``models``, then ``services``.
"""
