"""A profile leaves the house and comes back: as JSON with a published schema, as Word document, as PDF.

``content`` is what a profile says, as plain data; ``collect`` takes it from the rows, once for every format.
``json_format`` and ``docx`` are pure and write it, ``printing`` makes the words of a printed page of it, ``services``
the finished files.
The way back is ``profiles.importing``: JSON through ``exchange_json``, DOCX through its reader.
"""
