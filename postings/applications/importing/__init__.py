"""From the list of a portal to records one can look at before anything is written. Pure: no Django, no clock.

The way of a list: ``reading`` (what the file really is; ``readers``) gives a ``table.SourceTable`` from which
``forbidden`` columns are already gone; ``columns`` proposes what each column means; ``records`` reads the values of
each row (``values``, ``damage``); ``planning`` says for each row what an import would do (``matching`` finds the same
person); ``serialising`` tells it as JSON, ``writing`` gives back the rows that were left out as CSV. The app
``postings.intake`` shows and stores.
"""
