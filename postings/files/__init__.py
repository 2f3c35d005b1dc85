"""Documents of an application: the files themselves, which are needed, which are missing, and the letter that asks.

Owns ``ApplicationFile``, ``DocumentRequirement``, ``RecordedState`` and ``DocumentRequest``. A proof of disability is
never stored here. Start with ``services`` (a file comes in, is read, goes), then ``needs`` (what is missing).
"""
