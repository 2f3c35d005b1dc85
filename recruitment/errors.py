"""The one base of every "this step is not possible now" in the procedure."""

from django.utils.translation import gettext_lazy as _


class ProcedureError(Exception):
    """A step of the selection procedure is not possible right now; ``user_message`` says why, in German.

    Subclasses set ``user_message`` as a class attribute; facts that the message names are keyword arguments of
    the constructor and are interpolated by name.
    """

    user_message = _("Dieser Schritt ist zurzeit nicht möglich.")

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        if facts:
            self.user_message = str(type(self).user_message) % facts
        super().__init__(str(self.user_message))
