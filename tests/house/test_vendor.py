"""What we carry of others is exactly what VENDOR.toml says, licences included."""

import hashlib
import re
import tomllib
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
ENTRIES = tomllib.loads((VENDOR / "VENDOR.toml").read_text("utf-8"))["vendored"]


def test_every_file_is_the_one_that_was_looked_over() -> None:
    for entry in ENTRIES:
        found = hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest()
        assert found == entry["sha256"], f"{entry['file']} is not the {entry['name']} {entry['version']} of VENDOR.toml"


def test_every_licence_lies_beside_its_file() -> None:
    for entry in ENTRIES:
        assert entry["licence"] and entry["version"] and entry["source"]
        for name in entry["licence_files"]:
            assert len((VENDOR / name).read_text("utf-8")) > 500, f"{name} is no licence text"


def test_nothing_lies_there_unnamed() -> None:
    named = {"VENDOR.toml"}
    for entry in ENTRIES:
        named |= {entry["file"], *entry["licence_files"]}
    assert {file.name for file in VENDOR.iterdir()} == named


def test_nothing_asks_for_a_source_map() -> None:
    for script in VENDOR.glob("*.js"):
        assert not re.search(r"sourceMappingURL", script.read_text("utf-8")), script.name
