"""Tables of the decision."""

from postings.decision.models.decision import DecisionEntry, DecisionWithdrawal, SelectionDecision

__all__ = ["DecisionEntry", "DecisionWithdrawal", "SelectionDecision"]
