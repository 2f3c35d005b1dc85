"""Pages with the long lists and texts of the demonstration; ``test_accessibility`` walks all pages of the house."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from postings.assessment.models import RatingSheet
from postings.documents.document_request import issue_document_request
from postings.drafting.services import upload_document
from postings.files.completeness import record_state
from postings.models import Posting
from profiles.models import RequirementProfile
from recruitment.accounts.models import User
from recruitment.demo import procedure
from tests.conftest import axe_violations
from tests.factories import make_file, make_requirement
from tests.postings.intake.lists import BROKEN, JOERDIS, LATE, SILENT, TWIN, changed, reviewed, take_over, upload

SMALL = {"width": 320, "height": 640}
WIDE = {"width": 1600, "height": 1000}


def visit(page, url):
    """Open ``url`` wide and small; return what is wrong there."""
    found = []
    for size in (WIDE, SMALL):
        page.set_viewport_size(size)
        page.goto(url)
        found += [(size["width"], violation) for violation in axe_violations(page)]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0 and "/verwaltung/" not in url:
            found.append((size["width"], f"wider than the window by {overflow} px"))
    return found


def uploaded_document():
    content = procedure.DOCUMENT.read_bytes()
    actor = User.objects.get(username="personal")
    return upload_document(content=content, name="ausschreibung.txt", actor=actor)


def applicant_lists(demo):
    """One list before each of its steps: columns, preview, result."""
    rows = (JOERDIS, LATE, SILENT, BROKEN, TWIN)
    actor = User.objects.get(username="personal")
    accepted = take_over(demo, changed(JOERDIS, ort="Bonn"), BROKEN, valid_only=True)
    return upload(demo, *rows, actor=actor).pk, reviewed(demo, *rows, actor=actor).pk, accepted.pk


def documents_of(application, actor):
    """Documents in every state, something missing, and a letter that is not sent."""
    make_requirement(application.posting, "cv")
    make_requirement(application.posting, "consent")
    make_requirement(application.posting, "cover_letter")
    make_file(
        application, kind="cv", name="ein-sehr-langer-Name-ohne-jede-Trennung-der-Wörter-wie-ihn-Geräte-vergeben.pdf"
    )
    make_file(application, kind="degree", scan_state="pending", pages=None, merge_problem="encrypted")
    record_state(application=application, need="cv", state="not_required", remark="liegt auf Papier vor", actor=actor)
    issue_document_request(
        application=application,
        needs=["cover_letter"],
        further="",
        due_on=date(2025, 9, 1),
        today=date(2025, 8, 1),
        actor=actor,
    )


def addresses_for(role, demo):
    draft = Posting.objects.get(status="draft")
    rated = demo.applications.get(number=1)
    documents_of(rated, User.objects.get(username="personal"))
    owed = demo.applications.get(number=9)
    doubtful = draft.profile.criteria.get(weight_confirmed=False)
    lists = applicant_lists(demo) if role == "personal" else (0, 0, 0)
    common = [
        ("postings:posting_list", []),
        ("postings:posting_detail", [demo.pk]),
        ("overview:applicant_overview", [demo.pk]),
        ("applications:application_detail", [rated.pk]),
        ("profiles:profile_detail", [demo.profile_id]),
        ("assessment:sheet_list", []),
        ("accounts:password_change", []),
    ]
    return {
        "personal": [
            *common,
            ("postings:posting_detail", [draft.pk]),
            ("postings:posting_publish", [draft.pk]),
            ("postings:posting_discard", [draft.pk]),
            ("postings:contract_term_settle", [draft.pk]),
            ("postings:posting_events", [demo.pk]),
            ("profiles:profile_list", []),
            ("drafting:document_list", []),
            ("drafting:document_review", [uploaded_document().pk]),
            ("profiles:profile_detail", [draft.profile_id]),
            ("profiles:weight_confirm", [doubtful.pk]),
            ("applications:application_create", [demo.pk]),
            ("applications:formal_list", [demo.pk]),
            ("applications:formal_reopen", [rated.pk]),
            ("postings:rules_settle", [draft.pk]),
            ("screening:comparison", [demo.pk]),
            ("screening:appraisal_create", [rated.pk]),
            ("screening:preselection", [demo.pk]),
            ("screening:preselection_conclude", [demo.pk]),
            ("screening:preselection_reopen", [demo.pk]),
            ("applications:lateness_decide", [rated.pk]),
            ("retention:application_withdraw", [rated.pk]),
            ("applications:track_settle", [rated.pk]),
            ("intake:list_upload", [demo.pk]),
            ("intake:list_map", [lists[0]]),
            ("intake:list_detail", [lists[1]]),
            ("intake:list_detail", [lists[2]]),
            ("files:file_list", [rated.pk]),
            ("files:file_describe", [rated.files.first().pk]),
            ("files:file_remove", [rated.files.first().pk]),
            ("files:requirements_edit", [demo.pk]),
            ("files:state_record", [rated.pk, "cv"]),
            ("files:consent_record", [rated.pk]),
            ("files:request_sending", [rated.document_requests.get().pk]),
            ("documents:document_request_create", [rated.pk]),
            ("equality:equality_edit", [rated.pk]),
            ("equality:notice_list", [demo.pk]),
            ("equality:notice_record", [rated.pk, "staff_council"]),
            ("equality:invitation_proposal", [demo.pk]),
            ("equality:invitation_record", [demo.pk]),
            ("equality:duty_basis", [demo.pk]),
            ("equality:suitability", [rated.pk]),
            ("applications:applicant_merge", [rated.pk]),
            ("applications:merge_list", [demo.pk]),
            ("retention:deletion_list", [demo.pk]),
            ("applications:application_detail", [demo.applications.get(status="withdrawn").pk]),
            ("assessment:progress", [demo.pk]),
            ("assessment:round_list", [demo.pk]),
            ("assessment:agreement", [demo.plan.rounds.get().pk]),
            ("assessment:round_close", [demo.plan.rounds.get().pk]),
            ("selection:ranking", [demo.pk]),
            ("selection:result_detail", [rated.pk]),
            ("selection:result_detail", [owed.pk]),
            ("documents:report_list", [demo.pk]),
            ("admin:index", []),
            ("admin:assessment_ratingsheet_changelist", []),
            ("admin:assessment_ratingsheet_add", []),
            ("admin:assessment_ratingsheet_paper", [owed.pk, RatingSheet.objects.first().assessor_id + 1]),
            ("admin:postings_committeemembership_changelist", []),
            ("admin:postings_committeemembership_add", []),
        ],
        "sbv": [
            ("equality:representation_list", []),
            ("equality:representation_detail", [demo.pk]),
            ("equality:representation_application", [rated.pk]),
        ],
        "beisitz2": [
            *common,
            ("files:file_list", [rated.pk]),
            ("assessment:sheet_edit", [owed.pk]),
            ("assessment:sheet_edit", [rated.pk]),
            ("selection:ranking", [demo.pk]),
        ],
        "profil": [
            ("profiles:profile_list", []),
            ("admin:profiles_requirementprofile_changelist", []),
            ("admin:profiles_requirementprofile_change", [demo.profile_id]),
            ("admin:profiles_requirementprofile_change", [RequirementProfile.objects.drafts().get().pk]),
        ],
    }[role]


@pytest.mark.parametrize("role", ["personal", "sbv", "beisitz2", "profil"])
def test_every_page_of_a_role(guarded_page, live_server, login, demo, person, role):
    user = person(role)
    login(guarded_page, user)

    found = {}
    for name, arguments in addresses_for(role, demo):
        if faults := visit(guarded_page, live_server.url + reverse(name, args=arguments)):
            found[name] = faults

    assert found == {}


def test_the_checker_finds_every_place_where_something_is_missing(page):
    page.set_content("<html lang=de><title>x</title><main><h1>x</h1><img src='a.png'><p><img src='b.png'></p></main>")

    assert [(rule, len(places)) for rule, places in axe_violations(page)] == [("image-alt", 2)]


def test_login_page_and_its_error(guarded_page, live_server, demo):
    page = guarded_page
    assert visit(page, live_server.url + "/konto/anmelden/") == []

    page.fill("[name=username]", "niemand")
    page.fill("[name=password]", "falsch")
    page.click("main button[type=submit]")

    page.wait_for_selector("[data-error-summary]:focus")
    assert page.locator("[data-error-summary]").inner_text().startswith("Bitte prüfen Sie Ihre Angaben")
    assert axe_violations(page) == []


def test_error_page_for_an_unknown_address(page, live_server, login, demo, person):
    login(page, person("personal"))

    assert page.goto(live_server.url + "/gibt-es-nicht/").status == 404
    expect(page.locator("h1")).to_have_text("Diese Seite gibt es nicht")
    assert axe_violations(page) == []


def test_a_form_with_errors_is_clean_and_takes_the_focus(guarded_page, live_server, login, demo, person):
    page = login(guarded_page, person("personal"))
    page.goto(live_server.url + reverse("applications:application_create", args=[demo.pk]))

    page.click("main button[type=submit]")

    page.wait_for_selector("[data-error-summary]:focus")
    field = page.locator("#id_last_name")
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby")
    assert page.locator(f"#{described.split()[-1]}").inner_text() == "Dieses Feld ist zwingend erforderlich."
    assert axe_violations(page) == []


def test_text_spacing_does_not_clip_or_widen(guarded_page, live_server, login, demo, person):
    """WCAG 1.4.12."""
    page = login(guarded_page, person("beisitz2"))
    page.set_viewport_size(SMALL)
    page.goto(live_server.url + reverse("assessment:sheet_edit", args=[demo.applications.get(number=9).pk]))

    page.evaluate(
        "() => { for (const e of document.querySelectorAll('*')) { e.style.lineHeight = '1.5'; e.style.letterSpacing = "
        "'0.12em'; e.style.wordSpacing = '0.16em'; } }"
    )

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
