"""Django settings. What an administrator may set is an environment variable; see docs/operations/settings.md."""

import os
from pathlib import Path
from typing import Any

import pghistory

from gridward.kernel.database.connection import Role, connection_parameters, replica_parameters
from gridward.kernel.database.home import home
from gridward.kernel.drill import drill

HOME = home()
DRILL = drill()
BASE = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("GRIDWARD_DEBUG") == "1"
SECRET_KEY = HOME.password("session_signature")
# The health check asks by 127.0.0.1, whatever name people use.
ALLOWED_HOSTS = [*os.environ.get("GRIDWARD_HOSTS", "localhost,[::1]").split(","), "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [one for one in os.environ.get("GRIDWARD_ORIGINS", "").split(",") if one]
PUBLIC_URL = os.environ.get("GRIDWARD_PUBLIC_URL", "")
HTTPS = os.environ.get("GRIDWARD_HTTPS") == "1"
# Behind a proxy with HTTPS the stream of news has the screens' own origin.
PUSH_URL = os.environ.get("GRIDWARD_PUSH_URL", "/push" if HTTPS else "")
PUSH_PORT = int(os.environ.get("GRIDWARD_PUSH_PORT", "0"))
PUSH_STREAMS = int(os.environ.get("GRIDWARD_PUSH_STREAMS", "600"))
PUSH_STREAMS_EACH = int(os.environ.get("GRIDWARD_PUSH_STREAMS_EACH", "8"))
ROBOT_URL = os.environ.get("GRIDWARD_ROBOT_URL", "")
SMS_URL = os.environ.get("GRIDWARD_SMS_URL", "")
SMS_SECRET_FILE = os.environ.get("GRIDWARD_SMS_SECRET_FILE", "")
CODES_URL = os.environ.get("GRIDWARD_CODES_URL", "")
CODES_APP = os.environ.get("GRIDWARD_CODES_APP", "")
CODES_SECRET_FILE = os.environ.get("GRIDWARD_CODES_SECRET_FILE", "")
ROSTER_SECONDS = float(os.environ.get("GRIDWARD_ROSTER_SECONDS", "30"))
CODES_TIMEOUT = float(os.environ.get("GRIDWARD_CODES_TIMEOUT", "3"))
CODES_TEST_TIME = os.environ.get("GRIDWARD_CODES_TEST_TIME", "sampled")
if CODES_TEST_TIME not in ("sampled", "reported"):
    raise ValueError("GRIDWARD_CODES_TEST_TIME is sampled or reported")
MASTER_KEY_FILE = Path(
    os.environ.get("GRIDWARD_MASTER_KEY_FILE", HOME.path / "keys" / "master.json")
)
CIPHER_SUITE = os.environ.get("GRIDWARD_CIPHERS", "aes")
BACKUP_FOLDER = os.environ.get("GRIDWARD_BACKUP_FOLDER", "")
BACKUP_HOUR = int(os.environ.get("GRIDWARD_BACKUP_HOUR", "2"))
BACKUP_KEEP = int(os.environ.get("GRIDWARD_BACKUP_KEEP", "14"))
PHONE_LIMITS = {
    "wrong_pins": int(os.environ.get("GRIDWARD_PHONE_WRONG_PINS", "10")),
    "days_without_contact": int(os.environ.get("GRIDWARD_PHONE_DAYS", "7")),
    "minutes_until_locked": int(os.environ.get("GRIDWARD_PHONE_LOCK_MINUTES", "5")),
}
PHONE_ORDER_DAYS = int(os.environ.get("GRIDWARD_PHONE_ORDER_DAYS", "7"))
_bands = os.environ.get("GRIDWARD_LOAD_BANDS")
LOAD_BANDS = Path(_bands).read_text(encoding="utf-8") if _bands else ""
DATABASE_ROLE: Role = "owner" if os.environ.get("GRIDWARD_DATABASE_ROLE") == "owner" else "app"

INSTALLED_APPS = [
    "gridward.kernel.apps.KernelConfig",
    "gridward.ground.audit.apps.AuditConfig",
    "gridward.ground.territory.apps.TerritoryConfig",
    "gridward.ground.staff.apps.StaffConfig",
    "gridward.ground.rota.apps.RotaConfig",
    "gridward.ground.register.apps.RegisterConfig",
    "gridward.oversight.reports.apps.ReportsConfig",
    "gridward.work.response.apps.ResponseConfig",
    "gridward.work.riskareas.apps.RiskAreasConfig",
    "gridward.work.rulebooks.apps.RulebooksConfig",
    "gridward.work.workorders.apps.WorkOrdersConfig",
    "gridward.work.care.apps.CareConfig",
    "gridward.work.measures.apps.MeasuresConfig",
    "gridward.work.arrivals.apps.ArrivalsConfig",
    "gridward.work.checkpoints.apps.CheckpointsConfig",
    "gridward.work.siting.apps.SitingConfig",
    "gridward.work.passages.apps.PassagesConfig",
    "gridward.work.watch.apps.WatchConfig",
    "gridward.work.screening.apps.ScreeningConfig",
    "gridward.work.handovers.apps.HandoversConfig",
    "gridward.work.inspections.apps.InspectionsConfig",
    "gridward.work.rounds.apps.RoundsConfig",
    "gridward.work.notices.apps.NoticesConfig",
    "gridward.work.supplies.apps.SuppliesConfig",
    "gridward.work.patrols.apps.PatrolsConfig",
    "gridward.work.tracing.apps.TracingConfig",
    "gridward.work.meetings.apps.MeetingsConfig",
    "gridward.exchange.sync.apps.SyncConfig",
    "gridward.exchange.portal.apps.PortalConfig",
    "gridward.exchange.gates.apps.GatesConfig",
    "gridward.config.apps.HouseConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.usersessions",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gridward.config.screens.ScreensMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gridward.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gridward.config.middleware.PhoneGZipMiddleware",
    "gridward.config.middleware.ActorMiddleware",
]
# Addresses are those that `urls` names: no request looks for itself a second time with a slash behind it.
APPEND_SLASH = False
ROOT_URLCONF = "gridward.config.urls"
WSGI_APPLICATION = "gridward.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

_database = connection_parameters(DATABASE_ROLE)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "gridward.kernel.database.engine",
        "NAME": _database["dbname"],
        "HOST": _database["host"],
        "PORT": str(_database["port"]),
        "USER": _database["user"],
        "PASSWORD": _database["password"],
        # What `gridward.kernel.compiled` asks is prepared at once; Django's own cursors never prepare.
        "OPTIONS": {
            "pool": {"min_size": 0, "max_size": 8, "timeout": 20},
            "prepare_threshold": 0,
        },
    }
}
_replica = replica_parameters()
if _replica:
    DATABASES["replica"] = {
        **DATABASES["default"],
        "HOST": _replica["host"],
        "PORT": str(_replica["port"]),
        "USER": _replica["user"],
        "PASSWORD": _replica["password"],
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # No pool: its waiting for a replica that is gone would be everybody's waiting.
        "OPTIONS": {"connect_timeout": 2},
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["gridward.kernel.database.replica.Router"]
REPLICA_LAG_SECONDS = float(os.environ.get("GRIDWARD_REPLICA_LAG_SECONDS", "5"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
    }
}

AUTH_USER_MODEL = "staff.Account"
AUTHENTICATION_BACKENDS = ["gridward.ground.staff.services.backend.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {"account_reset_password_from_key": "/", "account_signup": "/"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("GRIDWARD_PROXIES", "0"))
ACCOUNT_ADAPTER = "gridward.config.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    # By name before address: one office behind one address must not be locked out as a whole.
    "login": "300/m/ip",
    "login_failed": "5/5m/key,60/5m/ip",
    # Codes of slips: wrong ones by address (`kernel/guessing.py`), sendings by slip.
    "slip_wrong": "20/5m/key",
    "slip_sent": "12/h/key",
    # What one account asks a code service: of codes that are shown, of identity numbers.
    "code_checks": "60/m/key",
    "code_look_ups": "60/h/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "gridward.config.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gridward"
MFA_TOTP_TOLERANCE = 1
SESSION_ENGINE = "gridward.kernel.sessions"
# Cookies do not know ports: those of a drill have names of their own beside the real street's.
if DRILL:
    SESSION_COOKIE_NAME = f"gridward_drill_{DRILL.name}_session"
    CSRF_COOKIE_NAME = f"gridward_drill_{DRILL.name}_csrf"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
# In an installed package the built screens lie beside us, in a checkout where Vite has put them.
SCREENS = {
    app: next(
        (
            path
            for path in (
                BASE / "web" / app,
                BASE.parent.parent / "web" / "apps" / app / "dist",
            )
            if path.exists()
        ),
        None,
    )
    for app in ("console", "field", "portal")
}
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGTRIGGER_INSTALL_ON_MIGRATE = False
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["gridward.config.schedule"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"gridward": {"level": "INFO"}},
}
