"""Anonymous figures of a procedure for reports on equality: counts with small cells and their differences suppressed.

Reads the equality data and is read by nothing that rates or ranks. Start with ``suppression`` (pure), then ``content``.
"""
