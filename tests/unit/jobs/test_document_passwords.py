"""Passwords stay in the process that was given them; other processes only learn which one it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from receipt_desktop.broker.address import RedisAddress, make_client
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.jobs import document_passwords
from receipt_desktop.jobs.document_passwords import DocumentPasswords

FILE = "0" * 64
Make = Callable[..., DocumentPasswords]


@pytest.fixture
def process(redis_address: RedisAddress, request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes the passwords of a process by its name."""
    made: list[DocumentPasswords] = []

    def make(
        name: str, *, is_consumer: bool = True, ended: frozenset[str] = frozenset()
    ) -> DocumentPasswords:
        made.append(
            DocumentPasswords(
                redis_address,
                request.node.nodeid,
                process_name=name,
                is_consumer=is_consumer,
                has_ended=ended.__contains__,
            )
        )
        return made[-1]

    yield make
    for passwords in made:
        passwords.close()


def test_passwords_belong_to_their_process(process: Make) -> None:
    window, worker = process("window"), process("worker")
    window.add_passwords(FILE, ("a", "b"))
    assert window.get_passwords(FILE) == ("a", "b")
    assert worker.get_passwords(FILE) == ()
    assert not window.is_held_elsewhere(FILE)
    assert worker.is_held_elsewhere(FILE)


def test_a_process_that_has_ended_holds_nothing(process: Make) -> None:
    process("window").add_passwords(FILE, ("a",))
    assert not process("worker", ended=frozenset({"window"})).is_held_elsewhere(FILE)


def test_wrong_passwords_are_forgotten(process: Make) -> None:
    window, worker = process("window"), process("worker")
    window.add_passwords(FILE, ("a",))
    window.forget_passwords(FILE)
    assert window.get_passwords(FILE) == ()
    assert not worker.is_held_elsewhere(FILE)


def test_only_the_holder_takes_its_name_back(process: Make) -> None:
    window, worker = process("window"), process("worker")
    window.add_passwords(FILE, ("a",))
    worker.forget_passwords(FILE)
    assert worker.is_held_elsewhere(FILE)


def test_a_process_without_workers_accepts_none(process: Make) -> None:
    with pytest.raises(InvalidRequest) as caught:
        process("serve", is_consumer=False).add_passwords(FILE, ("a",))
    assert caught.value.key == "password_no_workers"


def test_redis_never_sees_a_password(process: Make, redis_address: RedisAddress) -> None:
    process("window").add_passwords(FILE, ("opensesame",))
    with make_client(redis_address) as connection:
        values = [connection.get(key) for key in connection.keys("*password*")]
    assert b"window" in values
    assert not any(b"opensesame" in (value or b"") for value in values)


def test_the_oldest_files_are_forgotten(process: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_passwords, "MAX_FILES", 2)
    window = process("window")
    for file in "abc":
        window.add_passwords(file, ("x",))
    assert [window.get_passwords(file) for file in "abc"] == [(), ("x",), ("x",)]


@pytest.mark.expected_logs("receipt_desktop.jobs.document_passwords")
def test_passwords_work_without_redis() -> None:
    passwords = DocumentPasswords(
        RedisAddress("redis://127.0.0.1:1/0", "nowhere", is_own=False),
        "q",
        process_name="window",
        is_consumer=True,
    )
    passwords.add_passwords(FILE, ("a",))
    assert passwords.get_passwords(FILE) == ("a",)
    assert not passwords.is_held_elsewhere(FILE)
    passwords.close()
