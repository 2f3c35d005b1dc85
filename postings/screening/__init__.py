"""The choice on the file before anybody is interviewed: dienstliche Beurteilungen and the four steps of the Vorauswahl.

Owns ``Appraisal``, ``Finding`` and ``PreSelection``. What rates and ranks cannot import this app: a mark (1 is best)
never meets a rating (5 is best). Start with ``models``, then ``services``.
"""
