"""What the decision holds on one applicant, and its erasure: the acts stay, the words on the person go.

Memos keep their versions and sign-offs. What was drafted on the person is emptied and the name leaves the texts, in
final memos too; their checksums are those of what was signed.
"""

import re
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from postings.applications.models import Application
from postings.decision.models import AuxiliaryAct, EqualityFinding, FinalOrderLine, FindingMember, MemoBlock
from postings.decision.parts import Part
from recruitment.accounts.models import User


def held(application: Application) -> dict[str, int]:
    """Return how many findings, lines of an order, reasons and versions of a memo there are."""
    return {
        _("Feststellungen zur im Wesentlichen gleichen Eignung"): application.equality_findings.count(),
        _("Zeilen der endgültigen Reihenfolge"): FinalOrderLine.objects.filter(application=application).count(),
        _("Gründe der Auswahlentscheidung"): application.decision_entries.exclude(deviation_reason="").count(),
        _("Fassungen von Auswahlvermerken"): MemoBlock.objects.filter(
            version__memo__posting=application.posting_id, key=1
        ).count(),
    }


def erase(application: Application, actor: User | None) -> None:
    """Take this applicant out of findings, order, memos and the reasons of decisions, with their history."""
    application.decision_entries.exclude(deviation_reason="").update(deviation_reason=gettext_now("[gelöscht]"))
    FinalOrderLine.objects.filter(application=application).delete()
    FinalOrderLine.pgh_event_model.objects.filter(application=application).delete()
    concerned = list(application.equality_findings.values_list("pk", flat=True))
    FindingMember.objects.filter(application=application).delete()
    for model, found in (
        (AuxiliaryAct.pgh_event_model, {"finding__in": concerned}),
        (EqualityFinding.pgh_event_model, {"pgh_obj__in": concerned}),
    ):
        model.objects.filter(**found).delete()
    alone = list(
        EqualityFinding.objects.filter(pk__in=concerned)
        .annotate(count=Count("members"))
        .filter(count__lt=2)
        .values_list("pk", flat=True)
    )
    AuxiliaryAct.objects.filter(finding__in=alone).delete()
    AuxiliaryAct.pgh_event_model.objects.filter(finding__in=alone).delete()
    EqualityFinding.objects.filter(pk__in=alone).delete()
    EqualityFinding.pgh_event_model.objects.filter(pgh_obj__in=alone).delete()
    left = list(EqualityFinding.objects.filter(pk__in=concerned))
    for finding in left:
        finding.reason = _without_name(finding.reason, application)
        finding.save(update_fields=["reason"])
    EqualityFinding.pgh_event_model.objects.filter(pgh_obj__in=concerned).delete()
    _erase_from_memos(application)


def _erase_from_memos(application: Application) -> None:
    blocks = list(MemoBlock.objects.filter(version__memo__posting=application.posting_id))
    changed = []
    for block in blocks:
        facts = [_without_person(part, application.pk) for part in block.facts]
        text = _without_name(block.text, application)
        if (facts, text) != (block.facts, block.text):
            block.facts, block.text = facts, text
            changed.append(block)
    MemoBlock.objects.bulk_update(changed, ["facts", "text"], batch_size=200)


def _without_name(text: str, application: Application) -> str:
    name = application.applicant.last_name
    return re.sub(rf"\b{re.escape(name)}\b", gettext_now("[gelöscht]"), text, flags=re.IGNORECASE) if name else text


def _without_person(part: Part, pk: int) -> Part:
    """Return ``part`` without what it says about this applicant; that there was somebody stays."""
    if "text" in part:
        return {**part, "text": gettext_now("[gelöscht]")} if part.get("of") == [pk] else part
    return {**part, "rows": [_emptied(row) if {"a": pk} in row else row for row in part["rows"]]}


def _emptied(row: list[Any]) -> list[Any]:
    return [cell if isinstance(cell, dict) else gettext_now("[gelöscht]") for cell in row]
