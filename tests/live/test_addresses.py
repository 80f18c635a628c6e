"""Which address is printed first is the difference between a hall that comes in and one that waits."""

import ifaddr
import pytest

from live.addresses import Address, addresses


def adapter(name: str, *ips: str) -> ifaddr.Adapter:
    return ifaddr.Adapter(
        name, name, [ifaddr.IP((ip, 0, 0) if ":" in ip else ip, 64 if ":" in ip else 24, name) for ip in ips]
    )


def test_the_hall_sees_real_adapters_only() -> None:
    found = addresses(
        [
            adapter("lo", "127.0.0.1", "::1"),
            adapter("docker0", "172.17.0.1"),
            adapter("br-3f2a9c", "172.18.0.1"),
            adapter("vEthernet (WSL)", "172.29.64.1"),
            adapter("VirtualBox Host-Only Ethernet Adapter", "192.168.56.1"),
            adapter("tailscale0", "100.101.1.2"),
            adapter("utun3", "10.8.0.6"),
            adapter("wlan0", "192.168.8.20", "fe80::1"),
            adapter("eth1", "169.254.10.10"),
        ]
    )
    assert [address.ip for address in found] == ["192.168.8.20", "127.0.0.1"]


def test_cable_before_wireless_private_before_public_loopback_last() -> None:
    found = addresses(
        [
            adapter("lo", "127.0.0.1"),
            adapter("eth1", "203.0.114.9"),
            adapter("Intel(R) Wi-Fi 6 AX201", "192.168.8.20"),
            adapter("eth0", "192.168.8.100", "192.168.8.9"),
        ]
    )
    assert [address.ip for address in found] == [
        "192.168.8.9",
        "192.168.8.100",
        "192.168.8.20",
        "203.0.114.9",
        "127.0.0.1",
    ]


@pytest.mark.parametrize("adapters", [[], [adapter("lo", "127.0.0.1")]])
def test_without_a_network_the_computer_still_reaches_itself(adapters: list[ifaddr.Adapter]) -> None:
    assert addresses(adapters) == [Address("127.0.0.1", "loopback", loopback=True)]


def test_a_url_is_ready_to_be_typed() -> None:
    assert Address("192.168.8.20", "wlan0").url(8080) == "http://192.168.8.20:8080/"
    assert Address("192.168.8.20", "wlan0").url(8081, "/table/4") == "http://192.168.8.20:8081/table/4"


def test_this_computer_has_an_address() -> None:
    assert addresses()[-1].loopback
