import json
from datetime import date

import pytest

from postings.documents.job_posting import job_posting, json_ld
from postings.models import PostingNotice
from profiles.exchange.collect import collect_profile
from profiles.models import Duty, RequirementProfile
from tests.factories import make_posting, make_profile

pytestmark = pytest.mark.django_db
URL = "https://stellen.example/stellen/148-2025/"


def data_of(posting):
    return job_posting(
        posting, collect_profile(RequirementProfile.objects.with_parts().get(pk=posting.profile_id)), url=URL
    )


@pytest.fixture
def posting():
    profile = make_profile(weights={"3.1": (2,)})
    Duty.objects.create(profile=profile, position=1, heading="Insbesondere:", text="Beratung & Betreuung <intern>")
    posting = make_posting(
        status="draft",
        profile=profile,
        reference_number="148/2025",
        authority="Bezirksamt Mitte von Berlin",
        office="Amt für Soziales",
        function="Sachbearbeitung (m/w/d)",
        working_time="mit 100 % der regelmäßigen Arbeitszeit",
        working_time_percent=100,
        available_from="ab sofort",
        work_location="Müllerstraße 146, 13353 Berlin",
    )
    PostingNotice.objects.create(posting=posting, position=1, kind="women", text="Frauen werden bevorzugt.")
    posting.published_on = date(2025, 7, 18)
    return posting


def test_every_property_of_a_job_posting(posting):
    assert data_of(posting) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Sachbearbeitung (m/w/d)",
        "description": (
            "<p>Insbesondere:</p><ul><li>Beratung &amp; Betreuung &lt;intern&gt;</li></ul><p>Tarifbeschäftigte</p>"
            "<ul><li>Verwaltungslehrgang II oder Bachelor of Laws</li></ul><p>Frauen werden bevorzugt.</p>"
        ),
        "identifier": {"@type": "PropertyValue", "name": "Bezirksamt Mitte von Berlin", "value": "148/2025"},
        "datePosted": "2025-07-18",
        "validThrough": "2025-08-15T23:59:59+02:00",
        "employmentType": ["FULL_TIME"],
        "hiringOrganization": {
            "@type": "GovernmentOrganization",
            "name": "Bezirksamt Mitte von Berlin",
            "department": {"@type": "GovernmentOrganization", "name": "Amt für Soziales"},
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Müllerstraße 146",
                "postalCode": "13353",
                "addressLocality": "Berlin",
                "addressCountry": "DE",
            },
        },
        "workHours": "mit 100 % der regelmäßigen Arbeitszeit",
        "responsibilities": "Beratung & Betreuung <intern>",
        "qualifications": "Tarifbeschäftigte: Verwaltungslehrgang II oder Bachelor of Laws",
        "directApply": False,
        "jobImmediateStart": True,
        "url": URL,
    }


@pytest.mark.parametrize(
    ("percent", "term", "types"),
    [
        (100, "permanent", ["FULL_TIME"]),
        (50, "fixed_term", ["PART_TIME", "TEMPORARY"]),
        (None, "fixed_term", ["TEMPORARY"]),
        (None, "permanent", None),
    ],
)
def test_employment_type_says_only_what_is_known(posting, percent, term, types):
    posting.working_time_percent, posting.contract_term = percent, term

    assert data_of(posting).get("employmentType") == types


def test_no_sign_can_end_the_data_block():
    block = json_ld({"title": "</script><script>alert('&')\u2028"})

    assert not {"<", ">", "&", "\u2028"} & set(block)
    assert json.loads(block) == {"title": "</script><script>alert('&')\u2028"}
