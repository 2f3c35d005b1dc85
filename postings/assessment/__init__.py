"""The rating: rounds, the sheets of the assessors, what the committee agrees on.

Owns the plan of the rounds, sheets and ratings, exemptions and agreed values. Nobody who rates sees ratings of others
before the rule of the round allows it (``permissions``). Start with ``rounds`` (plan and steps), ``services`` (sheets),
``consensus`` (agreed values).
"""
