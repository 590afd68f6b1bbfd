"""The Elasticsearch engine: the same fields, the same plan and the same promises on a cluster.

The only door of ``elasticsearch`` (with its ``elasticsearch.dsl``); :mod:`search.engine` says what any
replacement has to promise. Nothing here analyses text or decides what a question means: streams of tokens come
from :mod:`search.fields` and are split at spaces, questions come from :mod:`search.plan` and are translated.
"""
