"""QR codes: as SVG for pages and sheets, as letters for the terminal."""

from __future__ import annotations

import io
from functools import lru_cache

import qrcode
from qrcode.image.svg import SvgPathFillImage

KEPT = 512
"""Pictures: the hall's two, and one for each seat of a large hall."""


@lru_cache(KEPT)
def svg(text: str) -> bytes:
    """A QR code as an SVG picture with its own white ground, readable from a slip or a wall."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    code.add_data(text)
    code.make(fit=True)
    file = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(file)
    return file.getvalue()


def terminal(text: str) -> str:
    """A QR code drawn with block letters, for the window where the server was started."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, border=2)
    code.add_data(text)
    code.make(fit=True)
    file = io.StringIO()
    code.print_ascii(out=file, invert=True)
    return file.getvalue()


def wifi(ssid: str, password: str) -> str:
    r"""What a phone's camera needs to join a network; `\ ; , : "` are escaped. No password: an open network."""
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(ssid)};;"
    return f"WIFI:T:WPA;S:{_escaped(ssid)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in '\\;,:"' else letter for letter in text)
