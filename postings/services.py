"""Steps of the procedure that concern the posting itself and its committee.

Every step locks the posting first, re-reads, checks, writes and records in one transaction.
"""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from postings.enums import CommitteeRole, ContractTerm, PostingStatus
from postings.errors import (
    CommitteeIncomplete,
    DocumentWithoutPosting,
    MemberHasRated,
    NamesNotHidden,
    NotADraft,
    PostingAlreadyPublished,
    PostingNotReady,
    ReferenceNumberMissing,
    ReferenceNumberTaken,
    WrongStep,
)
from postings.models import CommitteeMembership, Posting, PostingNotice
from profiles.errors import ProfileSuperseded, ReasonMissing
from profiles.importing.document import ParsedDocument
from profiles.models import RequirementProfile
from profiles.services import create_new_version, create_profile_from_document, freeze_profile, profile_problems
from recruitment.accounts.models import User
from recruitment.audit.services import record

MINIMUM_ASSESSORS = 2  # a committee of one is none (DOMAIN.md 6)


def lock_posting(posting_id: int) -> Posting:
    """Lock and return the posting; the one lock of a procedure, always taken first."""
    return Posting.objects.select_for_update(of=("self",)).get(pk=posting_id)


def _lock_draft(posting: Posting) -> Posting:
    """Lock and return ``posting``.

    :raises PostingAlreadyPublished: after publication.
    :raises NotADraft: if it was discarded.
    """
    posting = lock_posting(posting.pk)
    if posting.is_published:
        raise PostingAlreadyPublished
    if not posting.is_draft:
        raise NotADraft(status=posting.get_status_display())
    return posting


def check_under_way(posting: Posting) -> None:
    """Refuse a step that would change what the applicants are compared by after the decision or the end.

    :raises WrongStep: if the posting is decided, filled or aborted.
    """
    if posting.is_published and not posting.is_under_way:
        raise WrongStep(status=posting.get_status_display())


def check_not_stopped(posting: Posting) -> None:
    """Refuse a step that decides about applicants while something holds the procedure up (setting ``STOP_CHECKS``).

    For the steps below the one that knows of it; it raises its own error.
    """
    for name in settings.STOP_CHECKS:
        import_string(name)(posting=posting)


@transaction.atomic
def create_posting_from_document(
    *, document: ParsedDocument, actor: User | None, reference_number: str | None = None
) -> Posting:
    """Store a read Stellenausschreibung with its requirement profile as drafts.

    ``reference_number`` replaces the Kennzahl of the document, for a second posting from the same text.

    :raises DocumentWithoutPosting: if the document holds a profile only.
    :raises ReferenceNumberMissing: if neither gives a Kennzahl.
    :raises ReferenceNumberTaken: if the Kennzahl is in use.
    """
    parsed = document.posting
    if parsed is None:
        raise DocumentWithoutPosting
    number = reference_number or parsed.reference_number
    if not number:
        raise ReferenceNumberMissing
    profile = create_profile_from_document(document=document, actor=actor)
    posting = Posting(
        reference_number=number,
        profile=profile,
        authority=parsed.authority or "",
        office=parsed.office or "",
        designation=parsed.designation or "",
        function=parsed.function or profile.title,
        pay_grade_a=parsed.pay_grade_a or "",
        pay_grade_e=parsed.pay_grade_e or "",
        working_time=parsed.working_time or "",
        working_time_percent=parsed.working_time_percent,
        available_from=parsed.available_from or "",
        contract_term=parsed.contract_term or ContractTerm.UNDECIDED,
        work_location=parsed.work_location or "",
        profile_url=parsed.profile_url or "",
        portal_url=parsed.portal_url or "",
        contact_url=parsed.contact_url or "",
        signatory=parsed.signatory or "",
        deadline_weeks=parsed.deadline_weeks or 4,
    )
    _save_new(posting)
    PostingNotice.objects.bulk_create(
        PostingNotice(
            posting=posting, position=position, kind=notice.kind, text=notice.text.text, raw_text=notice.text.raw
        )
        for position, notice in enumerate(parsed.notices, start=1)
    )
    record(actor=actor, action="posting.created", subject=posting, posting_reference=posting.reference_number)
    return posting


def _save_new(posting: Posting) -> None:
    """Save a new posting; the constraint decides about the Kennzahl, because two people may choose it at once."""
    try:
        with transaction.atomic():
            posting.save()
    except IntegrityError as error:
        if "reference_number" not in str(error):
            raise
        raise ReferenceNumberTaken(number=posting.reference_number) from error


