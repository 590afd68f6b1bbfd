"""Rows written by the thousand: what ``bulk_create`` writes, prepared once for a table and not once for a row."""
