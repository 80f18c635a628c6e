"""The static files of the screens: read once, named by what they hold, served only if they were found at start.

In the game: how a tablet gets its screen. Truth flows one way: `static/` on disk → this list in memory → the browser.
The tree's hash stands in the path (`/static/~1f2e3d4c/js/…`), so that modules imported by relative paths
carry it too and a device never mixes files of two releases.
"""

from __future__ import annotations

import gzip
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
# `from "./x.js";` and `import "./x.js";` at the end of a statement; not the import("…") of a type in a comment.
IMPORTED = re.compile(r"""(?:\bfrom|^import)\s*["'](\.[^"']+)["']\s*;""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    kind: str
    body: bytes
    packed: bytes | None
    etag: str


class Assets:
    """The allow-list of static files and their addresses."""

    def __init__(self, folder: Path, prefix: str = "/static/") -> None:
        self._prefix = prefix
        self._files = _read(folder)
        self.build = _hash_of(self._files)
        self._modules: dict[str, list[str]] = {}

    def url(self, path: str) -> str:
        """The address of `path`; a page that names a file which is not there fails in the tests, not in the hall."""
        if path not in self._files:
            raise LookupError(f"no static file {path!r}")
        return f"{self._prefix}~{self.build}/{path}"

    def find(self, path: str) -> Asset | None:
        """The file behind an address under the prefix, with or without a build in it."""
        return self._files.get(_without_build(path))

    def headers(self, path: str, accept_encoding: str = "") -> Mapping[str, str]:
        """What to say with the file: an address with this build in it never changes its content."""
        asset = self.find(path)
        if asset is None:
            return {}
        said = {
            "Content-Type": asset.kind,
            "ETag": f'"{asset.etag}"',
            "Cache-Control": FOREVER if path.startswith(f"~{self.build}/") else ASK_EACH_TIME,
            "X-Content-Type-Options": "nosniff",
            "Vary": "Accept-Encoding",
        }
        if asset.packed is not None and "gzip" in accept_encoding:
            said["Content-Encoding"] = "gzip"
        return said

    def modules(self, path: str) -> list[str]:
        """The module `path` and every module that it imports, however deep: what a browser must load to start it.

        A page names them all at once (`modulepreload`), or a browser would find them one level at a time and a
        phone at the far wall would pay the way to the laptop for each level.
        """
        if path not in self._modules:
            self._modules[path] = self._imports_of(path)
        return self._modules[path]

    def paths(self) -> list[str]:
        """Every file that may be asked for."""
        return sorted(self._files)

    def _imports_of(self, path: str) -> list[str]:
        found = [path]
        for module in found:
            folder = posixpath.dirname(module)
            named = IMPORTED.findall(self._files[module].body.decode())
            found += [
                each
                for name in dict.fromkeys(named)
                if (each := posixpath.normpath(posixpath.join(folder, name))) not in found
            ]
        return found


def _read(folder: Path) -> dict[str, Asset]:
    found = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix in KINDS)
    return {file.relative_to(folder).as_posix(): _asset(file) for file in found}


def _asset(file: Path) -> Asset:
    body = file.read_bytes()
    packed = gzip.compress(body, 9, mtime=0) if file.suffix in {".css", ".js", ".svg"} else None
    return Asset(KINDS[file.suffix], body, packed, hashlib.sha256(body).hexdigest()[:16])


def _hash_of(files: Mapping[str, Asset]) -> str:
    whole = hashlib.sha256()
    for path, asset in sorted(files.items()):
        whole.update(f"{path}\0{asset.etag}\0".encode())
    return whole.hexdigest()[:8]


def _without_build(path: str) -> str:
    if not path.startswith("~"):
        return path
    return path.partition("/")[2]
