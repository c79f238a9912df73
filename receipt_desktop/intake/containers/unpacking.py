"""Unpacks one container with everything nested in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.display import format_file_name
from receipt_desktop.domain.errors import InvalidRequest, ReceiptError, TooLarge
from receipt_desktop.files.pending_file import copy_error
from receipt_desktop.intake.containers import zip_archive
from receipt_desktop.intake.containers.bodies import BodyRule
from receipt_desktop.intake.containers.eml_message import parse_eml
from receipt_desktop.intake.containers.kinds import ContainerKind, detect_container
from receipt_desktop.intake.containers.limits import (
    MEGABYTE,
    LimitReached,
    UnpackBudget,
    UnpackLimits,
)
from receipt_desktop.intake.containers.member_names import join_path, make_safe_name
from receipt_desktop.intake.containers.message import MailMessage, MessageHeader, Part
from receipt_desktop.intake.containers.msg_message import parse_msg
from receipt_desktop.intake.containers.ornaments import is_ornament
from receipt_desktop.intake.containers.tnef import is_tnef, parse_tnef
from receipt_desktop.intake.containers.zip_archive import ZipMember
from receipt_desktop.reading.file_search import FoundFile
from receipt_desktop.reading.file_types import HEAD_BYTES, detect_file_type, make_unreadable_error

CHUNK_BYTES = 1 << 18
MESSAGE_NAME, FILE_NAME = "message", "file"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the container the unpacking is."""

    origin: Origin
    depth: int = 1

    def enter(self, member: str) -> _Place:
        """The place of a member."""
        path = join_path(self.origin.member, member)
        return replace(self, origin=replace(self.origin, member=path))

    def go_deeper(self) -> _Place:
        """The place in a nested container."""
        return replace(self, depth=self.depth + 1)

    def read_by(self, message: MailMessage) -> _Place:
        """The place in a message."""
        header, origin = message.header, self.origin
        return replace(
            self,
            origin=replace(
                origin,
                sender=header.sender or origin.sender,
                subject=header.subject or origin.subject,
                sent_at=header.sent_at or origin.sent_at,
            ),
        )


