"""Two databases of one server in one process: whichever is chosen is Django's ``default`` until the other one is."""

from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


class Database:
    """A database by its name, on the server of the settings; ``chosen`` makes it the one that the code sees."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self._connection.settings_dict = {**self._connection.settings_dict, "NAME": name}

    @contextmanager
    def chosen(self):
        """Let ``connection`` be this database within the block."""
        before = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._connection
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = before

    def close(self) -> None:
        self._connection.close()
