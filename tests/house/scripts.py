"""Reads JavaScript just well enough for the house tests: what is code, what is text, what is an htm template.

A browser's parser is not at hand when the tests run, so strings, comments, regular expressions and nested
template literals are told apart by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

REGEX_MAY_FOLLOW = re.compile(r"(?:^|[(,=:\[!&|?{};\n>+\-*%~^<]|\breturn|\btypeof|\bcase)\s*$")


@dataclass
class Script:
    """`code` keeps the length and lines of the source, with comments, strings and templates' texts blanked."""

    code: str
    strings: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)


def read_script(source: str) -> Script:
    reader = _Reader(source)
    reader.code_until(None)
    return Script("".join(reader.out), reader.strings, reader.templates)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.strings: list[str] = []
        self.templates: list[str] = []

    def code_until(self, closing: str | None) -> None:
        """Reads code up to the brace that ends a `${`, or to the end of the file."""
        depth = 0
        while self.at < len(self.source):
            two, one = self.source[self.at : self.at + 2], self.source[self.at]
            if two in {"//", "/*"}:
                self._blank(self._end_of_comment(two))
            elif one in "\"'":
                self._string(one)
            elif one == "`":
                self._template()
            elif one == "/" and REGEX_MAY_FOLLOW.search("".join(self.out[-20:])):
                self._regex()
            else:
                if one == closing and depth == 0:
                    return
                depth += {"{": 1, "}": -1}.get(one, 0)
                self._keep(1)

    def _end_of_comment(self, opening: str) -> int:
        if opening == "//":
            end = self.source.find("\n", self.at)
            return len(self.source) if end < 0 else end
        return self.source.index("*/", self.at) + 2

    def _string(self, quote: str) -> None:
        end = self.at + 1
        while self.source[end] != quote:
            end += 2 if self.source[end] == "\\" else 1
        self.strings.append(self.source[self.at + 1 : end])
        self._keep(1)
        self._blank(end)
        self._keep(1)

    def _regex(self) -> None:
        end, in_class = self.at + 1, False
        while self.source[end] != "/" or in_class:
            in_class = {"[": True, "]": False}.get(self.source[end], in_class)
            end += 2 if self.source[end] == "\\" else 1
        self._keep(end + 1 - self.at)

    def _template(self) -> None:
        """Collects the text outside `${…}`; the code inside is read as code."""
        is_html = bool(re.search(r"\bhtml$", "".join(self.out[-6:])))
        texts = [""]
        self._keep(1)
        while self.source[self.at] != "`":
            if self.source.startswith("${", self.at):
                texts.append("")
                self._keep(2)
                self.code_until("}")
                self._keep(1)
            else:
                step = 2 if self.source[self.at] == "\\" else 1
                texts[-1] += self.source[self.at : self.at + step]
                self._blank(self.at + step)
        self._keep(1)
        (self.templates if is_html else self.strings).append("\0".join(texts))

    def _keep(self, count: int) -> None:
        self.out.extend(self.source[self.at : self.at + count])
        self.at += count

    def _blank(self, end: int) -> None:
        self.out.extend("\n" if char == "\n" else " " for char in self.source[self.at : end])
        self.at = end


def literal_text(template: str) -> str:
    """What a reader would see of an htm template that no `t()` said. `\\0` stands for a `${…}`."""
    seen: list[str] = []
    rest = re.sub(r"<!--.*?-->", " ", template, flags=re.S)
    outside = re.sub(r"<[^>]*>", " ", rest)
    seen += re.findall(r"[^\W\d_]+", re.sub(r"&\w+;", " ", outside))
    for tag in re.findall(r"<[^>]*>", rest):
        for value in re.findall(r"\b(?:aria-label|title|placeholder|alt)\s*=\s*[\"']([^\"']*)[\"']", tag):
            seen += re.findall(r"[^\W\d_]+", value)
    return " ".join(seen)
