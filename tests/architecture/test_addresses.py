"""Nothing in the repository names a package registry or a path of somebody's machine."""

import re

from tests.architecture.tree import ROOT, committed_files

# Spelt in pieces, or this file would name them itself.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "registry." + "yarnpkg",
    "crates" + ".io",
    "proxy." + "golang",
    "maven" + ".org",
    "deb." + "debian",
    "--index" + "-url",
    "--extra-index" + "-url",
    "--find" + "-links",
]
MACHINE_PATHS = ["/" + "root/", "/" + "work/", "/" + "opt/wheels", "/home/" + "[a-z]+/"]


def found(patterns: list[str]) -> list[str]:
    wanted = re.compile("|".join(patterns).encode())
    hits = []
    for path in committed_files():
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            if b"\0" not in line and wanted.search(line):
                hits.append(f"{path.relative_to(ROOT)}:{number}")
    return hits


def test_no_file_names_a_package_registry() -> None:
    allowed = {"bin/pin-requirements"}  # it refuses such options, so it must spell them

    hits = found([re.escape(pattern) for pattern in REGISTRIES])

    assert [hit for hit in hits if hit.rpartition(":")[0] not in allowed] == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert found(MACHINE_PATHS) == []


def test_requirements_are_pinned_with_hashes_and_carry_no_address() -> None:
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        blocks = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)[1:]

        assert "://" not in text
        assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_development_requirements_contain_the_base_ones_at_the_same_pins() -> None:
    pins = {
        name: set(re.findall(r"(?m)^[a-zA-Z0-9][^ \\]*", (ROOT / "requirements" / f"{name}.txt").read_text()))
        for name in ("base", "dev")
    }

    assert pins["base"] - pins["dev"] == set()
