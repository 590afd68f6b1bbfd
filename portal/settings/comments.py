"""The comment library: its model as it comes, its mail threads off, its pictures of persons off."""

from portal.settings.environment import text, words

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "django_comments_xtd.models.XtdComment"
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 1

# How often opinions may be sent. A door that many people share (an office, a school) is one client.
COMMENT_LIMITS = {
    "client": [
        (int(text("COMMENTS_PER_CLIENT_10_MINUTES", "10")), 600),
        (int(text("COMMENTS_PER_CLIENT_DAY", "60")), 86_400),
    ],
    "target": [(int(text("COMMENTS_PER_ITEM_10_MINUTES", "200")), 600)],
    "letters-address": [(3, 3_600), (6, 86_400)],
    "letters-client": [(10, 3_600), (30, 86_400)],
    "attempt": [(int(text("COMMENT_ATTEMPTS_A_MINUTE", "120")), 60)],
    "receipt": [(int(text("RECEIPT_LOOKUPS_10_MINUTES", "120")), 600)],
}
# Days beside weekends and fixed holidays on which nobody decides, as 2027-02-08.
COMMENT_DAYS_OFF = words("COMMENT_DAYS_OFF")
# How many proxies of our own stand before the portal, each adding the address it has seen to X-Forwarded-For.
TRUSTED_PROXIES = int(text("TRUSTED_PROXIES", "0"))
