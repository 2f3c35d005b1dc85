"""The interface components, available in every template: see ``components``."""
