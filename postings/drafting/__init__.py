"""From a file to reviewed drafts: upload, review with the source beside the result, acceptance.

Owns ``ImportedDocument`` (what was uploaded and read) and ``ImportAnswer`` (what a person said to each finding).
Nothing becomes a draft before every finding has an answer. Start with ``services``; reading is ``profiles.importing``.
"""
