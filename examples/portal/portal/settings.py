"""Settings; what differs between machines is given by the environment, as README.md says."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from psycopg.conninfo import conninfo_to_dict

#: The demo is for one machine, by http; everything else is for a server behind https.
DEMO = os.environ.get("PORTAL_DEMO") == "1"
DEBUG = DEMO and os.environ.get("PORTAL_DEBUG") == "1"


def _required(name: str, demo: str) -> str:
    """Return what the environment says, which the demo may go without."""
    found = os.environ.get(name) or (demo if DEMO else "")
    if not found:
        raise ImproperlyConfigured(f"{name} is not set; only the demo runs without it.")
    return found


def _database(address: str) -> dict[str, object]:
    """Return a database: PostgreSQL where an address of one is given, else a file of SQLite."""
    if address.startswith(("postgres://", "postgresql://")):
        found = conninfo_to_dict(address)
        name = found.pop("dbname", "portal")
        return {"ENGINE": "django.db.backends.postgresql", "NAME": name, "OPTIONS": found}
    options = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",  # who writes waits for their turn, and is not refused half way
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": address, "OPTIONS": options}


SECRET_KEY = _required("PORTAL_SECRET_KEY", get_random_secret_key())
ALLOWED_HOSTS = _required("PORTAL_HOSTS", "localhost,127.0.0.1").split(",")
CSRF_TRUSTED_ORIGINS = [] if DEMO else [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASE = _database(os.environ.get("PORTAL_DATABASE") or str(Path(__file__).parents[1] / "portal.sqlite3"))
DATABASES = {"default": {**DATABASE, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}  # each thread keeps its own
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [*(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages")), "portal"]
MIDDLEWARE = [
    "portal.security.content_security_policy",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.security.LoginFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.assets.addresses",
            ]
        },
    }
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

AUTH_USER_MODEL = "portal.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
CSRF_FAILURE_VIEW = "portal.security.stale"
LOGIN_URL = LOGOUT_REDIRECT_URL = "login"
LOGIN_REDIRECT_URL = "home"

# What is secure by default stays; the rest of what `check --deploy` asks for.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("PORTAL_BEHIND_PROXY") == "1" else None
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A form of 160 topics posts some 3,000 fields; what people write in them is text.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("PORTAL_TIME_ZONE", "Europe/London")
USE_I18N = False
