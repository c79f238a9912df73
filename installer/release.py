"""Makes what the check for updates needs: the key, the build's facts, the signed release file.

    python installer/release.py key PRIVATE_KEY_FILE
    python installer/release.py build-info --address URL --key PUBLIC_KEY --package NAME -o FILE
    python installer/release.py sign --private-key FILE --version 1.2.0 --page URL
        --download-base URL --package deb=FILE --notes en=FILE -o FILE

The private key never belongs into the repository or onto a build machine that others can reach.
`sign` verifies what it wrote. The format is described in `receipt_desktop/updates/signed_file.py`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from nacl.signing import SigningKey

from receipt_desktop.config.build_info import BuildInfo
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.updates import signed_file

OK, FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; its exit code."""
    options = make_parser().parse_args(arguments)
    try:
        options.run(options)
    except (OSError, ValueError, InvalidRequest) as error:
        print(f"release.py: {error}", file=sys.stderr)
        return FAILED
    return OK


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = top.add_subparsers(required=True)
    key = commands.add_parser("key", help="make a private key, and print the public one")
    key.set_defaults(run=create_key)
    key.add_argument("private_key", type=Path)
    info = commands.add_parser("build-info", help="write build.json for a package")
    info.set_defaults(run=write_build_info)
    for name in ("address", "key", "package"):
        info.add_argument(f"--{name}", required=True)
    sign = commands.add_parser("sign", help="write and sign the release file")
    sign.set_defaults(run=sign_release)
    sign.add_argument("--private-key", type=Path, required=True)
    for name in ("version", "page", "download-base"):
        sign.add_argument(f"--{name}", required=True)
    sign.add_argument("--package", action="append", type=split_pair, required=True)
    sign.add_argument("--notes", action="append", type=split_pair, default=[])
    for command in (info, sign):
        command.add_argument("-o", "--output", type=Path, required=True)
    return top


def split_pair(word: str) -> tuple[str, Path]:
    """A name and a file from NAME=FILE. Raises `ValueError`."""
    name, equals, file = word.partition("=")
    if not (name and equals and file):
        raise ValueError(word)
    return name, Path(file)


def create_key(options: argparse.Namespace) -> None:
    """Write a new private key, for its owner alone; never over an old one."""
    key = SigningKey.generate()
    handle = os.open(options.private_key, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(base64.b64encode(bytes(key)) + b"\n")
    print(encode_public_key(key))


def encode_public_key(key: SigningKey) -> str:
    """The public key as `build.json` has it."""
    return base64.b64encode(bytes(key.verify_key)).decode("ascii")


def write_build_info(options: argparse.Namespace) -> None:
    """Write the facts that `receipt_desktop.config.build_info` reads."""
    values = dict(
        zip(BuildInfo.__slots__, (options.address, options.key, options.package), strict=True)
    )
    options.output.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def sign_release(options: argparse.Namespace) -> None:
    """Write the signed release file after opening it as the program will."""
    key = SigningKey(base64.b64decode(options.private_key.read_bytes(), validate=False))
    body = json.dumps(describe_release(options), indent=2, ensure_ascii=False).encode()
    signature = key.sign(signed_file.make_signed_message(body)).signature
    content = signed_file.make_signed_file(body, signature)
    signed_file.open_signed_file(content, encode_public_key(key))
    options.output.write_bytes(content)


def describe_release(options: argparse.Namespace) -> dict[str, object]:
    """The release as JSON, with size and checksum of every package."""
    return {
        "version": options.version,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "page": options.page,
        "notes": {language: file.read_text(encoding="utf-8") for language, file in options.notes},
        "files": {
            package: describe_file(file, options.download_base) for package, file in options.package
        },
    }


def describe_file(file: Path, base: str) -> dict[str, object]:
    """A package as JSON."""
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    url = f"{base.rstrip('/')}/{quote(file.name)}"
    return {"name": file.name, "bytes": file.stat().st_size, "sha256": sha256, "url": url}


if __name__ == "__main__":
    sys.exit(main())
