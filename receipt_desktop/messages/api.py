"""What the HTTP API answers, and errors of its server and of webhooks.

The French sentences of the statuses and of `still_running` are those of the specification.
`api_` and the key of an error: its wording in the API, where that differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "status_pending": "Your request is waiting to be processed",
        "status_processing": "Your receipt is being analysed...",
        "status_completed": "Processing completed successfully",
        "status_failed": "Processing failed",
        "still_running": "Processing is still running. Please check the status first.",
        "api_unknown_id": "Request not found: no receipt has this id.",
        "api_incomplete": "Missing on this receipt: {fields}. To approve it anyway, list these "
        "fields in acceptMissing.",
        "unknown_path": "This address does not exist.",
        "method": "This method is not allowed at this address.",
        "unauthorized": "The access token is missing or invalid.",
        "rate_limited": "Too many requests: the limit is {limit} per minute. Try again in "
        "{retry_after} s.",
        "request_too_large": "The request is too large. The limit is {limit} MB.",
        "not_multipart": "Send the form as multipart/form-data.",
        "bad_input": "The request is invalid: {field}: {problem}",
        "bad_body": "The request body cannot be read.",
        "unhealthy": "The service is temporarily unavailable",
        "not_finished": "This receipt is still being processed.",
        "finished": "This receipt has already been processed.",
        "bad_cursor": "This cursor is invalid.",
        "too_many_streams": "Too many event streams are open.",
        "idempotency_reused": "This Idempotency-Key was already used for a different request.",
        "idempotency_running": "The first request with this Idempotency-Key is still running.",
        "problem_invalid": "invalid value",
        "problem_missing": "missing",
        "problem_characters": "invalid characters",
        "problem_too_short": "too short",
        "problem_too_long": "too long",
        "problem_too_many": "too many values",
        "problem_unknown": "unknown field",
        "problem_json": "malformed JSON",
        "webhook_no_url": "This address cannot be called: it is not an http or https address.",
        "webhook_port": "This address cannot be called: its port belongs to another protocol.",
        "webhook_user": "This address cannot be called: it contains a user name.",
        "webhook_name": "This address cannot be called: its host name is invalid.",
        "webhook_this_computer": "This address cannot be called: it is this computer.",
        "webhook_private": "This address cannot be called: it is in a private network.",
        "webhook_reserved": "This address cannot be called: it does not belong to a single host.",
        "api_port": "Port {port} is already in use or not permitted. Choose another port.",
        "api_host": "This computer does not have the address {host}.",
        "api_certificate": "The certificate and its private key cannot be used ({reason}). Both "
        "must be PEM files that belong together.",
        "api_certificate_missing": "Choose both files: the certificate and its private key.",
        "api_start": "The API did not start in time.",
    }
)
