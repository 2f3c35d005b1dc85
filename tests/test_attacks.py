"""Attacks by hand, over every address at once: other verbs, ids of another procedure, answers that tell too much."""

import logging

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from postings.assessment.forms import known_text
from postings.models import Posting
from profiles.editor.conflict import Snapshot
from tests.factories import make_posting, make_user
from tests.permission_matrix import MATRIX, PUBLIC
from tests.test_permissions import _files_of_the_scene, build_scene, kept_scene, scene  # noqa: F401 - the kept scene
from tests.writing import Watch, client_of

pytestmark = pytest.mark.django_db

ADDRESSES = sorted({(name, arguments) for _method, name, arguments, _expected in MATRIX})
OPEN = {name for _method, name, _arguments, expected in MATRIX if expected.startswith("200")} | PUBLIC
# Answers that browsers and proxies may keep: nothing of anybody.
CACHEABLE = {"otp_webauthn:js-i18n-catalog", "admin:jsi18n"}
# A second click on "take back" is answered as the first was; what is not there is not looked for elsewhere.
GONE_IS_DONE = {"decision:auxiliary_drop"}
NOWHERE = 2_000_000_000
EVIL = (
    "https://boese.example/", "//boese.example/", "/\\boese.example/", "\\\\boese.example", "javascript:alert(1)",
    "http:boese.example", "/\t/boese.example/", "https:/boese.example", " //boese.example", "\n//boese.example",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, settings):
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    settings.USE_LIMITS = dict.fromkeys(settings.USE_LIMITS, 1_000_000)


def _url(scene, name, arguments):  # noqa: F811
    return reverse(name, args=[scene[argument] for argument in arguments])


