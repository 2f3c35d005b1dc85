"""One reader for each format: bytes in, the neutral form out. Which one is called, ``reading`` decides by content."""
