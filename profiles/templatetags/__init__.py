"""Template tags of the requirement profiles."""