def test_no_other_verb_reaches_a_view(scene):  # noqa: F811
    client = client_of(scene["people"]["hr_officer"])
    for name, arguments in ADDRESSES[:: len(ADDRESSES) // 8]:
        for verb in ("put", "patch", "delete", "trace", "options"):
            assert getattr(client, verb)(_url(scene, name, arguments)).status_code == 405, (verb, name)


def test_head_opens_no_more_than_get(scene):  # noqa: F811
    client, wrong = client_of(scene["people"]["outsider"]), []
    for name, arguments in ADDRESSES:
        url = _url(scene, name, arguments)
        answers = [client.get(url).status_code, client.head(url).status_code]
        if answers[1] not in (answers[0], 405):
            wrong.append((name, answers))
    assert wrong == []


def test_a_header_overrides_no_verb(scene):  # noqa: F811
    client = client_of(scene["people"]["outsider"])
    url = _url(scene, "postings:posting_detail", ("posting",))
    for header in ("X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "HX-Request"):
        assert client.get(url, headers={header: "DELETE"}).status_code == 404
    assert client.get("/", headers={"X-Original-URL": url}).status_code == 302


def test_an_id_that_exists_elsewhere_answers_as_one_that_does_not(scene):  # noqa: F811
    """From outside nobody learns by the status which ids there are."""
    telling = []
    for role in ("outsider", "administrator", "profile_editor"):
        client = client_of(scene["people"][role])
        for name, arguments in ADDRESSES:
            real = [scene[argument] for argument in arguments]
            places = [place for place, value in enumerate(real) if isinstance(value, int) and value > 1]
            # What is the house's own (profiles, accounts) is known to those who keep it, by their list of it.
            if not places or name.split(":")[0] in {"admin", "profiles", "drafting", "accounts", "jobs"}:
                continue
            made_up = [NOWHERE if place in places else value for place, value in enumerate(real)]
            with transaction.atomic():
                answers = [client.get(reverse(name, args=args)).status_code for args in (real, made_up)]
                transaction.set_rollback(True)
            if answers[0] != answers[1] and answers[0] in (403, 404, 405):
                telling.append((role, name, answers))
    assert telling == []


@pytest.fixture(scope="module")
def two_scenes(django_db_setup, django_db_blocker, tmp_path_factory):
    def both():
        ours = build_scene()
        return {"ours": ours, "theirs": build_scene()}

    with kept_scene(django_db_blocker, tmp_path_factory.mktemp("two"), both) as built:
        yield built


def test_an_id_of_another_procedure_in_a_deeper_address_is_not_found(two_scenes, settings):
    """Every address with two ids: one of ours, one of theirs; for those who may open both, too."""
    settings.APPLICATION_FILES_DIR = two_scenes["files"]
    ours, theirs = two_scenes["ours"], two_scenes["theirs"]
    opened = []
    clients = {role: client_of(ours["people"][role]) for role in ("hr_officer", "chair", "assessor_done", "decider")}
    watch = Watch()
    for name, arguments in ADDRESSES:
        whole = [place for place, one in enumerate(arguments) if isinstance(ours[one], int) and ours[one] > 1]
        if len(whole) < 2 or name.startswith("admin:"):
            continue
        for place in whole[1:]:
            args = [theirs[one] if at == place else ours[one] for at, one in enumerate(arguments)]
            url = reverse(name, args=args)
            for role, client in clients.items():
                for verb in ("get", "post"):
                    with transaction.atomic():
                        status = getattr(client, verb)(url, {"save": "1", "reason": "mit Grund"}).status_code
                        # 409: "changed meanwhile", as for something of ours that was deleted.
                        is_refused = status in (403, 404, 405, 409) or name in GONE_IS_DONE
                        if not is_refused or watch.changed():
                            opened.append((name, arguments[place], role, verb, status))
                        transaction.set_rollback(True)
    assert opened == []


def test_nobody_of_one_procedure_opens_another(two_scenes, settings):
    """Every id of every file, letter, sheet, question, job: what people of one committee see, the other does not."""
    settings.APPLICATION_FILES_DIR = two_scenes["files"]
    theirs, opened = two_scenes["theirs"], []
    for role in ("chair", "assessor_done", "minute_taker", "decider", "observer"):
        client = client_of(two_scenes["ours"]["people"][role])
        for name, arguments in ADDRESSES:
            if not arguments or name in OPEN or name.split(":")[0] in {"accounts", "admin", "profiles", "otp_webauthn"}:
                continue
            with transaction.atomic():
                status = client.get(_url(theirs, name, arguments)).status_code
                transaction.set_rollback(True)
            if status not in (403, 404, 405):
                opened.append((role, name, status))
    assert opened == []


def _patterns(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        else:
            yield from _patterns(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_no_form_is_without_protection_against_forgery():
    exempt = {name for name, view in _patterns(get_resolver().url_patterns) if getattr(view, "csrf_exempt", False)}
    assert exempt == set()


def test_a_forged_form_changes_nothing(scene):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene["people"]["hr_officer"])
    watch, taken = Watch(), []
    for name, arguments in ADDRESSES:
        with transaction.atomic():
            headers = {"Origin": "https://boese.example"}
            status = client.post(_url(scene, name, arguments), {"save": "1"}, headers=headers).status_code
            if status not in (403, 405) or watch.changed():
                taken.append((name, status))
            transaction.set_rollback(True)
    assert taken == []


def test_no_answer_is_kept_by_a_browser_or_shown_in_a_frame(scene):  # noqa: F811
    client = client_of(scene["people"]["hr_officer"])
    kept = set()
    for name, arguments in ADDRESSES:
        with transaction.atomic():
            response = client.get(_url(scene, name, arguments))
            transaction.set_rollback(True)
        if "no-store" not in response.headers.get("Cache-Control", ""):
            kept.add(name)
        assert response.headers["X-Content-Type-Options"] == "nosniff", name
        assert response.headers["X-Frame-Options"] == "DENY", name
        policy = response.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy or "sandbox" in policy, name
        assert "unsafe" not in policy, name
    assert kept - CACHEABLE == set()


@pytest.mark.parametrize("target", EVIL)
def test_the_log_in_leads_nowhere_else(client, target):
    person = make_user()
    response = client.post(
        f"{reverse('accounts:login')}", {"username": person.username, "password": "geheim-genug-123", "next": target}
    )
    assert response.status_code == 302
    assert response.url == "/"


def test_the_log_in_gives_a_new_session(client):
    person = make_user()
    client.get(reverse("accounts:login"))
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = session.session_key
    planted = session.session_key
    client.post(reverse("accounts:login"), {"username": person.username, "password": "geheim-genug-123"})
    inside = client.cookies[configured.SESSION_COOKIE_NAME].value

    assert inside != planted
    client.post(reverse("accounts:logout"))
    client.cookies[configured.SESSION_COOKIE_NAME] = inside
    assert client.get(reverse("postings:posting_list")).status_code == 302


def test_another_host_is_refused(client):
    for host in ("boese.example", "127.0.0.1.boese.example", "127.0.0.1:80@boese.example", "testserver\tx"):
        assert client.get(reverse("accounts:login"), headers={"Host": host}).status_code == 400
    answer = client.get(reverse("accounts:login"), headers={"X-Forwarded-Host": "boese.example"})
    assert answer.status_code == 200
    assert b"boese" not in answer.content


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(client, monkeypatch):
    """By the work, not by the clock: one password is hashed in each case."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    person, hashed = make_user(), []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    counts = []
    for name in (person.username, "niemand-dieses-namens"):
        hashed.clear()
        client.post(reverse("accounts:login"), {"username": name, "password": "falsch-geraten-9"})
        counts.append(len(hashed))
    assert counts[0] == counts[1] == 1


def test_a_path_in_an_address_leads_to_no_file(client, scene):  # noqa: F811
    client.force_login(scene["people"]["hr_officer"])
    for path in ("/static/../recruitment/settings.py", "/static/..%2f..%2fetc/passwd", "/static/%2e%2e/var/secret_key",
                 "/stellen/../../etc/passwd/", "/static//etc/passwd", "/static/..\\..\\var\\secret_key"):  # fmt: skip
        assert client.get(path).status_code in (301, 404), path


def test_a_kennzahl_of_two_lines_is_refused(client):
    """It stands in the names of files, which are headers, and in the subjects of e-mails."""
    officer, posting = make_user(roles=["hr_officer"]), make_posting()
    client.force_login(officer)
    data = {"reference_number": "7/2026\r\nBcc: x@boese.example", "profile": posting.profile_id, "use": "same",
            "template": posting.pk}  # fmt: skip

    response = client.post(reverse("postings:posting_further"), data)

    assert response.status_code == 200
    assert "in einer Zeile" in response.content.decode()
    assert not Posting.objects.filter(reference_number__startswith="7/2026").exists()


def test_a_quotation_mark_in_a_kennzahl_ends_no_file_name(client):
    posting = make_posting(reference_number='7"; filename="boese.html')
    client.force_login(make_user(roles=["hr_officer"]))

    response = client.get(reverse("participation:due_calendar", args=[posting.pk]))

    assert response.headers["Content-Disposition"] == 'attachment; filename="Fristen-7-filename-boese-html.ics"'


@pytest.mark.parametrize(
    "damaged", ["[" * 100_000, '{"rows": ["\\ud800"], "fields": {}}', '{"rows": 1}', "null", "\ud800"]
)
def test_a_damaged_hidden_field_counts_as_nothing_seen(damaged):
    assert Snapshot.from_json(damaged) == Snapshot((), {})


@pytest.mark.parametrize("damaged", ["[" * 100_000, '["1"]]', "{}", "[1]", '["1", "2"]'])
def test_what_a_sheet_did_not_write_is_refused(damaged):
    with pytest.raises(ValueError):
        known_text(damaged)
