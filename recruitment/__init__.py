"""The Django project and what every room of the house needs.

Owns settings and URL composition (by string only), users and roles (``accounts``), the record of what
was done (``audit``), the embedded PostgreSQL (``database``), HTML to PDF/UA (``pdf``), the interface components
(``templatetags``) and, on top of everything, the demonstration procedure (``demo``). Start with ``settings``.
"""
