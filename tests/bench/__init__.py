"""Figures: what the pages cost, each beside the floor measured in the same run. `make bench`; never a timed test."""
