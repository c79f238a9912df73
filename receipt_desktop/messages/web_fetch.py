"""Errors of fetching a picture or PDF from a web address."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "fetch_failed": "{host} cannot be reached: {reason}.",
        "fetch_timeout": "{host} did not send the file in time.",
        "fetch_status": "{host} did not provide the file (HTTP {status}). Save it in the browser, "
        "then add it.",
        "fetch_web_page": "This address is a web page, not an image or PDF. Save the image in the "
        "browser, then add the file.",
        "fetch_type": "{host} sends {type}, not an image or PDF.",
        "fetch_too_large": "The file on {host} is larger than {limit} MB.",
        "fetch_redirects": "{host} redirects too often, or to an unencrypted address.",
        "fetch_data_address": "The image in the web page cannot be decoded.",
    }
)
