"""One reader for each kind of file; each gives ``table.RawRow`` and never believes the name of the file."""
