"""Saving as a browser sends it: one sheet with fifteen values, or one cell; each call changes what the last left."""

import json
from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from tests.factories import declare, make_application


def save_sheets(client: Client, posting, assessor) -> Callable[[], object]:
    """Return an action that changes and saves all fifteen values of one draft."""
    application = make_application(posting, last_name="Entwurf")
    declare(posting, assessor)
    url = reverse("assessment:sheet_edit", args=[application.pk])
    criteria = list(posting.profile.criteria.values_list("pk", flat=True))
    state = {"version": 0}

    def save() -> None:
        values = {f"r-{pk}": str(1 + (state["version"] + i) % 5) for i, pk in enumerate(criteria)}
        sent = urlencode({**values, "version": state["version"], "note": "", "save": "1"})
        response = client.post(url, sent, content_type="application/x-www-form-urlencoded")  # as a browser sends it
        assert response.status_code == 302, response.status_code
        state["version"] += 1

    save.url = url
    return save


def save_cells(client: Client, posting, assessor) -> Callable[[], object]:
    """Return an action that changes one value of one sheet, as the browser sends every cell."""
    application = make_application(posting, last_name="Zelle")
    declare(posting, assessor)
    criterion = posting.profile.criteria.first()
    url = reverse("assessment:cell_save", args=[application.pk, 1])
    state = {"known": json.dumps(["", "", ""]), "count": 0}

    def save() -> None:
        state["count"] += 1
        body = {
            "assessor": assessor.pk,
            "criterion": criterion.pk,
            "known": state["known"],
            "choice": str(1 + state["count"] % 5),
        }
        response = client.post(url, urlencode(body), content_type="application/x-www-form-urlencoded")
        assert response.status_code == 200, (response.status_code, response.content[:200])
        state["known"] = response.json()["known"]

    return save
