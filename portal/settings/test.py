"""The test run: a data folder of its own that vanishes with it, quick password hashing.

``PORTAL_DATA`` is set before anything else is read, so that no test can touch the data of a real site, whatever
the shell says. The database is a file: an in-memory one fails parallel requests.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="portal-test-"))
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["PORTAL_DATA"] = str(_data)
os.environ.pop("SEARCH_URL", None)

from portal.settings.base import *  # noqa: E402, F403 - a settings module is its names

SECRET_KEY = "only-for-tests"  # noqa: S105 - signs nothing outside a test run
# Most tests ask what a page is made from; those of the page cache turn it on.
PAGE_CACHE_BYTES = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
