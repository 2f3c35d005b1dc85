"""What the authority tells a person who asks what it holds on her or him (Art. 15 DSGVO), as PDF and JSON.

Owns no table. ``coverage`` lists every table that holds something on an applicant and how it is told, or why it is not;
a test walks all models, so that a new table cannot be forgotten. Stands above all steps, because it reads them all, the
equality data included: nothing may import it. Start with ``coverage``, then ``collecting`` (the rows), ``wording``
(keys in words), ``content`` (the document), ``services`` (issued, recorded).
"""
