"""Documents in, draft profiles out: a reader turns a file into the neutral form, the parser that into plain data.

Pure Python, no Django. Nothing is guessed silently: what is doubtful becomes a ``Finding`` with its place, and a weight
that could not be read beyond doubt stays unconfirmed. Start with ``pipeline.read_document``; the result is described
in ``document``.
"""
