"""The ranking: what the ratings add up to, as a working basis of the committee and never a decision.

Owns no table: the ranking is computed from frozen profile and submitted sheets with ``profiles.scoring``. Start with
``ranking.build_ranking``; ``facts`` reads the profile, ``sums`` what the database adds up, ``details`` the single
ratings of a page.
"""
