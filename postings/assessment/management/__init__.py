"""Commands of the rating."""
