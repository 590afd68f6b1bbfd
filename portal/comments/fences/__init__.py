"""Fences around the comment library: what it does by itself and must not do here.

An app of its own, because it has to be ready after the library is.
"""
