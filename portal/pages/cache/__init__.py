"""The page cache: finished pages for readers who are not logged in, and the count of changes that ends their life."""

from portal.pages.cache.declaring import keep, kept, read_on_every_page
from portal.pages.cache.generation import moved_on
from portal.pages.cache.lifetime import ends_by
from portal.pages.cache.watching import unseen, watch

__all__ = ["ends_by", "keep", "kept", "moved_on", "read_on_every_page", "unseen", "watch"]
