"""How somebody gets in, and how much at once: log-in, lock-out, second factor, single sign-on, sessions, limits.

Owns no role and no right (``recruitment.accounts`` does): whoever comes in by whatever door has what the roles of the
account say. Start with ``sign_in``, the one way to a session; ``sessions`` guards the sessions there are,
``second_factor`` keeps devices and recovery codes, ``single_sign_on`` speaks OpenID Connect, ``limits`` counts.
"""
