"""The addresses of this computer in its networks."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator

import psutil

from receipt_desktop.domain.phone import LocalAddress

VIRTUAL_INTERFACE = re.compile(
    r"^(docker|br-|veth|virbr|vmnet|vboxnet|vnic|lxc|lxd|cni|flannel|tun|tap|wg|utun|ppp|zt|"
    r"tailscale|ham|awdl|llw|bridge|ifb|dummy|vEthernet|VirtualBox|VMware|Hyper-V)",
    re.IGNORECASE,
)
"""Names of network cards that exist in software only; a phone rarely reaches them."""
EXAMPLE_ADDRESS = "192.0.2.1"
"""RFC 5737 keeps it for examples; no packet is sent to it."""


def list_local_addresses() -> tuple[LocalAddress, ...]:
    """The addresses that a phone may reach, the most likely one first; empty without a network.

    IPv6 only where there is no IPv4, since its addresses are hard to type.
    """
    found = list(_iterate_addresses())
    version = 4 if any(":" not in one.address for one in found) else 6
    fitting = (one for one in found if (":" in one.address) is (version == 6))  # noqa: PLR2004
    default = find_default_address()
    return tuple(sorted(fitting, key=lambda one: _rank_address(one, default)))


def find_default_address() -> str:
    """The address of this computer towards the default route; "" without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect((EXAMPLE_ADDRESS, 9))
            return str(asked.getsockname()[0])
        except OSError:
            return ""


def _iterate_addresses() -> Iterator[LocalAddress]:
    states = psutil.net_if_stats()
    for interface, entries in psutil.net_if_addrs().items():
        if interface in states and not states[interface].isup:
            continue
        for entry in entries:
            if entry.family in (socket.AF_INET, socket.AF_INET6):
                ip = ipaddress.ip_address(entry.address.partition("%")[0])
                if not (ip.is_loopback or ip.is_link_local or ip.is_unspecified):
                    yield LocalAddress(str(ip), interface, not ip.is_global)


def _rank_address(one: LocalAddress, default: str) -> tuple[bool, bool, bool, str]:
    """Private before public, real before virtual, the default route's before others."""
    is_virtual = bool(VIRTUAL_INTERFACE.match(one.interface))
    return not one.is_private, is_virtual, one.address != default, one.address
