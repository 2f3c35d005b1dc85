"""What every guide says about questions that are not asked.

No paragraph of law is cited: DOMAIN.md S6 knows one of federal law and marks the rest unverified.
"""

from django.utils.translation import gettext_lazy as _

FORBIDDEN_WORDS = _(
    "Gefragt wird nur, was Eignung, Befähigung und fachliche Leistung für diese Stelle zeigt. Nach dem Folgenden wird "
    "nicht gefragt, auch nicht nebenbei und nicht in der Begrüßung. Erzählt jemand von sich aus davon, wird nicht "
    "nachgefragt, nichts davon bewertet und nichts davon aufgeschrieben. In Zweifelsfällen klären Sie die Frage vorher "
    "mit dem Personalservice."
)
FORBIDDEN_SUBJECTS = (
    _("Familienstand, Partnerschaft, Schwangerschaft, Kinder und Kinderwunsch, Betreuung oder Pflege von Angehörigen"),
    _("Gesundheit, Behinderung, Schwerbehinderung und Gleichstellung"),
    _("Herkunft, Abstammung, Staatsangehörigkeit der Eltern, Muttersprache"),
    _("Religion, Weltanschauung, politische Anschauung, Mitgliedschaft in Parteien oder Gewerkschaften"),
    _("Geschlecht und sexuelle Identität, Alter, Aussehen"),
    _("Vermögen und Schulden, Freizeit, Wohnverhältnisse"),
)
