"""Benchmarks: what the portal costs beside the bare thing it is built on, both measured in one run.

Outside the river: nothing of the portal imports this package. ``./bin/bench`` runs it.
"""
