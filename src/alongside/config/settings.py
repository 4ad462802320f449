"""Settings from the environment: production, unless the environment says otherwise."""

import os
import secrets
from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF

from alongside.config.postgres import reached_by
from alongside.foundation.packs.zones import first_zone


def on(name, default=""):
    return os.environ.get(name, default).lower() in {"1", "yes", "on", "true"}


SOURCE = Path(__file__).parents[1]
HOME = Path(os.environ.get("ALONGSIDE_HOME", "var")).resolve()
DATA = HOME / "data"
KEY_FILE = Path(os.environ.get("ALONGSIDE_KEY_FILE", HOME / "keys" / "organisation.key"))
SIGNING_FILE = Path(os.environ.get("ALONGSIDE_SIGNING_FILE", HOME / "keys" / "signing.key"))
RECOVERY_FILE = HOME / "keys" / "recovery.json"
BACKUPS = os.environ.get("ALONGSIDE_BACKUPS", "")  # the folder for nightly ones; none without it
BACKUPS_KEPT = int(os.environ.get("ALONGSIDE_BACKUPS_KEPT", "35"))  # days
CHECKPOINTS = Path(os.environ.get("ALONGSIDE_CHECKPOINTS", HOME / "checkpoints"))

DEMO = on("ALONGSIDE_DEMO")
GALLERY = DEMO and on("ALONGSIDE_GALLERY")  # every part of the pages, for those who build them
HTTPS = on("ALONGSIDE_HTTPS", "no" if DEMO else "yes")
DEBUG = False
SECRET_KEY = SIGNING_FILE.read_text() if SIGNING_FILE.exists() else secrets.token_hex(32)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if DEMO else os.environ.get("ALONGSIDE_HOSTS", "localhost").split(",")
# Passkeys are made for one name, and work under it alone.
PASSKEY_HOST = os.environ.get("ALONGSIDE_PASSKEY_HOST", ALLOWED_HOSTS[0].lstrip(".*"))

SERVICE_NAME = os.environ.get("ALONGSIDE_SERVICE", "Northgate Support" if DEMO else "Alongside")
PACK = os.environ.get("ALONGSIDE_PACK", "england-wales")
_shipped = SOURCE / "foundation" / "packs" / "shipped"
PACKS_DIR = Path(os.environ.get("ALONGSIDE_PACKS", _shipped)).resolve()
SERVICE_CLOSURES = {
    date.fromisoformat(day) for day in os.environ.get("ALONGSIDE_CLOSURES", "").split(",") if day
}
LARGEST_BODY = 2_000_000
LONGEST_ADDRESS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
LARGEST_UPLOAD = 50_000_000  # 100,000 referrals of 500 letters
LARGER_BODIES = {"/imports/new/": LARGEST_UPLOAD + 20_000}  # the one address that takes files
FILE_UPLOAD_HANDLERS = ["alongside.foundation.access.uploads.OnlyFromStaff"]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGES = [("en-gb", "English"), ("es", "Español")]
LANGUAGE_CODE = os.environ.get("ALONGSIDE_LANGUAGE", "en-gb")  # where a browser asks for neither
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE_TOLD = bool(os.environ.get("ALONGSIDE_TIME_ZONE"))
TIME_ZONE = os.environ.get("ALONGSIDE_TIME_ZONE") or first_zone(PACKS_DIR, PACK)
USE_TZ = True


def sqlite(name):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / f"{name}.sqlite3",
        "TEST": {"NAME": DATA / f"test-{name}.sqlite3"},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=FULL;"
            "PRAGMA secure_delete=ON;"
            "PRAGMA temp_store=MEMORY;"
            "PRAGMA cache_size=-20000;"
            "PRAGMA journal_size_limit=27103364",
        },
    }


def database(variable, name):
    url = os.environ.get(variable)
    return reached_by(url) if url else sqlite(name)


DATABASES = {
    "default": database("DATABASE_URL", "alongside"),
    "keys": database("KEYS_DATABASE_URL", "keys"),
}
DATABASE_ROUTERS = ["alongside.foundation.vault.router.KeysApart"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "alongside.foundation.vault",
    "alongside.foundation.vault.index",
    "alongside.foundation.audit",
    "alongside.foundation.agenda",
    "alongside.foundation.accounts",
    "alongside.foundation.backups",
    "alongside.foundation.access",
    "alongside.foundation.imports",
    "alongside.foundation.packs",
    "alongside.foundation.jobs",
    "alongside.foundation.ui",
    "alongside.organisation.workforce",
    "alongside.organisation.asking",
    "alongside.organisation.upkeep",
    "alongside.casework.people",
    "alongside.casework.keeping",
    "alongside.casework.cases",
    "alongside.casework.consents",
    "alongside.casework.walls",
    "alongside.casework.records",
    "alongside.casework.intake",
    "alongside.casework.support",
    "alongside.casework.erasures",
    "alongside.casework.openings",
    "alongside.casework.desk",
    "alongside.insight",
    "alongside.exchange",
]
MIDDLEWARE = [
    "alongside.foundation.access.gatekeeper.Gatekeeper",
    "alongside.config.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.foundation.accounts.preferences.language.Language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.foundation.accounts.lock.Lock",
    "alongside.foundation.accounts.second_factor.SecondFactor",
    "alongside.foundation.ui.errors.InWords",
]
_context = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "alongside.foundation.ui.context.frame",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "alongside.foundation.ui.jinja.environment",
            "context_processors": _context,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _context},
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "alongside.foundation.accounts.passwords.WordsOfTheHouse"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "alongside.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "sign-in"
ACCOUNT_RATE_LIMITS = False  # accounts/guessing/throttle.py counts instead, without lock-outs
ACCOUNT_SESSION_REMEMBER = False
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute off; our own mark keeps one use
MFA_ADAPTER = "alongside.foundation.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = SERVICE_NAME

SESSION_ENGINE = "alongside.foundation.accounts.windows.store"
SESSION_SERIALIZER = "alongside.foundation.accounts.windows.sealed_session.SealedSerializer"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # the shift ends earlier; a late form still finds its draft
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.foundation.ui.errors.csrf_failure"
BEHIND_PROXY = on("ALONGSIDE_BEHIND_PROXY")
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer, browsers send `Origin: null`
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "alongside.config.static.HashedStatic"},
}
LOGGING_CONFIG = None
