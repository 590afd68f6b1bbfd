"""The comment library: its model as it comes, its mail threads off, its pictures of persons off."""

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "django_comments_xtd.models.XtdComment"
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 1
