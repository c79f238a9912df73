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
"""Timeouts in seconds, and attempts; botocore's default of five takes minutes on a dead server."""
S3_ATTEMPTS = 2
"""Attempts of s3fs, each with the attempts of botocore."""
BUCKET_PATTERN = re.compile(r"[A-Za-z0-9._-]{3,255}|arn:.+")
"""Valid bucket names; rejects credentials in the URL, as in key:secret@bucket."""
NO_BUCKET_CODE = "NoSuchBucket"
"""S3's error code for a missing bucket."""


def configure_s3(files: Any) -> None:
    """Create the S3 client from the environment. Raises `ServiceUnavailable`."""
    files.retries = S3_ATTEMPTS
    try:
        files.connect()
    except connection_errors() as error:
        kind = type(error).__name__
        raise ServiceUnavailable("shelf_setup", kind=kind) from error


def make_s3_options() -> dict[str, Any]:
    """Options of s3fs: no cache of listings, `S3_TIMEOUTS` unless `FSSPEC_S3` sets others."""
    from fsspec.config import conf  # noqa: PLC0415 (optional)

    configured = conf.get("s3", {}).get("config_kwargs", {})
    return {"use_listings_cache": False, "config_kwargs": {**S3_TIMEOUTS, **configured}}


def error_code(error: BaseException) -> str:
    """The S3 error code of an error; "" without one."""
    response = getattr(error.__cause__, "response", None) or {}
    code = str(response.get("Error", {}).get("Code", ""))
    return code if code.isalnum() else ""


def connection_errors() -> tuple[type[Exception], ...]:
    """Exception types of a storage that is unreachable or misconfigured."""
    try:
        from aiohttp import ClientError as HttpClientError  # noqa: PLC0415 (comes with s3fs)
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415
    except ImportError:
        return (OSError, ValueError)
    return (OSError, ValueError, BotoCoreError, ClientError, HttpClientError)


def credential_errors() -> tuple[type[Exception], ...]:
    """Exception types of rejected or missing credentials."""
    try:
        from botocore.exceptions import (  # noqa: PLC0415 (comes with s3fs)
            NoCredentialsError,
            PartialCredentialsError,
        )
    except ImportError:
        return (PermissionError,)
    return (PermissionError, NoCredentialsError, PartialCredentialsError)
