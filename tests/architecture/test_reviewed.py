"""Words that deserve a second pair of eyes stand only where somebody looked at them."""

import re

import pytest

from tests.architecture.tree import ROOT, source_files

SCRIPTS = {"bin/_portal.py", "bin/pin-requirements", "bin/serve", "bin/test"}
# What to look for, and the files where it was looked at.
REVIEWED: dict[str, set[str]] = {
    r"\bmark_safe\b": {
        "documents/templatetags/documents_tags.py",
        "news/margin.py",
        "portal/comments/wording.py",
        "portal/pages/structured.py",
        "portal/pages/links.py",
        "portal/pages/templatetags/portal_ui.py",
        "search/templatetags/search_marks.py",
    },
    r"\bpickle\b|\bmarshal\b|\bshelve\b": set(),
    r"(?<![.\w])(?:eval|exec)\(": set(),
    r"\bsubprocess\b|\bos\.system\b|\bos\.popen\b|\bmultiprocessing\b": SCRIPTS
    | {
        "documents/extraction/operations.py",
        "documents/extraction/page_pictures.py",
        "documents/extraction/recognition.py",
        "documents/importing/reading.py",
    },
    r"\.raw\(|\.extra\(|\bRawSQL\(": {
        "documents/chain_graph.py",
        # Options of a request to Elasticsearch, no SQL.
        "search/engines/elasticsearch/engine.py",
        "search/engines/elasticsearch/passage_index.py",
        "search/engines/elasticsearch/reading.py",
        "search/engines/elasticsearch/results.py",
    },
    r"\burlopen\b|\bimport requests\b|\bhttpx\b": set(),
    r"# type: ignore(?!\[)|# noqa(?!:)": set(),
}


@pytest.mark.parametrize("pattern", REVIEWED)
def test_it_stands_only_where_it_was_reviewed(pattern: str) -> None:
    found = {str(path.relative_to(ROOT)) for path in source_files() if re.search(pattern, path.read_text())}

    assert found - REVIEWED[pattern] == set()