@dataclass(slots=True)
class Unpacking:
    """One container while it is unpacked into a folder of its own."""

    found: FoundFile
    folder: Path
    limits: UnpackLimits
    body_rule: BodyRule
    budget: UnpackBudget = field(init=False)
    _numbers: Iterator[int] = field(default_factory=count)
    _yielded: int = 0

    def run(self, kind: ContainerKind) -> Iterator[FoundFile]:
        """The files in the container, and an error for what could not be unpacked."""
        name = format_file_name(self.found.path.name)
        try:
            content_hash, size = self._measure(kind)
            self.budget = UnpackBudget(self.limits, name, size)
            place = _Place(Origin(self.found.path.name, content_hash, ""))
            for one in self._open(self.found.path, kind, place):
                self._yielded += 1
                yield one
            if not self._yielded:
                raise InvalidRequest("container_empty", name=name)
        except ReceiptError as error:
            yield FoundFile(self.found.path, self.found.given, error)
        except OSError as error:
            yield FoundFile(self.found.path, self.found.given, copy_error(error, self.found.path))

    def _measure(self, kind: ContainerKind) -> tuple[str, int]:
        """Hash and size of the container. Raises `ReceiptError`."""
        path = self.found.path
        is_archive = kind is ContainerKind.ZIP
        limit = self.limits.max_archive_bytes if is_archive else self.limits.max_message_bytes
        digest, size = hashlib.sha256(), 0
        try:
            with make_openable(path).open("rb") as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    digest.update(chunk)
                    size += len(chunk)
                    if size > limit:
                        raise _make_size_error(path.name, size, limit)
        except OSError as error:
            raise make_unreadable_error(path, error) from error
        return digest.hexdigest(), size

    def _open(self, path: Path, kind: ContainerKind, place: _Place) -> Iterator[FoundFile]:
        """Unpack a container. Raises `ReceiptError`, `OSError`."""
        self.budget.check_depth(place.depth)
        name = format_file_name(path.name)
        if kind is ContainerKind.ZIP:
            yield from self._open_zip(path, place)
            return
        data = make_openable(path).read_bytes()
        if kind is ContainerKind.TNEF:
            message = MailMessage(MessageHeader(), parse_tnef(data))
        elif kind is ContainerKind.MSG:
            message = parse_msg(data, name, self.limits.max_depth)
        else:
            message = parse_eml(data, name)
        yield from self._open_message(message, place, name)

    def _open_zip(self, path: Path, place: _Place) -> Iterator[FoundFile]:
        name = format_file_name(path.name)
        with zip_archive.open_zip(path, name, self.limits.max_members) as archive:
            for member in zip_archive.list_members(archive):
                self.budget.take_member()
                inside = place.enter(member.path)
                shown = format_file_name(make_safe_name(member.path))
                try:
                    unpacked = self._unpack_member(archive, member, shown)
                except LimitReached:
                    raise
                except InvalidRequest as error:
                    yield self._refuse(inside, error)
                    continue
                yield from self._take_file(unpacked, inside)

    def _unpack_member(self, archive: ZipFile, member: ZipMember, shown: str) -> Path:
        """Raises `InvalidRequest`, `OSError` for a full disk."""
        if member.info.file_size > self.limits.max_member_bytes:
            raise _make_size_error(shown, member.info.file_size, self.limits.max_member_bytes)
        with zip_archive.open_member(archive, member, shown) as stream:
            return self._write(stream, make_safe_name(member.path), shown)

    def _write(self, stream: IO[bytes], name: str, shown: str) -> Path:
        """A copy of a member in the folder, as long as the limits allow."""
        path = self._make_path(name)
        size = 0
        with path.open("xb") as target:
            while chunk := zip_archive.read_chunk(stream, CHUNK_BYTES, shown):
                size += len(chunk)
                self.budget.take_bytes(len(chunk))
                if size > self.limits.max_member_bytes:
                    raise _make_size_error(shown, size, self.limits.max_member_bytes)
                target.write(chunk)
        return path

    def _make_path(self, name: str) -> Path:
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        return make_openable(folder / name)

    def _take_file(self, path: Path, place: _Place) -> Iterator[FoundFile]:
        """An unpacked file, or what is in it when it is a container."""
        kind = detect_container(path)
        if kind is None:
            yield FoundFile(path, self._show(place), origin=place.origin)
            return
        try:
            yield from self._open(path, kind, place.go_deeper())
        except LimitReached:
            raise
        except InvalidRequest as error:
            yield self._refuse(place, error)
        finally:
            path.unlink(missing_ok=True)

    def _open_message(self, message: MailMessage, place: _Place, name: str) -> Iterator[FoundFile]:
        self.budget.check_depth(place.depth)
        place = place.read_by(message)
        if message.encryption:
            yield self._refuse(place, InvalidRequest(message.encryption, name=name))
            return
        has_files = False
        for number, part in enumerate(_list_parts(message), 1):
            self.budget.take_member()
            if not is_ornament(part, message):
                for one in self._take_part(part, place, number):
                    has_files |= _is_receipt(one)
                    yield one
        if not has_files and self.body_rule(message.header):
            yield from self._take_body(message, place, name)

    def _take_part(self, part: Part, place: _Place, number: int) -> Iterator[FoundFile]:
        if isinstance(part.content, MailMessage):
            title = make_safe_name(part.content.header.subject, f"{MESSAGE_NAME} {number}")
            inside = place.enter(title).go_deeper()
            yield from self._open_message(part.content, inside, format_file_name(title))
            return
        name = make_safe_name(part.name, f"{FILE_NAME} {number}")
        self.budget.take_bytes(len(part.content))
        if len(part.content) > self.limits.max_member_bytes:
            limit = self.limits.max_member_bytes
            yield self._refuse(place.enter(name), _make_size_error(name, len(part.content), limit))
            return
        path = self._make_path(name)
        path.write_bytes(part.content)
        yield from self._take_file(path, place.enter(name))

    def _take_body(self, message: MailMessage, place: _Place, name: str) -> Iterator[FoundFile]:
        """The text of a message, which is named as the message is."""
        from receipt_desktop.intake.containers.body_pdf import (  # noqa: PLC0415 (slow to load)
            print_body,
        )

        printed = print_body(message)
        if printed:
            path = self._make_path(make_safe_name(name, MESSAGE_NAME))
            path.write_bytes(printed)
            yield FoundFile(path, self._show(place), origin=place.origin)

    def _refuse(self, place: _Place, error: InvalidRequest) -> FoundFile:
        return FoundFile(self.found.path, self._show(place), error, place.origin)

    def _show(self, place: _Place) -> str:
        member = place.origin.member
        return f"{self.found.given}/{member}" if member else self.found.given


def _list_parts(message: MailMessage) -> Iterator[Part]:
    """The attachments, with those of a winmail.dat in its place."""
    for part in message.parts:
        if isinstance(part.content, bytes) and is_tnef(part.content):
            yield from parse_tnef(part.content)
        else:
            yield part


def _is_receipt(found: FoundFile) -> bool:
    """Whether an unpacked file may be a receipt."""
    if found.error:
        return False
    with found.path.open("rb") as stream:
        return detect_file_type(stream.read(HEAD_BYTES)) is not None


def _make_size_error(name: str, size: int, limit: int) -> TooLarge:
    return TooLarge(
        "file_too_large",
        name=format_file_name(name),
        size=-(-size // MEGABYTE),
        limit=limit // MEGABYTE,
    )
