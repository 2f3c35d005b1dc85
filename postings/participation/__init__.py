"""Participation of the bodies that represent employees: letters, periods, answers, objections.

Open ``services`` first; ``gate`` says what is still open before a decision. What concerns the
Schwerbehindertenvertretung is known to it and to the personnel office only: its mere existence tells that somebody
severely disabled applied.
Source: DOMAIN.md S9, 1.6, 1.7; §§ 164, 178 SGB IX; LGG §§ 17, 18; PersVG Berlin § 79.
"""
