"""What the selection report says of the interviews (DOMAIN.md 1.5 No. 8)."""

import pytest

from postings.documents.report_content import build_report_content
from tests.factories import make_application, make_guide, make_member, make_posting, make_record, make_sheet, make_user

pytestmark = pytest.mark.django_db


def test_the_report_says_when_who_and_by_which_guide_and_never_an_answer():
    posting = make_posting()
    entry = posting.plan.rounds.get()
    members = [make_member(posting, user=make_user(first_name="Ada", last_name=name)) for name in ("Zwei", "Eins")]
    guide = make_guide(entry)  # fixed by the first sheet
    applications = [make_application(posting), make_application(posting)]
    for application in applications:
        for member in members:
            make_sheet(application, member, [4, 4, 4])
    make_record(applications[0], entry, *members)

    content = build_report_content(posting)

    facts = {page.line.name: dict(page.facts) for page in content.pages}
    said = [found.get(entry.title) for found in facts.values()]
    assert said == [
        f"12.01.2026, 10:00 bis 10:50 Uhr; anwesend: Ada Eins, Ada Zwei; Leitfaden Fassung {guide.version}",
        None,
    ]
    assert "nennt die Frist" not in repr(content)


def test_without_a_guide_the_report_says_so():
    posting = make_posting()
    entry = posting.plan.rounds.get()
    member, application = (
        make_member(posting, user=make_user(first_name="Ada", last_name="Eins")),
        make_application(posting),
    )
    make_sheet(application, member, [4, 4, 4])
    make_record(application, entry, member)

    (page,) = build_report_content(posting).pages

    assert dict(page.facts)[entry.title] == "12.01.2026, 10:00 bis 10:50 Uhr; anwesend: Ada Eins; ohne Leitfaden"
