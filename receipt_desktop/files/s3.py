"""S3 options, errors and limits for the shared storage."""

from __future__ import annotations

import re
from typing import Any

from receipt_desktop.domain.errors import ServiceUnavailable

S3_TIMEOUTS = {
    "connect_timeout": 5,
    "read_timeout": 10,
    "retries": {"mode": "standard", "total_max_attempts": 2},
}
"""Seconds, and how often botocore asks; its own five times make minutes of a silent server."""
S3_ATTEMPTS = 2
"""How often s3fs asks botocore."""
BUCKET_PATTERN = re.compile(r"[A-Za-z0-9._-]{3,255}|arn:.+")
"""What S3 takes for a bucket; a key or a password before an @ is none."""
NO_BUCKET_CODE = "NoSuchBucket"
"""The store's word for a bucket that is not there."""


def configure_s3(files: Any) -> None:
    """Make the S3 client from what the environment says. Raises `ServiceUnavailable`."""
    files.retries = S3_ATTEMPTS
    try:
        files.connect()
    except connection_errors() as error:
        kind = type(error).__name__
        raise ServiceUnavailable(
            f"The way to S3 makes no sense: check its address and profile ({kind}).",
            key="shelf_setup",
            kind=kind,
        ) from error


def make_s3_options() -> dict[str, Any]:
    """Other machines change the store, so no listing is kept; what `FSSPEC_S3` says has its way."""
    from fsspec.config import conf  # noqa: PLC0415 (optional)

    said = conf.get("s3", {}).get("config_kwargs", {})
    return {"use_listings_cache": False, "config_kwargs": {**S3_TIMEOUTS, **said}}


def error_code(error: BaseException) -> str:
    """S3's own word for what went wrong; "" when there is none."""
    response = getattr(error.__cause__, "response", None) or {}
    word = str(response.get("Error", {}).get("Code", ""))
    return word if word.isalnum() else ""


def connection_errors() -> tuple[type[Exception], ...]:
    """What a store that is not reached raises, or one that cannot be."""
    try:
        from aiohttp import ClientError as BrokenOff  # noqa: PLC0415 (there with s3fs alone)
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415
    except ImportError:
        return (OSError, ValueError)
    return (OSError, ValueError, BotoCoreError, ClientError, BrokenOff)


def credential_errors() -> tuple[type[Exception], ...]:
    """What a store raises that does not take our key, or is given none."""
    try:
        from botocore.exceptions import (  # noqa: PLC0415 (there with s3fs alone)
            NoCredentialsError,
            PartialCredentialsError,
        )
    except ImportError:
        return (PermissionError,)
    return (PermissionError, NoCredentialsError, PartialCredentialsError)
