"""Tables of the decision, by the steps that lead to it."""

from postings.decision.models.comparison import (
    AuxiliaryAct,
    AuxiliaryOrder,
    EqualityFinding,
    FinalOrder,
    FinalOrderLine,
    FindingMember,
    LadderSection,
)
from postings.decision.models.decision import DecisionEntry, DecisionWithdrawal, SelectionDecision
from postings.decision.models.memo import MemoBlock, MemoSignature, MemoVersion, SelectionMemo

__all__ = [
    "AuxiliaryAct",
    "AuxiliaryOrder",
    "DecisionEntry",
    "DecisionWithdrawal",
    "EqualityFinding",
    "FinalOrder",
    "FinalOrderLine",
    "FindingMember",
    "LadderSection",
    "MemoBlock",
    "MemoSignature",
    "MemoVersion",
    "SelectionDecision",
    "SelectionMemo",
]
