"""The administration pages under /verwaltung/: Django's admin site, opened by roles instead of permission rows.

Owns the site (``sites``) and the base class every ModelAdmin of the house derives from (``options.RoleAdmin``).
"""
