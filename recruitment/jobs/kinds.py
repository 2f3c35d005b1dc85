"""Which kinds of long work there are. Each app names its own in a module ``tasks``, which the start imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from recruitment.jobs.models import Job
    from recruitment.jobs.progress import Progress


@dataclass(frozen=True, slots=True)
class JobResult:
    """Where the person finds what came of it: an address that checks for itself who may open it, and its words."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class JobKind:
    """``work`` may run twice, when a worker dies in between: it stores all of its result in one transaction."""

    name: str
    label: str | Promise
    work: Callable[[Job, Progress], JobResult]


KINDS: dict[str, JobKind] = {}


def job_kind(
    name: str, *, label: str | Promise
) -> Callable[[Callable[[Job, Progress], JobResult]], Callable[[Job, Progress], JobResult]]:
    """Register the decorated function as the work of jobs of this kind.

    A ``ProcedureError`` from it ends the job with its words; anything else is tried again.
    """

    def register(work: Callable[[Job, Progress], JobResult]) -> Callable[[Job, Progress], JobResult]:
        KINDS[name] = JobKind(name, label, work)
        return work

    return register
