"""All settings, driven by the environment, with safe defaults.

``RECRUITMENT_ENV`` is ``local`` (default: loopback only, secret made on the spot and kept under ``var/``, the project's
own PostgreSQL unless ``DATABASE_URL`` is set) or ``production`` (``SECRET_KEY``, ``DATABASE_URL`` and
``ALLOWED_HOSTS`` must be given; HTTPS only). Missing secrets fail at start. See docs/operations.md for every variable.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured

from recruitment.database.configuration import database_settings, local_secret_key

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
        raise ImproperlyConfigured(f"{name} must be set when RECRUITMENT_ENV=production.")
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
    "procrastinate.contrib.django",
    "recruitment.jobs",
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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "recruitment.accounts.sessions.KeepInputMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "recruitment.urls"
WSGI_APPLICATION = "recruitment.wsgi.application"

# Shown in the head of every page.
AUTHORITY_NAME = os.environ.get("AUTHORITY_NAME", "Bezirksamt Mitte von Berlin")

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

# Documents of applicants: a private folder outside of everything the web server serves, and how much may lie there.
APPLICATION_FILES_DIR = os.environ.get("APPLICATION_FILES_DIR", str(VAR_DIR / "application_files"))
APPLICATION_FILE_MAX_MB = int(os.environ.get("APPLICATION_FILE_MAX_MB", "20"))
APPLICATION_FILES_MAX_MB = int(os.environ.get("APPLICATION_FILES_MAX_MB", "100"))
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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["recruitment.accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
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

# What later steps miss before a round of the rating is concluded: functions (round, user) -> list of words.
ROUND_GAPS = ["postings.interviews.completeness.round_gaps"]

# What later steps show on the page of an application; each gets (request, application) and returns markup.
APPLICATION_SECTIONS = [
    "postings.screening.sections.file_sections",
    "postings.documents.sections.archive_section",
]

# What follows on a withdrawal, in its transaction, and who erases what: modules with ``held(application)`` and
# ``erase(application, actor)``, from the last step of the procedure back to the application itself.
AFTER_WITHDRAWAL = ["postings.retention.services.erase_application"]
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
# What keeps a posting from being decided and its memo from being final: functions (posting) -> list of sentences.
DECISION_CHECKS = ["postings.participation.gate.decision_checks"]
# Drafted text of blocks of the memo that later or separated steps feed: key of the block -> function (posting) -> text.
MEMO_SOURCES = {
    "2": "postings.equality.memo.women_statement",
    "3": "postings.equality.memo.counts",
    "12": "postings.participation.gate.memo_text",
}
# What steps add to the page of a posting for the personnel office: functions (user, posting) -> list of PostingNote.
POSTING_NOTES = [
    "postings.equality.notes.posting_notes",
    "postings.participation.notes.posting_notes",
    "postings.retention.notes.posting_notes",
    "postings.statistics.notes.posting_notes",
]
# What steps add to the extract for the inspection of the file by one applicant: functions (application) -> rows.
EXTRACT_FACTS = ["postings.equality.extract.own_facts"]
# Who was chosen on the file: a function (posting) -> set of application ids, None while nobody is; "" = no such step.
PRESELECTION_RESULT = "postings.screening.services.invited_in"

# A selection report of more applicants than this is made as a job: about a third of a second each.
REPORT_DIRECT_APPLICANTS = int(os.environ.get("REPORT_DIRECT_APPLICANTS", "12"))

# Long work ("Vorgänge", manage.py run_jobs): how often a job is begun before it counts as failed, after how many
# seconds without a sign of life its worker counts as dead, the peak of memory after which a worker makes room for a
# fresh one, and how many days an ended job stands in the list of whoever started it.
JOB_ATTEMPTS = int(os.environ.get("JOB_ATTEMPTS", "3"))
JOB_STALLED_SECONDS = float(os.environ.get("JOB_STALLED_SECONDS", "20"))
JOB_WORKER_MAX_MB = int(os.environ.get("JOB_WORKER_MAX_MB", "1000"))
JOB_DAYS = int(os.environ.get("JOB_DAYS", "30"))
# Participation of the representations. Which applications the Schwerbehindertenvertretung accompanies: a function
# () -> QuerySet[Application]; only the equality data know. What may go with a letter: functions (posting) ->
# list[Enclosure]. Periods of the page "Fristen": functions (posting) -> list[DueItem], for the personnel office only.
DISABILITY_REP_APPLICATIONS = "postings.equality.representation.accompanied_applications"
ENCLOSURE_SOURCES = ["postings.documents.enclosures.issued_documents"]
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
SESSION_COOKIE_AGE = 10 * 60 * 60  # one long working day
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "recruitment.accounts.sessions.csrf_failure"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# A rating sheet posts a few hundred fields; a matrix of a long profile some more.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
