"""The editor by form data, as a browser without JavaScript sends them."""

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from profiles.models import Criterion, FormalRequirement, RequirementProfile
from profiles.services import create_profile_from_base, draft_state, lock_profile
from tests.factories import SEED_WEIGHTS, make_base_profile, make_hr_officer, make_profile, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = make_user(roles=["profile_editor"], last_name="Fach")
    client.force_login(editor)
    return editor


def edit_url(profile):
    return reverse("profiles:draft_edit", args=[profile.pk])


def fields_of(response):
    """What the browser would send from the page, as a dictionary of lists."""
    form = lxml_html.fromstring(response.content).xpath("//form[@data-draft]")[0]
    for template in form.xpath(".//template"):
        template.getparent().remove(template)
    data = {}
    for name, value in form.form_values():
        if name not in ("save", "act", "csrfmiddlewaretoken"):
            # A browser leaves the line break out that follows the tag of a text area.
            data.setdefault(name, []).append(value.removeprefix("\n"))
    return data


def opened(client, profile, **changes):
    data = fields_of(client.get(edit_url(profile)))
    return data | {name: [value] for name, value in changes.items()}


def name_of(profile, number):
    return f"c{profile.criteria.get(number=number).pk}"


def numbers_shown(response):
    page = lxml_html.fromstring(response.content)
    return [
        (row.xpath(".//strong[@data-number-of]")[0].text, row.xpath(".//input[@data-title]")[0].get("value"))
        for row in page.xpath("//form//li[starts-with(@data-row, 'c')]")
        if row.xpath("./div[@data-body][not(@hidden)]")
    ]


@pytest.mark.parametrize("name", ["profiles:draft_edit", "admin:profiles_requirementprofile_change"])
def test_one_editor_serves_workplace_and_administration(client, editor, name):
    profile = make_profile()
    url = reverse(name, args=[profile.pk])

    page = lxml_html.fromstring(client.get(url).content)
    assert [h.text_content().split()[-1] for h in page.xpath("//form//h3[starts-with(@id, 'heading-s')]")] == [
        "3.1",
        "3.2",
    ]
    head = [" ".join(span.text_content().split()) for span in page.xpath("(//div[@class='draft-head'])[1]/span")]
    assert head[2:6] == ["4 unabdingbar", "3 sehr wichtig", "2 wichtig", "1 erforderlich"]
    radios = page.xpath(f"//input[@name='weight-{name_of(profile, '3.1.1')}']")
    assert [(r.get("value"), r.get("checked") is not None) for r in radios] == [
        ("4", False), ("3", False), ("2", True), ("1", False)
    ]  # fmt: skip

    data = fields_of(client.get(url)) | {f"weight-{name_of(profile, '3.1.1')}": ["4"], "stand": ["Aug 2025"]}
    assert client.post(url, data).url == url
    profile.refresh_from_db()
    assert (profile.stand, profile.criteria.get(number="3.1.1").weight, profile.last_edited_by) == (
        "Aug 2025",
        4,
        editor,
    )


def test_saving_what_was_opened_changes_nothing(client, editor):
    profile = make_profile(department="Amt\nReferat")
    FormalRequirement.objects.create(
        profile=profile, track="civil_servant", position=1, text="ein Jahr"
    ).alternatives.create(position=1, text="Ein Jahr")
    state = draft_state(profile)
    before = list(profile.criteria.values("number", "title", "definition", "weight", "is_mandatory_base"))

    data = opened(client, profile)
    data["department"] = ["Amt\r\nReferat"]  # as browsers send it
    client.post(edit_url(profile), data)

    assert draft_state(profile) == state
    assert list(profile.criteria.values("number", "title", "definition", "weight", "is_mandatory_base")) == before


def test_moving_without_javascript_keeps_everything_typed_and_saves_nothing(client, editor):
    profile = make_profile()
    name = name_of(profile, "3.1.2")
    data = opened(client, profile, **{f"title-{name}": "neu getippt", "stand": "getippt"}) | {"act": f"up:{name}"}

    response = client.post(edit_url(profile), data)

    assert numbers_shown(response) == [("3.1.1", "neu getippt"), ("3.1.2", "Merkmal 3.1.1"), ("3.2.1", "Merkmal 3.2.1")]
    page = lxml_html.fromstring(response.content)
    assert page.xpath("//*[@autofocus]/@id") == [f"up-{name}"]
    assert page.xpath("//form[@data-draft]/@data-dirty") == [""]
    assert page.xpath("//input[@name='stand']/@value") == ["getippt"]
    assert profile.criteria.get(pk=name[1:]).number == "3.1.2"

    client.post(edit_url(profile), fields_of(response))
    assert list(profile.criteria.values_list("number", "title"))[:2] == [
        ("3.1.1", "neu getippt"),
        ("3.1.2", "Merkmal 3.1.1"),
    ]


