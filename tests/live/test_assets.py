"""Static files: an address changes with what it holds, and nothing outside the list is served."""

import gzip
from pathlib import Path

import pytest

from live.assets import ASK_EACH_TIME, FOREVER, Assets

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("a{}", "utf-8")
    (tmp_path / "notes.toml").write_text("x = 1", "utf-8")
    return tmp_path


def test_an_address_carries_the_build_and_is_kept_for_ever(folder: Path) -> None:
    assets = Assets(folder)
    path = assets.url("css/a.css").removeprefix("/static/")
    assert path == f"~{assets.build}/css/a.css"
    found = assets.find(path)
    assert found is not None and found.body == b"a{}" and gzip.decompress(found.packed or b"") == b"a{}"
    assert assets.headers(path)["Cache-Control"] == FOREVER


def test_an_older_address_still_finds_the_file_but_is_not_kept(folder: Path) -> None:
    assets = Assets(folder)
    assert assets.find("~00000000/css/a.css") == assets.find("css/a.css")
    assert assets.headers("~00000000/css/a.css")["Cache-Control"] == ASK_EACH_TIME


def test_a_changed_file_changes_every_address(folder: Path) -> None:
    before = Assets(folder).build
    (folder / "css" / "a.css").write_text("b{}", "utf-8")
    assert Assets(folder).build != before


@pytest.mark.parametrize("path", ["../secret", "css/../../secret", "notes.toml", "", "~", "~x", "css"])
def test_only_what_was_found_is_served(folder: Path, path: str) -> None:
    assert Assets(folder).find(path) is None


def test_a_page_cannot_name_a_file_that_is_not_there(folder: Path) -> None:
    with pytest.raises(LookupError):
        Assets(folder).url("css/b.css")


def test_it_is_packed_only_for_who_can_unpack(folder: Path) -> None:
    assets = Assets(folder)
    assert "Content-Encoding" not in assets.headers("css/a.css")
    assert assets.headers("css/a.css", "gzip, deflate")["Content-Encoding"] == "gzip"


def test_a_page_knows_every_module_that_its_first_one_needs(tmp_path: Path) -> None:
    for path, body in {
        "main.js": 'import { a } from "./lib/a.js";\nimport "./b.js";\n',
        "b.js": '/** @param {import("./types.js").T} t */\nexport * from "./lib/a.js";\n',
        "lib/a.js": 'import {\n  b,\n} from "../b.js";\n',
        "types.js": "",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(body)
    assert Assets(tmp_path).modules("main.js") == ["main.js", "lib/a.js", "b.js"]


@pytest.mark.parametrize("screen", ["audience", "table", "console", "projector"])
def test_the_modules_of_a_screen_are_all_there(screen: str) -> None:
    assets = Assets(ROOT / "static")
    modules = assets.modules(f"js/{screen}/main.js")
    assert len(modules) > 20 and "vendor/htm-preact.module.js" in modules


def test_a_phone_loads_little() -> None:
    """140 phones come in within minutes over one access point. Fonts are apart: they load after the text."""
    assets = Assets(ROOT / "static")
    styles = ["css/tokens.css", "css/base.css", "css/parts.css", "css/audience.css", "img/icons.svg"]
    scripts = ["js/first.js", "vendor/socket.io.min.js", *assets.modules("js/audience/main.js")]
    packed = sum(len(found.packed or b"") for path in (*styles, *scripts) if (found := assets.find(path)))
    assert packed < 92_000
