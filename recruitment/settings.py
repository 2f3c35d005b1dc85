"""All settings, driven by the environment, with safe defaults.

``RECRUITMENT_ENV`` is ``local`` (default: loopback only, secret made on the spot and kept under ``var/``, the project's
own PostgreSQL unless ``DATABASE_URL`` is set) or ``production`` (``SECRET_KEY``, ``DATABASE_URL`` and
``ALLOWED_HOSTS`` must be given; HTTPS only). Missing secrets fail at start. See docs/operations.md for every variable.
"""

import os
from datetime import date, timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured

from recruitment.database.configuration import database_settings, local_secret_key, replica_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("RECRUITMENT_VAR_DIR", BASE_DIR / "var"))

ENVIRONMENT = os.environ.get("RECRUITMENT_ENV", "local")
if ENVIRONMENT not in ("local", "production"):
    raise ImproperlyConfigured("RECRUITMENT_ENV must be 'local' or 'production'.")
IS_PRODUCTION = ENVIRONMENT == "production"


def _required(name: str) -> str:
    """Return the environment variable ``name`` or refuse to start."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set.")
    return value


DEBUG = not IS_PRODUCTION and os.environ.get("DEBUG", "") == "1"
if IS_PRODUCTION:
    SECRET_KEY = _required("SECRET_KEY")
    ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",")]
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
    _required("DATABASE_URL")
else:
    SECRET_KEY = os.environ.get("SECRET_KEY") or local_secret_key(VAR_DIR)
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "recruitment.accounts",
    "recruitment.audit",
    "recruitment.administration.apps.AdministrationConfig",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "recruitment.access",
    "procrastinate.contrib.django",
    "recruitment.jobs",
    "recruitment.operations",
    "recruitment.accessibility.apps.AccessibilityConfig",
    "recruitment",
    "profiles",
    "postings",
    "postings.drafting",
    "postings.applications",
    "postings.files",
    "postings.participation",
    "postings.equality",
    "postings.intake",
    "postings.assessment",
    "postings.screening",
    "postings.interviews",
    "postings.selection",
    "postings.documents",
    "postings.decision",
    "postings.notices",
    "postings.overview",
    "postings.statistics",
    "postings.chronicle",
    "postings.retention",
    "postings.disclosure",
    "recruitment.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "recruitment.operations.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "recruitment.access.caching.NoStoreMiddleware",
    "recruitment.access.requests.RefuseVerbMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "recruitment.access.sessions.SessionLimitMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "recruitment.access.sessions.KeepInputMiddleware",
    "recruitment.access.limits.LimitMiddleware",
    "recruitment.access.requests.RefuseNullMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "recruitment.urls"
WSGI_APPLICATION = "recruitment.wsgi.application"

# Shown in the head of every page.
AUTHORITY_NAME = os.environ.get("AUTHORITY_NAME", "Bezirksamt Mitte von Berlin")

# Accessibility statement. Whom barriers are reported to, which law demands it, who enforces it, and the last test by
# people ("2027-03-31"; empty: none, and the statement says so), with what it found: one barrier after the other, ";".
ACCESSIBILITY_CONTACT = os.environ.get("ACCESSIBILITY_CONTACT", "")
ACCESSIBILITY_CONTACT_EMAIL = os.environ.get("ACCESSIBILITY_CONTACT_EMAIL", "")
ACCESSIBILITY_LAW = os.environ.get(
    "ACCESSIBILITY_LAW", "Barrierefreie-IKT-Gesetz Berlin (BIKTG Bln) in Verbindung mit der BITV 2.0"
)
ACCESSIBILITY_ENFORCEMENT = os.environ.get(
    "ACCESSIBILITY_ENFORCEMENT", "Landesbeauftragte für digitale Barrierefreiheit des Landes Berlin"
)
ACCESSIBILITY_ENFORCEMENT_URL = os.environ.get(
    "ACCESSIBILITY_ENFORCEMENT_URL", "https://www.berlin.de/lb/digitale-barrierefreiheit/"
)
ACCESSIBILITY_TESTED_BY = os.environ.get("ACCESSIBILITY_TESTED_BY", "")
try:
    ACCESSIBILITY_TESTED_ON = date.fromisoformat(day) if (day := os.environ.get("ACCESSIBILITY_TESTED_ON")) else None
except ValueError as error:
    raise ImproperlyConfigured("ACCESSIBILITY_TESTED_ON must be a date like 2027-03-31.") from error
ACCESSIBILITY_BARRIERS = [
    words.strip() for words in os.environ.get("ACCESSIBILITY_BARRIERS", "").split(";") if words.strip()
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recruitment.context.authority",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "recruitment.templatetags.components",
            ],
        },
    },
]

# Where people open the application, for links in e-mails.
SITE_URL = os.environ.get("SITE_URL") or (
    f"https://{ALLOWED_HOSTS[0]}" if IS_PRODUCTION else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
)

# E-mail. Without a server nothing is sent: locally every mail becomes a file under var/mail, in production the pages
# say that no server is named.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_SECURITY = os.environ.get("EMAIL_SECURITY", "starttls")
if EMAIL_SECURITY not in ("starttls", "tls", "none"):
    raise ImproperlyConfigured("EMAIL_SECURITY must be 'starttls', 'tls' or 'none'.")
EMAIL_USE_TLS = EMAIL_SECURITY == "starttls"
EMAIL_USE_SSL = EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = float(os.environ.get("EMAIL_TIMEOUT", "10"))
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "personalauswahl@localhost")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    if IS_PRODUCTION:
        _required("EMAIL_FROM")
elif IS_PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
# The nightly job reminds this many days before sheets are due, and nobody more often than once in as many days.
REMINDER_DAYS = int(os.environ.get("REMINDER_DAYS", "2"))

# Days after which a list of applicants that nobody took over, and what was left of one, is deleted.
APPLICANT_LIST_DAYS = int(os.environ.get("APPLICANT_LIST_DAYS", "14"))

# One line for each erasure (keyed hash, nobody's name), outside of the database, so that a restored backup brings
# nobody back (manage.py repeat_erasures). Empty: none is kept; whoever restores must know otherwise what was erased.
ERASURE_JOURNAL = os.environ.get("ERASURE_JOURNAL", str(VAR_DIR / "erasures.jsonl"))

# Documents of applicants: a private folder outside of everything the web server serves, and how much may lie there.
APPLICATION_FILES_DIR = os.environ.get("APPLICATION_FILES_DIR", str(VAR_DIR / "application_files"))
APPLICATION_FILE_MAX_MB = int(os.environ.get("APPLICATION_FILE_MAX_MB", "20"))
APPLICATION_FILES_MAX_MB = int(os.environ.get("APPLICATION_FILES_MAX_MB", "100"))
# In an S3 bucket instead of the folder (packages of requirements-s3.txt): its name, the address of the server (empty:
# Amazon's), region, and the key; without a key the usual places of boto3 are asked (role of the machine, ~/.aws).
FILES_S3_BUCKET = os.environ.get("FILES_S3_BUCKET", "")
FILES_S3_ENDPOINT = os.environ.get("FILES_S3_ENDPOINT", "")
FILES_S3_REGION = os.environ.get("FILES_S3_REGION", "")
FILES_S3_ACCESS_KEY = os.environ.get("FILES_S3_ACCESS_KEY", "")
FILES_S3_SECRET_KEY = os.environ.get("FILES_S3_SECRET_KEY", "")
FILES_S3_PREFIX = os.environ.get("FILES_S3_PREFIX", "")
FILES_S3_ADDRESSING = os.environ.get("FILES_S3_ADDRESSING", "auto")
FILES_S3_ENCRYPTION = os.environ.get("FILES_S3_ENCRYPTION", "")
if IS_PRODUCTION and FILES_S3_ENDPOINT and not FILES_S3_ENDPOINT.startswith("https://"):
    raise ImproperlyConfigured("FILES_S3_ENDPOINT must be an https address in production.")
# ClamAV: "/run/clamav/clamd.ctl" or "host:port"; empty: no virus check, and the pages say so.
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS", "")
CLAMD_TIMEOUT = float(os.environ.get("CLAMD_TIMEOUT", "20"))
# Period for missing documents that the letter proposes, and the line above the address in its window.
DOCUMENT_REQUEST_DAYS = int(os.environ.get("DOCUMENT_REQUEST_DAYS", "14"))
RETURN_ADDRESS = os.environ.get("RETURN_ADDRESS", "")

# Periods of the representations of employees (DOMAIN.md 1.6). The two weeks are those of PersVG Berlin § 79; the 14
# days of the Frauenvertretung are unverified, so they are a setting.
PARTICIPATION_STAFF_COUNCIL_WEEKS = int(os.environ.get("PARTICIPATION_STAFF_COUNCIL_WEEKS", "2"))
PARTICIPATION_WOMENS_REP_DAYS = int(os.environ.get("PARTICIPATION_WOMENS_REP_DAYS", "14"))
# Signature of issued documents (PAdES B-B): a PKCS#12 file with its passphrase; empty: nothing is signed. Fingerprints
# (SHA-256) of earlier certificates, so that documents signed with them are still known as ours.
DOCUMENT_SIGNING_PKCS12 = os.environ.get("DOCUMENT_SIGNING_PKCS12", "")
DOCUMENT_SIGNING_PASSPHRASE = os.environ.get("DOCUMENT_SIGNING_PASSPHRASE", "")
DOCUMENT_SIGNING_EARLIER = os.environ.get("DOCUMENT_SIGNING_EARLIER", "").split()
# What people upload to have it checked.
VERIFY_MAX_MB = int(os.environ.get("VERIFY_MAX_MB", "20"))
# The waiting period after the competitor notices, in days from the last receipt, and after how many days a notice
# counts as received if nobody recorded the day. DOMAIN.md 1.7, S10 (a university takes 14 working days); ask HR.
WAITING_PERIOD_DAYS = int(os.environ.get("WAITING_PERIOD_DAYS", "14"))
NOTICE_RECEIPT_DAYS = {
    "letter": int(os.environ.get("NOTICE_RECEIPT_DAYS_LETTER", "4")),
    "email": int(os.environ.get("NOTICE_RECEIPT_DAYS_EMAIL", "4")),
}
# Whether these periods and those of the representations move from a Saturday, Sunday or Berlin holiday to the next
# working day (§ 193 BGB).
PERIODS_MOVE_TO_WORKING_DAY = os.environ.get("PERIODS_MOVE_TO_WORKING_DAY", "1") == "1"

DATABASES = {"default": database_settings(VAR_DIR)}
# A read replica for backup, check of the history and dry runs; no page reads it. How long such a command waits until
# the replica has what was committed before, and how far behind it may be until /health/replica says 503.
DATABASE_REPLICA = replica_settings()
DATABASE_REPLICA_WAIT_SECONDS = float(os.environ.get("DATABASE_REPLICA_WAIT_SECONDS", "30"))
DATABASE_REPLICA_LAG_SECONDS = float(os.environ.get("DATABASE_REPLICA_LAG_SECONDS", "60"))
# The role that web server and workers connect as, where `migrate` runs as another one, the owner of the tables.
DATABASE_APPLICATION_ROLE = os.environ.get("DATABASE_APPLICATION_ROLE", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
# The first refuses names that are locked out; the second knows passwords and roles.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "recruitment.accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "recruitment.access.passwords.HousePasswordValidator"},
]
# Lock-out against guessing: so many wrong passwords for one name, then nothing for so many minutes. Only the name and
# the count are stored, and forgotten with the next success or when the time is over.
AXES_FAILURE_LIMIT = int(os.environ.get("LOGIN_FAILURES", "5"))
AXES_COOLOFF_TIME = timedelta(minutes=int(os.environ.get("LOGIN_LOCK_MINUTES", "15")))
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_HANDLER = "recruitment.access.lockout.FrugalHandler"
AXES_USERNAME_CALLABLE = "recruitment.access.lockout.username_of"
AXES_CLIENT_IP_CALLABLE = "recruitment.access.lockout.nobody"
AXES_CLIENT_STR_CALLABLE = "recruitment.access.lockout.someone"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody keeps a colleague out by trying on and on
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",  # its middleware would put a page of its own in the place of the form, and lose what was typed there
    "axes.W006",  # counts by name alone: behind the proxies of an authority everybody has one address
]
# Second factor: which roles must have one; everybody may.
SECOND_FACTOR_ROLES = frozenset(
    os.environ.get("SECOND_FACTOR_ROLES", "administrator,hr_officer" if IS_PRODUCTION else "").replace(",", " ").split()
)
OTP_TOTP_ISSUER = f"Personalauswahl {AUTHORITY_NAME}"
OTP_WEBAUTHN_RP_NAME = "Personalauswahl"
OTP_WEBAUTHN_RP_ID_CALLABLE = "recruitment.access.keys.relying_party"
OTP_WEBAUTHN_HELPER_CLASS = "recruitment.access.keys.OwnOrigin"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [f"https://{ALLOWED_HOSTS[0]}"]  # asked for by a check; the helper knows better
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
# Single sign-on (OpenID Connect): off without an issuer. The claim that names the account here, and what it is
# compared with (username or email). Whether logging out here logs out there too, and whether the provider asks for a
# second factor, so that this house need not.
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")
OIDC_SCOPE = os.environ.get("OIDC_SCOPE", "openid profile email")
OIDC_CLAIM = os.environ.get("OIDC_CLAIM", "preferred_username")
OIDC_ACCOUNT_FIELD = os.environ.get("OIDC_ACCOUNT_FIELD", "username")
OIDC_LABEL = os.environ.get("OIDC_LABEL", "Mit dem Konto der Behörde anmelden")
OIDC_LOGOUT = os.environ.get("OIDC_LOGOUT", "1") == "1"
OIDC_VERIFIES_SECOND_FACTOR = os.environ.get("OIDC_VERIFIES_SECOND_FACTOR", "0") == "1"
if OIDC_ACCOUNT_FIELD not in ("username", "email"):
    raise ImproperlyConfigured("OIDC_ACCOUNT_FIELD must be 'username' or 'email'.")
if OIDC_ISSUER:
    _required("OIDC_CLIENT_ID")
    if IS_PRODUCTION and not OIDC_ISSUER.startswith("https://"):
        raise ImproperlyConfigured("OIDC_ISSUER must be an https address in production.")
# How much one person may do in so many minutes; more is answered with 429. Files that come in, files that go out, and
# work for the workers.
USE_LIMIT_MINUTES = int(os.environ.get("USE_LIMIT_MINUTES", "10"))
USE_LIMITS = {
    "upload": int(os.environ.get("USE_LIMIT_UPLOADS", "150")),
    "export": int(os.environ.get("USE_LIMIT_EXPORTS", "150")),
    "job": int(os.environ.get("USE_LIMIT_JOBS", "30")),
}
# Views that hand files out, by name: the kernel knows none of them. A test finds what is missing.
EXPORT_VIEWS = frozenset(
    {
        "decision:memo_download",
        "disclosure:disclosure_data",
        "documents:all_sheets_download",
        "documents:application_files_merged",
        "documents:archived_download",
        "documents:document_request_download",
        "documents:guide_download",
        "documents:guide_pdf",
        "documents:posting_draft_pdf",
        "documents:report_download",
        "documents:scores_export",
        "drafting:document_file",
        "equality:representation_file",
        "equality:representation_paper",
        "files:file_download",
        "intake:list_rest",
        "interviews:interview_calendar",
        "notices:notice_letter",
        "notices:run_print",
        "overview:overview_export",
        "participation:document_open",
        "participation:due_calendar",
        "profiles:profile_export",
    }
)
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "postings:start"
LOGOUT_REDIRECT_URL = "accounts:login"

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("kern", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "application_files": {"BACKEND": "postings.files.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if FILES_S3_BUCKET:
    STORAGES["application_files"] = {
        "BACKEND": "postings.files.bucket.PrivateBucket",
        "OPTIONS": {
            "bucket_name": FILES_S3_BUCKET,
            "endpoint_url": FILES_S3_ENDPOINT or None,
            "region_name": FILES_S3_REGION or None,
            "access_key": FILES_S3_ACCESS_KEY or None,
            "secret_key": FILES_S3_SECRET_KEY or None,
            "location": FILES_S3_PREFIX,
            "addressing_style": FILES_S3_ADDRESSING,
            "object_parameters": {"ServerSideEncryption": FILES_S3_ENCRYPTION} if FILES_S3_ENCRYPTION else {},
        },
    }
if not IS_PRODUCTION:
    # Without a build step the files are found where they lie; production serves the hashed, compressed copies.
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a missing folder

# Steps that belong to the publication of a posting, in its transaction; by name: the posting knows no later step.
AFTER_PUBLICATION = [
    "postings.files.completeness.ask_for_standard_documents",
    "postings.documents.services.issue_publication",
]

# What later steps of the procedure do when the rating is opened.
WHEN_SCORING_OPENS = [
    "postings.participation.gate.refuse_while_stopped",
    "postings.assessment.rounds.begin_rating",
]

# Tells that an administrator gave somebody a password: a function (user, actor). Accounts stand below the record.
WHEN_ACCESS_IS_GIVEN = "recruitment.access.passwords.record_password_set"

# What holds a procedure up (an objection that is not settled): functions (posting) that raise. For the steps before the
# one that knows of it; those after it call it themselves.
STOP_CHECKS = ["postings.participation.gate.refuse_while_stopped"]

# What keeps a document of an application from being removed: functions (application) that raise.
FILE_REMOVAL_CHECKS = ["postings.retention.holds.refuse_while_held"]

# What later steps miss before a round of the rating is concluded: functions (round, user) -> list of words.
ROUND_GAPS = ["postings.interviews.completeness.round_gaps"]

# What later steps show on the page of an application; each gets (request, application) and returns markup.
APPLICATION_SECTIONS = [
    "postings.screening.sections.file_sections",
    "postings.documents.sections.archive_section",
    "postings.disclosure.sections.disclosure_section",
]

# What follows on a withdrawal, in its transaction, and who erases what: modules with ``held(application)`` and
# ``erase(application, actor)``, from the last step of the procedure back to the application itself.
AFTER_WITHDRAWAL = ["postings.retention.services.erase_after_withdrawal"]
ERASURE_STEPS = [
    "postings.notices.erasure",
    "postings.documents.erasure",
    "postings.decision.erasure",
    "postings.interviews.erasure",
    "postings.screening.erasure",
    "postings.assessment.erasure",
    "postings.intake.erasure",
    "postings.equality.erasure",
    "postings.participation.erasure",
    "postings.files.erasure",
    "postings.applications.erasure",
]
# What goes with the person when two applications to one posting turn out to be one person's: modules with
# ``move(stays, goes, actor)``, which may refuse, and ``put_back(goes, moved)``.
MERGE_STEPS = ["postings.notices.merging"]
# What goes when the data of the last person of an ended procedure have gone: modules with
# ``held_of_procedure(posting)`` and ``erase_procedure(posting)``.
PROCEDURE_ERASURE_STEPS = ["postings.documents.erasure", "postings.participation.erasure"]
# Retention in months from the last letter or the end of a dispute (DOMAIN.md 5.4). For those who were rejected six are
# the most; for who was hired and for the file of the procedure no figure of Berlin was found: ask HR.
RETENTION_MONTHS_REJECTED = int(os.environ.get("RETENTION_MONTHS_REJECTED", "6"))
RETENTION_MONTHS_HIRED = int(os.environ.get("RETENTION_MONTHS_HIRED", "6"))
RETENTION_MONTHS_FILE = int(os.environ.get("RETENTION_MONTHS_FILE", "6"))
if not 1 <= RETENTION_MONTHS_REJECTED <= 6:
    raise ImproperlyConfigured("RETENTION_MONTHS_REJECTED must be 1 to 6.")
# Which applications people have found essentially equal or not, and on which day: a function (posting) -> list of (set
# of ids, day). The ranking says that and no more.
EQUALITY_FINDINGS = "postings.decision.comparison.finding_column"
# Since when the representations are asked anew about the selection: a function (posting) -> datetime or None.
PARTICIPATION_ANEW_SINCE = "postings.decision.decisions.last_withdrawn_at"
# What keeps a posting from being decided and its memo from being final: functions (posting) -> list of sentences.
DECISION_CHECKS = ["postings.participation.gate.decision_checks"]
# Drafted text of blocks of the memo that later or separated steps feed: key of the block -> function (posting) -> text.
MEMO_SOURCES = {
    "2": "postings.equality.memo.women_statement",
    "3": "postings.equality.memo.counts",
    "12": "postings.participation.gate.memo_text",
}
# Whether somebody may open ranking and reports, or decision and memo: functions (user, posting) -> bool. The page of a
# posting, which stands below both, then links there or says when.
RESULTS_VISIBLE = "postings.assessment.permissions.may_view_results"
MEMO_VISIBLE = "postings.decision.permissions.may_read_memo"
# What steps add to the page of a posting for the personnel office: functions (user, posting) -> list of PostingNote.
POSTING_NOTES = [
    "postings.equality.notes.posting_notes",
    "postings.participation.notes.posting_notes",
    "postings.retention.notes.posting_notes",
    "postings.statistics.notes.posting_notes",
]
# What steps add to the extract for the inspection of the file by one applicant: functions (application) -> rows.
EXTRACT_FACTS = ["postings.equality.extract.own_facts"]
# Sections that later steps add to it: functions (application, names by application id) -> list[ExtractSection].
EXTRACT_SECTIONS = ["postings.decision.extract.sections", "postings.notices.extract.sections"]
# The information of a data subject (Art. 15 DSGVO). Whether it names the staff: by default their function stands in
# place of the name, because those who work for the controller are no recipients (to be confirmed by the data protection
# officer, docs/decisions.md 146). How the data protection officer is reached; empty: the authority's address.
DISCLOSURE_NAMES_STAFF = os.environ.get("DISCLOSURE_NAMES_STAFF", "0") == "1"
DISCLOSURE_OFFICER = os.environ.get("DISCLOSURE_OFFICER", "")
# Which norms carry the processing after CJEU C-34/21 is not settled (DOMAIN.md 5.1, unverified): the house's own words.
DISCLOSURE_LEGAL_BASIS = os.environ.get(
    "DISCLOSURE_LEGAL_BASIS",
    "Art. 6 Abs. 1 Buchst. b, c und e DSGVO, § 18 BlnDSG, § 26 BDSG; für freiwillige Angaben zu Schwerbehinderung und "
    "Migrationshintergrund Art. 9 Abs. 2 DSGVO, § 26 Abs. 3 BDSG",
)
DISCLOSURE_TRANSFERS = os.environ.get("DISCLOSURE_TRANSFERS", "")  # whoever operates knows; empty says nothing
# Who was chosen on the file: a function (posting) -> set of application ids, None while nobody is; "" = no such step.
PRESELECTION_RESULT = "postings.screening.services.invited_in"

# A selection report of more applicants than this is made as a job: about a third of a second each.
REPORT_DIRECT_APPLICANTS = int(os.environ.get("REPORT_DIRECT_APPLICANTS", "12"))

# Long work ("Vorgänge", manage.py run_jobs): how often a job is begun before it counts as failed, after how many
# seconds without a sign of life its worker counts as dead, the peak of memory after which a worker makes room for a
# fresh one, how much memory a worker may hold at all (0: no limit of its own), and how many days an ended job stands in
# the list of whoever started it.
JOB_ATTEMPTS = int(os.environ.get("JOB_ATTEMPTS", "3"))
JOB_STALLED_SECONDS = float(os.environ.get("JOB_STALLED_SECONDS", "20"))
JOB_WORKER_MAX_MB = int(os.environ.get("JOB_WORKER_MAX_MB", "1000"))
JOB_MEMORY_MAX_MB = int(os.environ.get("JOB_MEMORY_MAX_MB", "2000"))
JOB_DAYS = int(os.environ.get("JOB_DAYS", "30"))
# Participation of the representations. Which applications the Schwerbehindertenvertretung accompanies: a function
# () -> QuerySet[Application]; only the equality data know. What may go with a letter: functions (posting) ->
# list[Enclosure]. Periods of the page "Fristen": functions (posting) -> list[DueItem], for the personnel office only.
DISABILITY_REP_APPLICATIONS = "postings.equality.representation.accompanied_applications"
# Letters that are kept and known again by the check of a file: functions (sha256=… or data_sha256=…) -> KeptLetter.
LETTER_SOURCES = [
    "postings.documents.document_request.kept_letter",
    "postings.participation.letters.kept_letter",
    "postings.notices.printing.kept_letter",
]
ENCLOSURE_SOURCES = [
    "postings.decision.enclosures.memo_for_representations",
    "postings.documents.enclosures.issued_documents",
    "postings.participation.enclosures.papers_of_applicants",
]
DEADLINE_SOURCES = [
    "postings.participation.deadlines.participation_items",
    "postings.equality.notices.due_items",
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "kern"
CRISPY_TEMPLATE_PACK = "kern"
CRISPY_FAIL_SILENTLY = False

MESSAGE_TAGS = {
    message_levels.DEBUG: "info",
    message_levels.INFO: "info",
    message_levels.SUCCESS: "success",
    message_levels.WARNING: "warning",
    message_levels.ERROR: "danger",
}

PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_CLASS = None
# Tables that only grow beside the histories of pghistory, with the columns that an erasure may empty.
HISTORY_MODELS = {"audit.Event": ["facts"], "audit.ErasureMark": [], "retention.DeletionRecord": []}
# The key of the seals over the histories: never in the database, and unlike SECRET_KEY never changed.
HISTORY_SEAL_KEY = os.environ.get("HISTORY_SEAL_KEY") or SECRET_KEY

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # KERN UX draws its icons as data: images inside its style sheet.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A session ends without a request for so long, and after a long working day in any case.
SESSION_IDLE_MINUTES = int(os.environ.get("SESSION_IDLE_MINUTES", "60"))
SESSION_COOKIE_AGE = int(os.environ.get("SESSION_HOURS", "10")) * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "recruitment.access.sessions.csrf_failure"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Probes come straight to the worker, without the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# A rating sheet posts a few hundred fields; a matrix of a long profile some more.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Backups (manage.py backup): the folder, and for whom they are encrypted: public keys of age ("age1...") or names of
# keys in the key ring of gpg, separated by blanks; neither: not encrypted, and the command says so.
BACKUP_DIR = os.environ.get("BACKUP_DIR", str(VAR_DIR / "backups"))
BACKUP_AGE_RECIPIENTS = os.environ.get("BACKUP_AGE_RECIPIENTS", "").split()
BACKUP_GPG_RECIPIENTS = os.environ.get("BACKUP_GPG_RECIPIENTS", "").split()

# Who may read /metrics: whoever sends this token ("Authorization: Bearer ..."); without one only this machine itself.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")

# Production: one JSON object a line on standard error, a line a request; locally words, from warnings on.
LOG_FORMAT = os.environ.get("LOG_FORMAT", "json" if IS_PRODUCTION else "text")
if LOG_FORMAT not in ("json", "text"):
    raise ImproperlyConfigured("LOG_FORMAT must be 'json' or 'text'.")
LOG_FILTERS = ["numbered"] if LOG_FORMAT == "json" else ["numbered", "terminal"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "numbered": {"()": "recruitment.operations.logs.NumberedFilter"},
        "terminal": {"()": "recruitment.operations.logs.TerminalFilter"},
    },
    "formatters": {"json": {"()": "recruitment.operations.logs.SafeJsonFormatter"}, "text": {}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": LOG_FILTERS}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # In place of Django's own handlers, which know neither number nor restraint.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "recruitment.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}
