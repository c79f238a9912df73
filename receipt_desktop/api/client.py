"""A small client of the API, for programs in Python.

with Client("http://127.0.0.1:8642", token) as client:
    request_id = client.submit("receipt.jpg", client_id="shop")
    result = client.wait(request_id)
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import httpx

RECEIPTS_PATH = "/api/v1/receipts"
POLL_SECONDS = 0.5


def to_json_value(value: object) -> object:
    """Amounts and dates as JSON values."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, (date, clock)) else value


class ApiError(Exception):
    """An error response; `code` and `status` identify it, the text explains it."""

    def __init__(self, status: int, code: str, message: str, retry_after: float | None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after
        """Seconds."""


class Client:
    """One service and one token. Thread-safe, as httpx's client is."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        client_id: str = "",
        language: str = "en",
        timeout: float = 60.0,
        verify: Any = True,
    ) -> None:
        """`timeout` in seconds of one request; `verify` as httpx has it, for a CA of one's own.

        `client_id` identifies the client for rate limits and the audit log.
        """
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        headers |= {"X-Client-Id": client_id} if client_id else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=timeout, verify=verify)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    # -- receipts in

    def submit(
        self,
        *files: str | Path,
        client_id: str,
        metadata: Mapping[str, str] | None = None,
        callback_url: str | None = None,
        idempotency_key: str | None = None,
        password: str | None = None,
    ) -> str:
        """Send one file or several as one request; the id of the first receipt.

        `password` opens protected PDFs. Raises `ApiError` if a file was rejected; the others are
        accepted (see `submit_all`).
        """
        data = self.submit_all(
            *files,
            client_id=client_id,
            metadata=metadata,
            callback_url=callback_url,
            idempotency_key=idempotency_key,
            password=password,
        )
        for one in data.get("receipts", ()):
            if one.get("error"):
                code, why = one["error"]["code"], one["error"]["message"]
                raise ApiError(int(httpx.codes.BAD_REQUEST), code, f"{one['file']}: {why}", None)
        return str(data["requestId"])

    def submit_all(
        self,
        *files: str | Path,
        client_id: str,
        metadata: Mapping[str, str] | None = None,
        callback_url: str | None = None,
        idempotency_key: str | None = None,
        password: str | None = None,
    ) -> dict[str, Any]:
        """The same; the `data` of the answer, where several files are `receipts`."""
        form = {"clientId": client_id}
        form |= {"metadata": json.dumps(dict(metadata))} if metadata else {}
        form |= {"password": password} if password else {}
        form |= {"callbackUrl": callback_url} if callback_url else {}
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        with ExitStack() as stack:
            parts = [
                ("image", (Path(file).name, stack.enter_context(Path(file).open("rb"))))
                for file in files
            ]
            answer = self._http.post(
                f"{RECEIPTS_PATH}/analyze", data=form, files=parts, headers=headers
            )
        return self._read_data(answer)

    # -- receipts out

    def status(self, request_id: str) -> dict[str, Any]:
        """Status, progress in percent, seconds left, a sentence."""
        return self._read_data(self._http.get(f"{RECEIPTS_PATH}/{request_id}/status"))

    def result(self, request_id: str) -> dict[str, Any] | None:
        """The result; None while the receipt is processed."""
        answer = self._http.get(f"{RECEIPTS_PATH}/{request_id}/result")
        return None if answer.status_code == httpx.codes.ACCEPTED else self._read_data(answer)

    def wait(self, request_id: str, seconds: float = 300.0) -> dict[str, Any]:
        """Wait for the result. Raises `TimeoutError`."""
        until = time.monotonic() + seconds
        while True:
            pause = POLL_SECONDS
            try:
                found = self.result(request_id)
            except ApiError as error:
                if error.retry_after is None:
                    raise
                found, pause = None, error.retry_after
            if found is not None:
                return found
            if time.monotonic() + pause >= until:
                raise TimeoutError(f"{request_id} is not finished")
            time.sleep(pause)

    def follow(self, request_id: str) -> Iterator[dict[str, Any]]:
        """Yield the status at each change until the receipt is finished."""
        with self._http.stream(
            "GET", f"{RECEIPTS_PATH}/{request_id}/events", timeout=None
        ) as answer:
            if not answer.is_success:
                answer.read()
            self._check_response(answer)
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if name == "data":
                    yield json.loads(value)

    def receipts(self, **filters: str | float | None) -> Iterator[dict[str, Any]]:
        """All receipts, newest first; filter with `status`, `text`, `dateFrom`, …."""
        cursor: str | None = None
        while True:
            asked = {**filters, "cursor": cursor}
            parameters = {name: value for name, value in asked.items() if value is not None}
            data = self._read_data(self._http.get(RECEIPTS_PATH, params=parameters))
            yield from data["receipts"]
            cursor = data["nextCursor"]
            if cursor is None:
                return

    def image(self, request_id: str, page: int | None = None) -> bytes:
        """The original file, or the upright picture of a page."""
        params = {} if page is None else {"page": page}
        answer = self._http.get(f"{RECEIPTS_PATH}/{request_id}/image", params=params)
        return self._check_response(answer).content

    def csv(self, request_id: str, layout: str = "receipts") -> str:
        """One receipt as CSV."""
        answer = self._http.get(f"{RECEIPTS_PATH}/{request_id}/csv", params={"layout": layout})
        return self._check_response(answer).text

    # -- changes

    def correct(self, request_id: str, **corrections: object) -> dict[str, Any]:
        """Correct values, None for values not on the receipt. Returns the result."""
        values = {name: to_json_value(value) for name, value in corrections.items()}
        body = {"corrections": values}
        return self._read_data(self._http.patch(f"{RECEIPTS_PATH}/{request_id}", json=body))

    def approve(
        self, request_id: str, *, approved: bool = True, accept_missing: Iterable[str] = ()
    ) -> dict[str, Any]:
        """Approve the receipt. Returns the result.

        `accept_missing` names the fields of totalAmount, date and merchantName that are known not
        to be on the receipt; the approval is refused while another one of them is missing.
        """
        body = {"approved": approved, "acceptMissing": list(accept_missing)}
        return self._read_data(self._http.patch(f"{RECEIPTS_PATH}/{request_id}", json=body))

    def delete(self, request_id: str) -> None:
        """Delete the receipt."""
        self._read_data(self._http.delete(f"{RECEIPTS_PATH}/{request_id}"))

    def retry(self, request_id: str) -> dict[str, Any]:
        """Process the receipt again."""
        return self._read_data(self._http.post(f"{RECEIPTS_PATH}/{request_id}/retry"))

    def cancel(self, request_id: str) -> dict[str, Any]:
        """Cancel a waiting or running receipt."""
        return self._read_data(self._http.post(f"{RECEIPTS_PATH}/{request_id}/cancel"))

    # -- splits, joins, receipts by hand

    def propose_split(self, request_id: str) -> list[list[dict[str, Any]]]:
        """The places of the receipts that a receipt seems to consist of; empty for one."""
        found = self._read_data(self._http.get(f"{RECEIPTS_PATH}/{request_id}/split"))
        parts: list[list[dict[str, Any]]] = found["parts"]
        return parts

    def split(
        self, request_id: str, parts: Sequence[Sequence[Mapping[str, Any]]] | None = None
    ) -> list[str]:
        """Split a receipt, as it is proposed without `parts`. The ids of the new receipts."""
        body = {} if parts is None else {"parts": [list(map(dict, part)) for part in parts]}
        answer = self._http.post(f"{RECEIPTS_PATH}/{request_id}/split", json=body)
        return [one["requestId"] for one in self._read_data(answer)["receipts"]]

    def join(self, *request_ids: str) -> str:
        """Join receipts in this order. The id of the new receipt."""
        body = {"requestIds": list(request_ids)}
        answer = self._http.post(f"{RECEIPTS_PATH}/join", json=body)
        return str(self._read_data(answer)["receipts"][0]["requestId"])

    def undo(self, request_id: str) -> list[str]:
        """Take back the split or join of a receipt. The ids of the restored receipts."""
        answer = self._http.post(f"{RECEIPTS_PATH}/{request_id}/undo")
        return [one["requestId"] for one in self._read_data(answer)["receipts"]]

    def enter(self, *, client_id: str, name: str | None = None, **values: object) -> str:
        """Enter a receipt by hand. Its id."""
        corrections = {key: to_json_value(value) for key, value in values.items()}
        body = {"clientId": client_id, "corrections": corrections}
        answer = self._http.post(RECEIPTS_PATH, json=body | ({"name": name} if name else {}))
        return str(self._read_data(answer)["requestId"])

    def attach(self, request_id: str, file: str | Path) -> None:
        """Attach a picture to a receipt that was entered by hand."""
        with Path(file).open("rb") as stream:
            parts = {"image": (Path(file).name, stream)}
            self._read_data(self._http.post(f"{RECEIPTS_PATH}/{request_id}/image", files=parts))

    # -- monitoring

    def stats(self) -> dict[str, Any]:
        """Statistics of the last 90 days."""
        return self._read_data(self._http.get(f"{RECEIPTS_PATH}/stats"))

    def health(self) -> dict[str, Any]:
        """The health of the queue. Raises `ApiError` if it is unhealthy."""
        return self._read_data(self._http.get("/health"))

    def _read_data(self, answer: httpx.Response) -> dict[str, Any]:
        """The data of a successful response. Raises `ApiError`."""
        data: dict[str, Any] = self._check_response(answer).json()["data"]
        return data

    def _check_response(self, answer: httpx.Response) -> httpx.Response:
        """Check the status of a response. Raises `ApiError`."""
        if answer.is_success:
            return answer
        try:
            error = answer.json()["error"]
        except (ValueError, LookupError, TypeError):  # of something between us and the service
            error = {"code": "SERVICE_UNAVAILABLE", "message": f"answered {answer.status_code}"}
        wait = answer.headers.get("Retry-After", "")
        seconds = float(wait) if wait.isdecimal() else None
        raise ApiError(answer.status_code, error["code"], error["message"], seconds)