def test_adding_removing_and_restoring_without_javascript(client, editor):
    profile = make_profile()
    section = f"s{profile.groups.get(number='3.2').pk}"
    gone, back = name_of(profile, "3.1.1"), name_of(profile, "3.1.2")
    url = edit_url(profile)

    response = client.post(url, opened(client, profile) | {"act": f"add:c:{section}"})
    added = lxml_html.fromstring(response.content).xpath("//*[@autofocus]/@name")[0]
    assert added.startswith("title-cx")
    data = fields_of(response) | {added: ["Fleiß"], added.replace("title", "weight"): ["1"]}
    for act in (f"remove:{gone}", f"remove:{back}", f"restore:{back}"):
        response = client.post(url, data | {"act": act})
        data = fields_of(response)
    assert numbers_shown(response) == [("3.1.1", "Merkmal 3.1.2"), ("3.2.1", "Merkmal 3.2.1"), ("3.2.2", "Fleiß")]
    assert client.post(url, data).status_code == 302

    assert list(profile.criteria.values_list("number", "title", "weight")) == [
        ("3.1.1", "Merkmal 3.1.2", 4),
        ("3.2.1", "Merkmal 3.2.1", 3),
        ("3.2.2", "Fleiß", 1),
    ]


def test_sections_duties_requirements_and_alternatives_are_added(client, editor):
    profile = make_profile()
    url = edit_url(profile)
    data = opened(client, profile)
    requirement = f"q{profile.requirements.get().pk}"
    typed = {"add:s": "Führungskompetenzen", "add:d": "Anträge prüfen", "add:q:civil_servant": "Laufbahnbefähigung",
             f"add:a:{requirement}": "Diplom"}  # fmt: skip
    for act, text in typed.items():
        response = client.post(url, data | {"act": act})
        focus = lxml_html.fromstring(response.content).xpath("//*[@autofocus]/@name")[0]
        data = fields_of(response) | {focus: [text]}
    client.post(url, data)

    assert [str(group) for group in profile.groups.all()][-1] == "3.3 Führungskompetenzen"
    assert [duty.text for duty in profile.duties.all()] == ["Anträge prüfen"]
    other = profile.requirements.get(track="civil_servant")
    assert (other.text, [way.text for way in other.alternatives.all()]) == (
        "Laufbahnbefähigung",
        ["Laufbahnbefähigung"],
    )
    ways = profile.requirements.get(track="employee").alternatives.all()
    assert [way.text for way in ways] == ["Verwaltungslehrgang II", "Bachelor of Laws", "Diplom"]


def test_errors_stand_at_the_field_and_in_the_summary_and_nothing_typed_is_lost(client, editor):
    profile = make_profile()
    name = name_of(profile, "3.1.1")
    data = opened(client, profile, **{f"title-{name}": " ", f"definition-{name}": "neu getippt", f"weight-{name}": "7"})

    response = client.post(edit_url(profile), data)

    page = lxml_html.fromstring(response.content)
    links = {a.get("href"): a.text for a in page.xpath("//*[@data-error-summary]//a")}
    assert links == {
        f"#title-{name}": "3.1.1: Bitte geben Sie der Anforderung einen Namen.",
        f"#weight-{name}": "3.1.1: Bitte wählen Sie die Gewichtung 4, 3, 2 oder 1.",
    }
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in links)
    field = page.xpath(f"//input[@id='title-{name}']")[0]
    assert (field.get("aria-invalid"), field.get("aria-describedby")) == ("true", f"error-title-{name}")
    assert page.xpath(f"//textarea[@id='definition-{name}']")[0].text.strip() == "neu getippt"
    assert Criterion.objects.get(pk=name[1:]).title == "Merkmal 3.1.1"


def test_a_weight_may_stay_open_in_a_draft_but_not_be_taken_away(client, editor):
    profile = create_profile_from_base(base_profile=make_base_profile(), title="x", actor=editor)

    response = client.post(edit_url(profile), opened(client, profile))

    assert response.status_code == 302
    assert set(profile.criteria.values_list("weight", flat=True)) == {None}


