"""Finds network scanners by multicast DNS (RFC 6762) and DNS-based service discovery (RFC 6763).

One question goes out from a port of its own; devices answer it directly (RFC 6762, section 5.1).
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import dns.exception
import dns.message
import dns.name
import dns.rdatatype
import psutil

from receipt_desktop.domain.scanning import Scanner, ScannerKind

log = logging.getLogger(__name__)

MULTICAST = ("224.0.0.251", 5353)
SERVICES: Mapping[str, str] = {"_uscan._tcp.local.": "http", "_uscans._tcp.local.": "https"}
"""Services of eSCL with the scheme of their addresses."""
SEARCH_SECONDS = 2.5
REPEAT_SECONDS = 0.8
"""Datagrams get lost; the question is asked again."""
MAX_BYTES = 9_000
"""Of an answer (RFC 6762, section 17)."""
MAX_SCANNERS = 50
TTL = 255


@dataclass(slots=True)
class _Records:
    """What the answers said, by names in lower case."""

    instances: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The scheme and the shown name of each service instance."""
    services: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Its host and port."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    """The IPv4 address of each host."""


def search_scanners(seconds: float = SEARCH_SECONDS) -> list[Scanner]:
    """The network scanners that answer within some seconds, by name; none without a network."""
    answers = []
    with _open_socket() as connection:
        end = time.monotonic() + seconds
        ask_at = 0.0
        while (now := time.monotonic()) < end:
            if now >= ask_at:
                _ask(connection)
                ask_at = now + REPEAT_SECONDS
            connection.settimeout(max(0.01, min(end, ask_at) - now))
            with suppress(TimeoutError, OSError):
                answers.append(connection.recvfrom(MAX_BYTES)[0])
    return parse_answers(answers)


def parse_answers(answers: Iterable[bytes]) -> list[Scanner]:
    """The scanners that answers name, by name; those over HTTP come before HTTPS."""
    records = _Records()
    for answer in answers:
        with suppress(dns.exception.DNSException, ValueError):
            _collect(records, dns.message.from_wire(answer, ignore_trailing=True))
    found: dict[tuple[str, str], Scanner] = {}
    for instance, (scheme, name) in sorted(records.instances.items(), key=lambda item: item[1]):
        scanner = _make_scanner(records, instance, scheme, name)
        if scanner:
            found.setdefault((scanner.name, records.services[instance][0]), scanner)
    return sorted(found.values(), key=lambda one: one.name.casefold())[:MAX_SCANNERS]


def _collect(records: _Records, message: dns.message.Message) -> None:
    for rrset in (*message.answer, *message.additional):
        owner = rrset.name.to_text().lower()
        for data in rrset:
            if rrset.rdtype == dns.rdatatype.PTR and owner in SERVICES:
                label = data.target.labels[0].decode("utf-8", "replace")
                records.instances[data.target.to_text().lower()] = (SERVICES[owner], label)
            elif rrset.rdtype == dns.rdatatype.SRV:
                records.services[owner] = (data.target.to_text().lower(), data.port)
            elif rrset.rdtype == dns.rdatatype.TXT:
                records.texts[owner] = dict(_parse_texts(data.strings))
            elif rrset.rdtype == dns.rdatatype.A:
                records.addresses.setdefault(owner, data.address)


def _parse_texts(strings: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    for string in strings:
        key, _, value = string.decode("utf-8", "replace").partition("=")
        yield key.lower(), value


def _make_scanner(records: _Records, instance: str, scheme: str, name: str) -> Scanner | None:
    """The scanner of a service instance; None while its address is not known."""
    host, port = records.services.get(instance, ("", 0))
    address = records.addresses.get(host)
    if not address or not _is_near(address):
        return None
    texts = records.texts.get(instance, {})
    path = texts.get("rs", "eSCL").strip("/") or "eSCL"
    shown = name if name.isprintable() and name else texts.get("ty", host)
    return Scanner(ScannerKind.ESCL, shown, f"{scheme}://{address}:{port}/{path}")


def _is_near(address: str) -> bool:
    """Whether it is an address of a local network, which is all that this answers for."""
    found = ipaddress.ip_address(address)
    return found.is_private or found.is_link_local


def _open_socket() -> socket.socket:
    connection = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    connection.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, TTL)
    connection.bind(("", 0))
    return connection


def _ask(connection: socket.socket) -> None:
    """Ask for both services on every network interface."""
    questions = [
        dns.message.make_query(name, dns.rdatatype.PTR, flags=0).to_wire() for name in SERVICES
    ]
    for local in _list_own_addresses():
        with suppress(OSError):  # an interface without multicast
            connection.setsockopt(
                socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(local)
            )
            for question in questions:
                connection.sendto(question, MULTICAST)


def _list_own_addresses() -> list[str]:
    return [
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET
    ]
