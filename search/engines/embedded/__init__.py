"""The embedded engine: an index in a folder, written and read in this process through tantivy.

The only door of tantivy; :mod:`search.engine` says what any replacement has to promise.
"""
