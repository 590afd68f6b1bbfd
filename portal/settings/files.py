"""Where files lie and how large they may be. Nothing below this folder is mounted on a URL."""

from portal.settings.environment import DATA_DIR

STORED_FILES_ROOT = DATA_DIR / "files"
MEDIA_ROOT = DATA_DIR / "images"
MEDIA_URL = "/media/"
# What is drawn of published things, to be shown where their addresses are shared.
SHARE_PICTURES_ROOT = DATA_DIR / "share"
# Pictures of the pages that clerks are filing; only the administration shows them.
PAGE_PICTURES_ROOT = DATA_DIR / "pages"
STORED_FILE_MAX_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640
# Uploads are inspected before a byte is stored, so they stay in memory up to the limit.
FILE_UPLOAD_HANDLERS = ["portal.files.uploads.BoundedMemoryUploadHandler"]
