"""Under which addresses the hall can reach this computer, the likeliest first.

The adapters are read, never guessed from a route: a hall's router often leads nowhere. IPv4 only, as the
server listens and as a person can type it. Nothing here touches the game.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

import ifaddr

# Adapters on which no device of the hall can be: containers, virtual machines, tunnels.
ELSEWHERE = re.compile(
    r"docker|^br-[0-9a-f]+|^veth|virbr|podman|^cni|vethernet|hyper-v|wsl|vmware|vmnet|virtualbox|vboxnet"
    r"|^tun|^tap|^utun|^wg\d|wireguard|tailscale|zerotier|^zt|openvpn|vpn|^ppp|anyconnect|fortinet|nordlynx"
    r"|bluetooth|^awdl|^llw|teredo|isatap",
    re.IGNORECASE,
)
WIRELESS = re.compile(r"wi-?fi|wlan|^wl|wireless", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of this computer and the adapter that has it."""

    ip: str
    adapter: str
    loopback: bool = False

    def url(self, port: int, path: str = "/") -> str:
        return f"http://{self.ip}:{port}{path}"


def addresses(adapters: Iterable[ifaddr.Adapter] | None = None) -> list[Address]:
    """Every address a device may use, the preferred one first and the loopback, for this computer, last."""
    found = [Address("127.0.0.1", "loopback", loopback=True)]
    for adapter in ifaddr.get_adapters() if adapters is None else adapters:
        name = str(adapter.nice_name or adapter.name)
        for entry in adapter.ips:
            if not entry.is_IPv4 or ELSEWHERE.search(name):
                continue
            ip = ipaddress.IPv4Address(entry.ip)
            if not (ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified):
                found.append(Address(str(ip), name))
    return sorted(dict.fromkeys(found), key=_rank)


def _rank(address: Address) -> tuple[bool, bool, bool, str, ipaddress.IPv4Address]:
    ip = ipaddress.IPv4Address(address.ip)
    # A cable to the hall's router and the router's Wi-Fi are one network; the cable is steadier.
    wireless = bool(WIRELESS.search(address.adapter))
    return address.loopback, not ip.is_private, wireless, address.adapter, ip
