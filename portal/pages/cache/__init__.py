"""The page cache: finished pages for readers who are not logged in, and the count of changes that ends their life."""

from portal.pages.cache.declaring import keep, kept
from portal.pages.cache.generation import moved_on
from portal.pages.cache.lifetime import ends_by
from portal.pages.cache.watching import unseen, watch

__all__ = ["ends_by", "keep", "kept", "moved_on", "unseen", "watch"]
