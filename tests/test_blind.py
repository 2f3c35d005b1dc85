"""While names are hidden, no page, file or message that anybody but the personnel office gets holds a name."""

import re

import pymupdf
import pytest
from django.urls import reverse
from lxml import html

from postings.applications.models import Applicant, Application
from postings.documents.report_content import build_report_content
from postings.documents.services import issue_selection_report, render_report, render_report_html
from postings.models import Posting
from postings.services import disclose_names
from tests.factories import declare, make_application, make_file, make_hr_officer, make_member, make_posting, make_sheet
from tests.permission_matrix import MATRIX, ROLES
from tests.postings.selection.test_views import shown
from tests.test_permissions import build_scene, kept_scene

pytestmark = pytest.mark.django_db
WITHOUT_NAMES = [role for role in ROLES if role not in ("anonymous", "hr_officer")]
REPRESENTATIONS = (
    "disability_rep",
    "womens_rep",
    "staff_council",
)  # read names on pages of their own


def names_in(text: str) -> set[str]:
    """Everything of any applicant that stands in ``text``: names as whole words, sort keys and addresses anywhere."""
    people = Applicant.objects.values_list("first_name", "last_name", "email", "sort_key")
    words = {word for first, last, _mail, _key in people for word in (first, last) if word}
    folded = text.casefold()  # most words stand nowhere: looking for that costs a hundredth of the pattern
    near = {word for word in words if word.casefold() in folded}
    found = {word for word in near if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)}
    return found | {part for person in people for part in person[2:] if part and part in text}


def blind_scene():
    scene = build_scene(is_blind=True)
    person = Application.objects.get(pk=scene["application"]).applicant
    person.first_name, person.last_name, person.email = "Ottokar", "Quitzow-Ähre", "ottokar@example.org"
    person.save()
    Application.objects.filter(pk=scene["application"]).update(remarks="Herr Quitzow-Ähre rief an.")
    return scene


class TestEveryAddress:
    @pytest.fixture(scope="class")
    def scene(self, django_db_setup, django_db_blocker, tmp_path_factory):
        with kept_scene(django_db_blocker, tmp_path_factory.mktemp("scene"), blind_scene) as built:
            yield built

    @pytest.fixture(autouse=True)
    def _files_of_the_scene(self, settings, scene):
        settings.APPLICATION_FILES_DIR = scene["files"]

    @pytest.mark.parametrize("role", WITHOUT_NAMES)
    def test_no_address_tells_a_name(self, client, scene, role):
        client.force_login(scene["people"][role])

        found = {}
        for method, name, arguments, _expected in MATRIX:
            url = reverse(name, args=[scene[argument] for argument in arguments])
            response = getattr(client, method)(url, follow=True)
            shown = response.getvalue().decode(errors="replace") + str(response.headers)  # streamed or not
            if role in REPRESENTATIONS and name.startswith("equality:representation_"):
                continue
            if names := names_in(shown):
                found[f"{method} {name}"] = names

        assert found == {}

    def test_the_test_itself_finds_names_where_they_are(self, client, scene):
        client.force_login(scene["people"]["hr_officer"])

        content = client.get(reverse("applications:application_detail", args=[scene["application"]])).content.decode()

        assert names_in(content) == {"Ottokar", "Quitzow-Ähre", "ottokar@example.org"}


@pytest.fixture
def rated():
    """Three applications whose names and order of receipt run against each other; rated by two, results are open."""
    posting = make_posting(is_blind=True)
    people = [make_member(posting), make_member(posting)]
    for name, values in (("Zander", [3, 3, 3]), ("Aal", [3, 3, 3]), ("Barsch", [5, 5, 5])):
        application = make_application(posting, last_name=name)
        for assessor in people:
            make_sheet(application, assessor, values)
    return posting, people[0]


def test_messages_and_faults_on_a_sheet_name_the_code(client, rated):
    posting, assessor = rated
    application = make_application(posting, last_name="Quitzow")
    declare(posting, assessor)
    client.force_login(assessor)
    url = reverse("assessment:sheet_edit", args=[application.pk])
    ratings = {f"r-{pk}": "3" for pk in posting.profile.criteria.values_list("pk", flat=True)}

    faulty = client.post(url, {"version": "0", "submit": "1"}, follow=True).content.decode()
    done = client.post(url, {"version": "1", "submit": "1", **ratings}, follow=True).content.decode()

    assert names_in(faulty + done) == set()
    assert f"Der Bewertungsbogen zu Bewerbung {application.code} ist abgegeben." in done


