"""QR codes for walls, paper and the terminal; and what a phone's camera needs to join a network."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from live import qr


def test_a_code_is_a_picture_with_its_own_white_ground() -> None:
    picture = qr.svg("http://192.168.1.2:8080/table/4#t4.abc")
    root = ET.fromstring(picture)
    assert root.tag.endswith("svg") and root.get("viewBox")
    assert b'fill="white"' in picture
    assert not re.search(rb"(?:href|src)=", picture), "a picture asks for nothing from outside"


def test_another_text_is_another_picture() -> None:
    assert qr.svg("http://a/") != qr.svg("http://b/")
    assert qr.svg("http://a/") == qr.svg("http://a/")


def test_a_picture_is_drawn_once_and_the_number_kept_is_bounded() -> None:
    """Drawing takes tens of milliseconds, in which nobody else is answered, and anybody may ask for one."""
    assert qr.svg("http://once/") is qr.svg("http://once/")
    assert 150 < (qr.svg.cache_info().maxsize or 0) < 1000


def test_the_terminal_shows_it_with_block_letters() -> None:
    drawn = qr.terminal("http://192.168.1.2:8080/")
    assert "█" in drawn and len(drawn.splitlines()) > 10


@pytest.mark.parametrize(
    ("ssid", "password", "said"),
    [
        ("Forum", "secret12", "WIFI:T:WPA;S:Forum;P:secret12;;"),
        ("Forum", "", "WIFI:T:nopass;S:Forum;;"),
        ("Зал; 1", 'a:b,c"d\\e', 'WIFI:T:WPA;S:Зал\\; 1;P:a\\:b\\,c\\"d\\\\e;;'),
    ],
)
def test_a_network_is_told_with_its_signs_escaped(ssid: str, password: str, said: str) -> None:
    assert qr.wifi(ssid, password) == said
