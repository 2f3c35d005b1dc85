"""The accessibility statement (§ 5 BIKTG Bln, BITV 2.0), made from what was checked and not from what is hoped.

``make accessibility`` walks every page with axe-core, the main job by keyboard and every kind of document through the
PDF checkers, and writes ``checks.json``. ``rules`` reads it and says what follows, ``barriers`` names what no checker
sees, ``views`` shows the page.
"""
