"""Bringing in records of other systems: read, checked, filed as drafts, published only by a run of two people."""
