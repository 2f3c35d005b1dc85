"""One complete, plausible, fictional procedure around the real posting: `manage.py demo`.

Stands on top of the whole house (it calls the services of every step) and is never loaded in production. Start with
``management.commands.demo``.
"""
