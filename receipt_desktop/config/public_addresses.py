"""The addresses and ports that requests to foreign web addresses may go to."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
"""Address space allocated by IANA; the rest is special or unused."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 address within IPv6 (RFC 6052)."""
SPECIAL_NETWORKS = (
    ipaddress.ip_network("3fff::/20"),  # examples, RFC 9637
    ipaddress.ip_network("2001::/23"),  # IETF protocols, Teredo and ORCHID among them
    ipaddress.ip_network("192.0.0.0/24"),  # IETF protocols
    ipaddress.ip_network("192.88.99.0/24"),  # the old relays of 6to4
)
"""Special networks that the standard library does not list."""

NON_HTTP_PORTS = frozenset(
    {
        *(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161),
        *(179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563),
        *(587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060),
        *(5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)
"""Ports of other protocols, which browsers do not call (WHATWG Fetch, "port blocking")."""
DATABASE_PORTS = frozenset({1433, 1521, 3306, 3389, 5432, 5900, 6379, 11211, 27017})
"""Ports of databases, caches and remote desktops, which may execute HTTP as commands."""
BLOCKED_PORTS = NON_HTTP_PORTS | DATABASE_PORTS


def is_public_address(address: IpAddress) -> bool:
    """Whether the address, and every address embedded in it, is public."""
    return all(_is_globally_routable(one) for one in (address, *embedded_ipv4_addresses(address)))


def embedded_ipv4_addresses(address: IpAddress) -> Iterator[ipaddress.IPv4Address]:
    """IPv4 addresses that an IPv6 address stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address in NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    for found in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())):
        if found is not None:
            yield found


def _is_globally_routable(address: IpAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return True  # the embedded address counts
        if address not in PUBLIC_IPV6 or address.is_site_local:
            return False
    special = any(address in net for net in SPECIAL_NETWORKS if net.version == address.version)
    return address.is_global and not address.is_multicast and not special