@pytest.mark.parametrize("sorting", ["rang", "name", "nummer"])
def test_no_order_follows_the_alphabet_or_the_receipt(client, rated, sorting):
    posting, assessor = rated
    codes = dict(posting.applications.values_list("applicant__last_name", "code"))
    client.force_login(assessor)

    response = client.get(reverse("selection:ranking", args=[posting.pk]), {"sortierung": sorting})

    tied = sorted([codes["Zander"], codes["Aal"]])
    by_code = sorted(codes.values())
    names = [name for _rank, name in shown(response)]
    assert names == (by_code if sorting == "name" else [codes["Barsch"], *tied])
    assert "Nr. " not in response.content.decode()


def test_searching_for_a_name_tells_nothing(client, rated):
    posting, assessor = rated
    client.force_login(assessor)
    url = reverse("selection:ranking", args=[posting.pk])

    pages = {wanted: client.get(url, {"suche": wanted}) for wanted in ("zander", "nobody")}

    texts = {
        re.sub(f'value="{wanted}"|name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
        for wanted, page in pages.items()
    }
    assert len(texts) == 1


def test_report_names_codes_until_the_names_are_disclosed(rated):
    posting, _assessor = rated

    hidden = issue_selection_report(posting=posting, actor=None)
    html = render_report_html(build_report_content(posting))
    with pymupdf.open(stream=render_report(build_report_content(posting))) as pdf:
        text = str(pdf.metadata) + "".join(page.get_text() for page in pdf)
    disclose_names(posting=posting, reason="Die Auswahlgespräche beginnen.", actor=make_hr_officer())
    posting = Posting.objects.get(pk=posting.pk)
    disclosed = issue_selection_report(posting=posting, actor=None)

    assert (names_in(html), names_in(text)) == (set(), set())
    assert {code for code in posting.applications.values_list("code", flat=True) if code not in text} == set()
    assert names_in(render_report_html(build_report_content(posting))) == {"Anna", "Aal", "Barsch", "Zander"}
    assert (hidden.version, disclosed.version) == (1, 2)


def test_disclosed_names_are_shown_to_everybody(client, rated):
    posting, assessor = rated
    chair = make_member(posting, role="chair")
    client.force_login(chair)

    client.post(reverse("postings:names_disclose", args=[posting.pk]), {"reason": "Die Gespräche beginnen."})
    client.force_login(assessor)
    content = client.get(reverse("overview:applicant_overview", args=[posting.pk])).content.decode()

    assert names_in(content) == {"Anna", "Aal", "Barsch", "Zander"}


def test_the_record_shows_codes_instead_of_running_numbers(client, rated):
    posting, _assessor = rated
    application = posting.applications.get(applicant__last_name="Aal")
    chair = make_member(posting, role="chair")
    url = reverse("postings:posting_events", args=[posting.pk])
    client.force_login(chair)
    client.get(reverse("applications:application_detail", args=[application.pk]))

    seen_by_chair = client.get(url).content.decode()
    client.force_login(make_hr_officer())
    seen_by_officer = client.get(url).content.decode()

    assert f"Bewerbung {application.code} eingesehen" in seen_by_chair
    assert f"Bewerbung {application.number} eingesehen" in seen_by_officer


def test_a_list_of_codes_is_headed_so(client):
    posting = make_posting(is_blind=True)
    make_application(posting)
    client.force_login(make_member(posting))

    page = html.fromstring(client.get(reverse("overview:applicant_overview", args=[posting.pk])).content.decode())

    heads = [head.text_content().split() for head in page.find_class("overview")[0].iter("th")]
    assert (heads[0], ["Name"] in heads) == (["Kennung", "▲"], False)


def test_the_record_still_tells_how_many_applications_were_handed_out(client):
    posting = make_posting(is_blind=True)
    make_application(posting)
    client.force_login(make_member(posting, role="chair"))

    client.get(reverse("overview:overview_export", args=[posting.pk, "csv"]))

    page = client.get(reverse("postings:posting_events", args=[posting.pk])).content.decode()
    assert "Bewerberübersicht als CSV ausgegeben: 1 Bewerbungen" in page


@pytest.mark.parametrize("reason", ["Alle", "Unbedingterforderlich", "   kurz und   "])
def test_names_are_not_disclosed_without_a_reason_that_somebody_understands(client, reason):
    posting = make_posting(is_blind=True)
    client.force_login(make_member(posting, role="chair"))

    response = client.post(reverse("postings:names_disclose", args=[posting.pk]), {"reason": reason})

    posting.refresh_from_db()
    assert posting.names_disclosed_at is None
    assert "Bitte begründen Sie so, dass es eine andere Person versteht" in response.content.decode()


def test_the_officer_reads_when_the_committee_will_see_a_document(client):
    application = make_application(make_posting(is_blind=True))
    make_file(application, kind="cv")
    client.force_login(make_hr_officer())

    page = client.get(reverse("files:file_list", args=[application.pk])).content.decode()

    assert "sieht sie, sobald die Namen offengelegt sind" in page