@transaction.atomic
def settle_contract_term(*, posting: Posting, contract_term: str, reason: str, actor: User) -> Posting:
    """Settle whether the post is permanent or fixed-term; a posting must not go out with this undecided (S1).

    :raises PostingAlreadyPublished: after publication.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    posting = _lock_draft(posting)
    if not reason.strip():
        raise ReasonMissing
    posting.contract_term = ContractTerm(contract_term)
    posting.contract_term_reason = reason.strip()
    posting.save(update_fields=["contract_term", "contract_term_reason"])
    record(
        actor=actor,
        action="posting.contract_term_settled",
        subject=posting,
        posting_reference=posting.reference_number,
        term=posting.get_contract_term_display(),
        reason=reason.strip(),
    )
    return posting


@transaction.atomic
def settle_rules(
    *,
    posting: Posting,
    is_blind: bool,
    appraisal_current_months: int,
    closeness_steps: int,
    closeness_weight: int,
    actor: User,
) -> Posting:
    """Settle before publication what holds for the whole procedure: names or codes, how old an appraisal may be, and
    how near two results are near: ``closeness_steps`` (0..4) on one criterion of ``closeness_weight`` (1..4).

    :raises PostingAlreadyPublished: after publication.
    """
    posting = _lock_draft(posting)
    posting.is_blind = is_blind
    posting.appraisal_current_months = appraisal_current_months
    posting.closeness_steps = closeness_steps
    posting.closeness_weight = closeness_weight
    posting.full_clean()
    posting.save(update_fields=["is_blind", "appraisal_current_months", "closeness_steps", "closeness_weight"])
    record(
        actor=actor,
        action="posting.rules_settled",
        subject=posting,
        posting_reference=posting.reference_number,
        names=_("die Auswahlkommission sieht Kennungen statt Namen") if is_blind else _("die Namen sind sichtbar"),
        months=appraisal_current_months,
    )
    record(
        actor=actor,
        action="posting.closeness_settled",
        subject=posting,
        posting_reference=posting.reference_number,
        rule=posting.closeness_rule,
    )
    return posting


@transaction.atomic
def disclose_names(*, posting: Posting, reason: str, actor: User) -> Posting:
    """Show the names of a blind posting to everybody who takes part, from now on and for good.

    :raises NamesNotHidden: if names are not hidden, or no longer.
    :raises ReasonMissing: if ``reason`` is empty.
    """
    posting = lock_posting(posting.pk)
    if not posting.hides_names:
        raise NamesNotHidden
    if not reason.strip():
        raise ReasonMissing
    posting.names_disclosed_at = timezone.now()
    posting.names_disclosed_by = actor
    posting.names_disclosed_reason = reason.strip()
    posting.save(update_fields=["names_disclosed_at", "names_disclosed_by", "names_disclosed_reason"])
    record(
        actor=actor,
        action="posting.names_disclosed",
        subject=posting,
        posting_reference=posting.reference_number,
        reason=reason.strip(),
    )
    return posting


def posting_problems(posting: Posting) -> list[str]:
    """Return in words what keeps ``posting`` from being published; empty when nothing does."""
    problems = []
    if not posting.profile.is_frozen:
        problems = profile_problems(posting.profile)
        if not posting.profile.is_locked:
            problems.append(
                _("Das Anforderungsprofil ist noch nicht gesperrt: Eine zweite Person muss es prüfen und sperren.")
            )
    if posting.contract_term == ContractTerm.UNDECIDED:
        problems.append(_("Es ist noch nicht geklärt, ob die Stelle befristet oder unbefristet besetzt wird."))
    return problems


@transaction.atomic
def publish_posting(*, posting: Posting, published_on: date, actor: User) -> Posting:
    """Publish ``posting``: its profile, weights and scale freeze for good (R4).

    :raises PostingAlreadyPublished: if it has been published before.
    :raises PostingNotReady: while a weight is unconfirmed, the profile is not locked by a second person or the contract
        term is undecided.

    What later steps do with it (setting ``AFTER_PUBLICATION``) belongs to the same transaction: no publication without
    its documents.
    """
    posting = _lock_draft(posting)
    RequirementProfile.objects.select_for_update(of=("self",)).get(pk=posting.profile_id)
    if problems := posting_problems(posting):
        raise PostingNotReady(problems=problems)
    posting.profile = freeze_profile(profile=posting.profile, actor=actor)
    posting.published_on = published_on
    posting.status = PostingStatus.PUBLISHED
    posting.save(update_fields=["published_on", "status"])
    record(
        actor=actor,
        action="posting.published",
        subject=posting,
        posting_reference=posting.reference_number,
        date=formats.date_format(published_on, "d.m.Y"),
        deadline=formats.date_format(posting.deadline, "d.m.Y"),
    )
    for step in settings.AFTER_PUBLICATION:
        import_string(step)(posting=posting, actor=actor)
    return posting


@transaction.atomic
def open_scoring(*, posting: Posting, actor: User) -> Posting:
    """Open the rating sheets to the committee.

    :raises WrongStep: if the posting is not published or the rating is open already.
    :raises CommitteeIncomplete: without a chair or with fewer than two assessors.
    """
    posting = lock_posting(posting.pk)
    if posting.status != PostingStatus.PUBLISHED:
        raise WrongStep(status=posting.get_status_display())
    roles = list(posting.memberships.values_list("role", flat=True))
    if CommitteeRole.CHAIR not in roles or roles.count(CommitteeRole.ASSESSOR) < MINIMUM_ASSESSORS:
        raise CommitteeIncomplete
    posting.status = PostingStatus.SCORING_OPEN
    posting.save(update_fields=["status"])
    record(actor=actor, action="posting.scoring_opened", subject=posting, posting_reference=posting.reference_number)
    for step in settings.WHEN_SCORING_OPENS:
        import_string(step)(posting=posting, actor=actor)
    return posting


@transaction.atomic
def add_member(*, posting: Posting, user: User, role: str, actor: User | None) -> CommitteeMembership:
    """Give ``user`` the committee ``role`` in ``posting``."""
    posting = lock_posting(posting.pk)
    membership = CommitteeMembership(
        posting=posting, user=user, role=CommitteeRole(role), position=posting.memberships.count() + 1
    )
    membership.full_clean()
    membership.save()
    record_member_added(membership=membership, actor=actor)
    return membership


@transaction.atomic
def remove_member(*, membership: CommitteeMembership, actor: User | None) -> None:
    """Take a committee role away again, for example one given by mistake.

    :raises MemberHasRated: if an assessor has submitted a sheet; those sheets count and stay (held by a trigger).
    """
    posting = lock_posting(membership.posting_id)
    subject_id, role, person = membership.pk, membership.get_role_display(), membership.user
    try:
        with transaction.atomic():
            membership.delete()
    except DatabaseError as error:
        if "submitted sheets" not in str(error):
            raise
        raise MemberHasRated(person=person) from error
    membership.pk = subject_id
    record(
        actor=actor,
        action="committee.member_removed",
        subject=membership,
        posting_reference=posting.reference_number,
        person=person,
        role=role,
    )


def record_member_added(*, membership: CommitteeMembership, actor: User | None) -> None:
    """Record that a membership was given (the administration saves the row through its own form)."""
    record(
        actor=actor,
        action="committee.member_added",
        subject=membership,
        posting_reference=membership.posting.reference_number,
        person=membership.user,
        role=membership.get_role_display(),
    )


@transaction.atomic
def create_further_posting(
    *,
    template: Posting,
    profile: RequirementProfile,
    reference_number: str,
    actor: User | None,
    function: str = "",
    version_reason: str = "",
) -> Posting:
    """Begin a further posting with header and notices of ``template`` and the requirement profile ``profile``.

    Without ``version_reason`` it uses that very profile, which then serves several postings, frozen or not; with it, a
    new version as draft. ``function`` replaces that of the template. The term is to be settled again.

    :raises ReferenceNumberTaken: if the Kennzahl is in use.
    :raises ProfileSuperseded: if the very profile is to be used and is superseded.
    """
    if version_reason:
        profile = create_new_version(profile=profile, reason=version_reason, actor=actor)
    elif profile.is_superseded:
        raise ProfileSuperseded(version=profile.version)
    copy = Posting.objects.get(pk=template.pk)
    copy.pk = None
    copy._state.adding = True
    copy.reference_number = reference_number
    copy.profile = profile
    copy.function = function or copy.function
    copy.status = PostingStatus.DRAFT
    copy.published_on = None
    copy.discarded_at = copy.discarded_by = None
    copy.discarded_reason = copy.discarded_reference = ""
    copy.contract_term = ContractTerm.UNDECIDED
    copy.contract_term_reason = ""
    copy.code_seed = uuid4()
    copy.names_disclosed_at = copy.names_disclosed_by = None
    copy.names_disclosed_reason = ""
    copy.full_clean(validate_unique=False)
    _save_new(copy)
    PostingNotice.objects.bulk_create(
        PostingNotice(
            posting=copy, position=notice.position, kind=notice.kind, text=notice.text, raw_text=notice.raw_text
        )
        for notice in template.notices.all()
    )
    record(actor=actor, action="posting.created", subject=copy, posting_reference=copy.reference_number)
    return copy
