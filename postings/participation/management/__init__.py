"""Commands of the participation."""
