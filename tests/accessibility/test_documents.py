"""Every kind of document has one that passes the gate; a new kind without one fails here."""

import re
from importlib.metadata import version

import pytest
from django.test.signals import template_rendered

from tests import pdf_gate
from tests.accessibility.documents import build_all, kinds, templates
from tests.accessibility.recording import entry, keep

pytestmark = pytest.mark.django_db
# False alarms: several ruled tables on one page, small tables.
SKIPPED = (*pdf_gate.SEVERAL_GRIDS, "TBL-010")


def test_every_kind_of_document_passes_the_gate(tmp_path):
    used = set()

    def note(template, **_kwargs):
        if re.fullmatch(r"reports/[^/]+\.html", template.name or ""):
            used.add(template.name.removeprefix("reports/"))

    template_rendered.connect(note)
    labels, found = kinds(), {}
    for kind, content in build_all():
        path = tmp_path / "document.pdf"
        path.write_bytes(content)
        found[kind] = entry(kind, labels[kind], pdf_gate.faults(path, skipped=SKIPPED))
    template_rendered.disconnect(note)
    checkers = [f"{name} {version(name)}" for name in ("page-validation", "outloud")]
    keep("documents", document_checkers=checkers, documents=list(found.values()))

    assert [one for one in found.values() if one["faults"]] == []
    assert set(labels) - set(found) == set()
    assert templates() - used == set()
