"""Settings shared by every way of running the portal.

Each topic has a file of its own; an environment module (``local``, ``test``, ``production``)
starts with ``from portal.settings.base import *``.
"""

from pathlib import Path

from portal.settings.environment import BASE_DIR, text
from portal.settings.environment import DATA_DIR as DATA_DIR
from portal.settings.api import *  # noqa: F403 - a settings module is its names
from portal.settings.comments import *  # noqa: F403 - a settings module is its names
from portal.settings.database import *  # noqa: F403 - a settings module is its names
from portal.settings.files import *  # noqa: F403 - a settings module is its names
from portal.settings.logging import *  # noqa: F403 - a settings module is its names
from portal.settings.mail import *  # noqa: F403 - a settings module is its names
from portal.settings.page_cache import *  # noqa: F403 - a settings module is its names
from portal.settings.search import *  # noqa: F403 - a settings module is its names
from portal.settings.security import *  # noqa: F403 - a settings module is its names
from portal.settings.wagtail import *  # noqa: F403 - a settings module is its names

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

# Upstream first, so that a later room may override a template of an earlier one only on purpose.
INSTALLED_APPS = [
    "portal.audit",
    "portal.organisations",
    "portal.accounts",
    "portal.jobs",
    "portal.mail",
    "portal.files",
    "portal.editorial",
    "portal.pages",
    "portal.api",
    "portal.comments",
    "portal.home",
    "search",
    "documents",
    "news",
    "exemplars",
    "django_comments_xtd",
    "django_comments",
    "portal.comments.fences",
    "rest_framework",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.pages.cache.middleware.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.RefuseUnreadableRequests",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.OldAddresses",
    "portal.middleware.ActingUser",
    "portal.middleware.AtomicWrites",
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
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["portal.settings.formats"]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]

STATIC_URL = "/static/"
# Collected static files are served compressed from PORTAL_STATIC; without it straight from the apps.
STATIC_ROOT = Path(text("PORTAL_STATIC")) if text("PORTAL_STATIC") else None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "portal.files.storage.ClosedMediaStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if WHITENOISE_USE_FINDERS
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "queued": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