def test_two_people_at_once_lose_nothing(client, editor):
    profile = make_profile()
    one, two = name_of(profile, "3.1.1"), name_of(profile, "3.1.2")
    mine = opened(client, profile, **{f"title-{one}": "von mir", "stand": "von mir"})
    client.force_login(make_user(roles=["hr_officer"], last_name="Andere"))
    theirs = opened(client, profile, **{f"title-{one}": "von dort", f"definition-{two}": "auch von dort"})
    assert client.post(edit_url(profile), theirs).status_code == 302
    client.force_login(editor)

    response = client.post(edit_url(profile), mine)

    page = lxml_html.fromstring(response.content)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
        for row in page.xpath("//table[contains(@class, 'conflict-table')]/tbody/tr")
    ]
    assert response.status_code == 409
    assert rows == [
        ["Bezeichnung: 3.1.1 von dort", "Merkmal 3.1.1", "von dort", "von mir", "Ihre Eingabe"],
        ["Definition: 3.1.2 Merkmal 3.1.2", "–", "auch von dort", "–", "die dortige Fassung"],
    ]
    assert "Vera Andere hat am" in page.text_content()
    assert profile.criteria.get(number="3.1.1").title == "von dort"

    assert client.post(edit_url(profile), fields_of(response)).status_code == 302
    profile.refresh_from_db()
    assert (profile.stand, profile.criteria.get(pk=one[1:]).title) == ("von mir", "von mir")
    assert profile.criteria.get(pk=two[1:]).definition == "auch von dort"


def test_an_order_changed_elsewhere_is_taken_over(client, editor):
    profile = make_profile()
    first, second = name_of(profile, "3.1.1"), name_of(profile, "3.1.2")
    mine = opened(client, profile, stand="von mir")
    response = client.post(edit_url(profile), opened(client, profile) | {"act": f"down:{first}"})
    client.post(edit_url(profile), fields_of(response))

    response = client.post(edit_url(profile), mine)

    assert [number for number, _title in numbers_shown(response)] == ["3.1.1", "3.1.2", "3.2.1"]
    assert fields_of(response)["row"].index(second) < fields_of(response)["row"].index(first)
    assert "Reihenfolge" in response.content.decode()


def test_a_profile_locked_meanwhile_says_so_and_keeps_the_input(client, editor):
    profile = make_profile()
    data = opened(client, profile, stand="getippt")
    lock_profile(profile=profile, actor=make_hr_officer())

    response = client.post(edit_url(profile), data, follow=True)

    assert "kein Entwurf mehr" in response.content.decode()


def test_a_mandatory_criterion_is_refused_with_the_reason(client, editor):
    profile = create_profile_from_base(base_profile=make_base_profile(), title="x", actor=editor)
    name = name_of(profile, "3.2.1")
    page = lxml_html.fromstring(client.get(edit_url(profile)).content)
    assert len(page.xpath(f"//input[@id='title-{name}'][@readonly]")) == 1
    assert page.xpath(f"//button[@id='remove-{name}']") == []

    for change in ({f"title-{name}": "anders"}, {"removed": name}):
        response = client.post(edit_url(profile), opened(client, profile, **change))
        assert "verbindlicher Teil des Basisanforderungsprofils" in response.content.decode()
    assert profile.criteria.get(pk=name[1:]).title == "Sorgfalt"


def test_a_mandatory_row_says_why_its_words_are_locked_and_every_choice_is_german(client, editor):
    profile = make_profile()
    profile.criteria.filter(number="3.1.2").update(is_mandatory_base=True)

    page = lxml_html.fromstring(client.get(edit_url(profile)).content)

    rows = page.xpath("//form//li[starts-with(@data-row, 'c')]")
    assert [row.get("data-row") for row in rows if "Verbindlich: nicht zu streichen" in row.text_content()] == [
        name_of(profile, "3.1.2")
    ]
    assert page.xpath("//select[@name='scale']/option[1]/text()") == ["Bitte wählen"]


def test_the_unproven_legend_is_edited_and_marked(client, editor):
    profile = make_profile()
    client.post(edit_url(profile), opened(client, profile, weight_3_label="besonders wichtig", weight_3_verified="on"))

    content = client.get(reverse("profiles:profile_detail", args=[profile.pk])).content.decode()
    assert "<strong>3</strong> = besonders wichtig</li>" in content
    assert content.count("(Wortlaut nicht belegt)") == 2


@pytest.mark.parametrize("weights", [{"3.1": (2,)}, SEED_WEIGHTS])
def test_the_editor_takes_the_same_number_of_queries_whatever_the_size(
    client, editor, weights, django_assert_max_num_queries
):
    profile = make_profile(weights=weights)

    with django_assert_max_num_queries(34):
        assert client.get(edit_url(profile)).status_code == 200


def test_foreign_and_malformed_rows_change_nothing(client, editor):
    profile, other = make_profile(), make_profile()
    foreign = name_of(other, "3.1.1")
    data = opened(client, profile)
    data["row"] = [*data["row"], foreign, "x' OR 1=1"]

    response = client.post(edit_url(profile), data | {f"title-{foreign}": ["geraubt"]})

    assert "gehört nicht zu diesem Entwurf" in response.content.decode()
    assert other.criteria.get(number="3.1.1").title == "Merkmal 3.1.1"
    assert RequirementProfile.objects.get(pk=profile.pk).criteria.count() == 3
