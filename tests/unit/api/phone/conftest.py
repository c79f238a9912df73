"""The page for phones, listening, and a phone that speaks HTTP with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from receipt_desktop.api.phone.pairing import LIFETIME_SECONDS, Pairing
from receipt_desktop.api.phone.server import PhoneServer
from receipt_desktop.domain.phone import PhoneStage, PhoneState
from tests.unit.api.conftest import Service
from tests.waiting import SECONDS

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/131.0 Mobile Safari/537.36"
LOOPBACK = "127.0.0.1"


@dataclass
class Clock:
    """A clock that a test sets forward."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_an_hour(self) -> None:
        self.now += LIFETIME_SECONDS


@dataclass
class Phone:
    """A browser with its cookies."""

    http: httpx.Client
    origin: str

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"X-Receipt-Desktop": "1", "Origin": self.origin, **more.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **more)

    def pair(self, code: str) -> httpx.Response:
        return self.ask("POST", "/pair", json={"code": code})

    def send(self, photo_id: str, content: bytes, name: str = "a.jpg") -> httpx.Response:
        headers = {"X-File-Name": name, "Content-Type": "image/jpeg"}
        return self.ask("PUT", f"/photos/{photo_id}", content=content, headers=headers)

    def list(self) -> httpx.Response:
        return self.ask("GET", "/photos")


@dataclass
class Invitation:
    """A listener with one code."""

    server: PhoneServer
    origin: str
    code: str
    clock: Clock
    states: list[PhoneState]
    phones: list[httpx.Client] = field(default_factory=list)

    def phone(self, agent: str = IPHONE) -> Phone:
        """A new browser."""
        client = httpx.Client(
            base_url=self.origin,
            headers={"User-Agent": agent, "Accept-Language": "de"},
            timeout=SECONDS,
        )
        self.phones.append(client)
        return Phone(client, self.origin)

    def paired(self) -> Phone:
        """A browser that is paired."""
        phone = self.phone()
        assert phone.pair(self.code).status_code == 200
        return phone

    @property
    def state(self) -> PhoneState:
        return self.server.session.state

    def is_at(self, stage: PhoneStage) -> bool:
        return self.state.stage is stage


@pytest.fixture
def invite(service: Service) -> Iterator[Callable[[], Invitation]]:
    made: list[Invitation] = []

    def invite() -> Invitation:
        clock, states = Clock(), list[PhoneState]()
        server = PhoneServer(service.actions, LOOPBACK, states.append, Pairing(clock))
        invitation = server.start()
        made.append(Invitation(server, invitation.page, invitation.code, clock, states))
        return made[-1]

    yield invite
    for one in made:
        for client in one.phones:
            client.close()
        one.server.stop()


@pytest.fixture
def invitation(invite: Callable[[], Invitation]) -> Invitation:
    return invite()
