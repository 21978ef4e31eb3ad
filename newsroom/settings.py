"""One file of settings, from a strict environment: a value that makes no sense stops the start with one sentence.

`docs/operations.md` lists every variable. NAME_FILE is read in place of NAME for secrets.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from articles.embeds import FRAME_SOURCES
from newsroom import environment as env
from newsroom.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = env.folder("STATE_DIR", default=BASE_DIR / "var")
DEBUG = env.switch("DEBUG", default=False)

SITE_URL = env.site_url("SITE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = [*env.hosts("ALLOWED_HOSTS", default=[env.host_of(SITE_URL)]), "127.0.0.1", "localhost"]  # who asks after our health
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

DATABASES = {"default": env.database("DATABASE_URL", embedded=STATE_DIR / "newsroom.sqlite3")}
IS_EMBEDDED = env.is_embedded("DATABASE_URL")
SECRET_KEY = env.secret_key("SECRET_KEY", kept_in=STATE_DIR / "secret_key" if IS_EMBEDDED else None)
SECRET_KEY_FALLBACKS = env.former_keys("SECRET_KEY_FALLBACKS", kept_in=STATE_DIR / "former_secret_keys" if IS_EMBEDDED else None)
READ_ONLY = env.switch("READ_ONLY", default=False)
METRICS_PORT = env.number("METRICS_PORT", default=0, least=0, most=65_535)

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.apps.DeskConfig",  # django.contrib.admin with our AdminSite
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "taggit",
    "js_asset",
    "django_prose_editor",
    "csp",
    "articles",
    "comments",
]
MIDDLEWARE = [
    "newsroom.middleware.request_id",
    "newsroom.middleware.hand_over_pictures",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.middleware.refuse_writes",  # its page has a token and names who is signed in
    "newsroom.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
_LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],  # before the apps: our admin templates win
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader" if DEBUG else "newsroom.plates.loader.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.site",
            ],
        },
    }
]

AUTH_USER_MODEL = "newsroom.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_ADAPTER = "newsroom.accounts.DeskAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # nobody signs up: see the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all processes without any set-up: limits on signing in must hold across them. Pages are not kept here.
    "default": {
        "BACKEND": "newsroom.attempts.CountedAttempts",
        "LOCATION": "newsroom_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # of more, some are forgotten: whoever tries so many names must not free one by it
    }
}

SESSION_ENGINE = "newsroom.sessions"

LANGUAGE_CODE = env.language("LANGUAGE_CODE", default="en")
TIME_ZONE = env.time_zone("TIME_ZONE", default="UTC")
USE_TZ = True
FORMAT_MODULE_PATH = ["newsroom.formats"]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", default=STATE_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("MEDIA_ROOT", default=STATE_DIR / "media")
S3 = env.bucket("S3_URL", secret="S3_SECRET_KEY")  # noqa: S106 - a name
BACKUP_S3 = env.bucket("BACKUP_S3_URL", secret="BACKUP_S3_SECRET_KEY") or S3  # noqa: S106 - a name
MEDIA_BY_PROXY = env.switch("MEDIA_BY_PROXY", default=False) and not S3  # no proxy of ours reads a bucket
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT / "public"}},
    "originals": {  # never served
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "originals", "base_url": None, "file_permissions_mode": 0o600},
    },
    **{name: {"BACKEND": "newsroom.bucket.Bucket", "OPTIONS": S3 | {"location": folder}} for name, folder in env.FOLDERS_OF_BUCKET if S3},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "newsroom.storage.StaticStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 40_000_000  # a body too long comes back in the form with a sentence, not as a bare 400
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

EMAIL_BACKEND, EMAIL = env.email("EMAIL_URL")
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = EMAIL["host"], EMAIL["port"], EMAIL["use_tls"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["user"], EMAIL["password"]
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default=f"newsroom@{env.host_of(SITE_URL)}")

_IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if _IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether subdomains and preloading join in HSTS is the domain owner's to say
    "security.W021",
    "security.W008",  # the proxy that holds the certificate sends readers to https
]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "newsroom.kept_typing.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# No unsafe-inline, no unsafe-eval, no hash. The nonce is for one tag, the import map of the desk's editor; readers' pages have none.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, *FRAME_SOURCES],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
COMMENTS_CLIENT_ADDRESS = "newsroom.accounts.client_address"
"""Who asked, for limits on comments: `comments` does not know `newsroom`."""
LOOK_INLINE = False
"""Ask for changes through the request's own connection: for tests, whose transactions no other connection sees."""

LOGGING = logging_settings(
    as_json=env.switch("LOG_JSON", default=False),
    level=env.choice("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], default="INFO"),
)
