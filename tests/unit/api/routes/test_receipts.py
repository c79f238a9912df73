"""One receipt's life over HTTP, told and decided."""

from __future__ import annotations

import io
import json
import logging
import os
import threading
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image

from receipt_desktop.api.routes.uploads import clean_file_name
from receipt_desktop.api.serializers import result_to_json
from receipt_desktop.domain.api_clients import ClientInfo
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.jobs.stale_files import delete_stale_files
from tests.samples import bad_files
from tests.unit.api.conftest import RECEIPTS, Service, refused
from tests.waiting import SECONDS

NOBODY = "11111111-1111-4111-8111-111111111111"
JOURNEY = [
    ("GET", "status"),
    ("GET", "result"),
    ("GET", "events"),
    ("GET", "image"),
    ("GET", "csv"),
    ("POST", "retry"),
    ("POST", "cancel"),
]


@pytest.mark.parametrize("receipt_id", [NOBODY, "1", "%00", "..%2f..%2fetc", NOBODY.upper()])
def test_an_unknown_id_is_not_found(service: Service, receipt_id: str) -> None:
    for method, what in JOURNEY:
        answer = service.http.request(method, f"{RECEIPTS}/{receipt_id}/{what}")
        message = refused(answer, 404, "INVALID_REQUEST")
        assert "n’existe pas" in message or message.startswith("Requête non trouvée")
    for method in ("PATCH", "DELETE"):
        answer = service.http.request(method, f"{RECEIPTS}/{NOBODY}", json={})
        refused(answer, 404, "INVALID_REQUEST")


def test_the_metadata_of_the_client_is_kept(service: Service, fresh: Path) -> None:
    said = {"source": "mobile_app", "expectedType": "retail", "priority": "high"}
    found = service.submitted(fresh, clientId="Kasse 3", metadata=json.dumps(said))
    assert service.actions.get_receipt(found).priority is Priority.HIGH
    assert service.actions.get_client_info(found) == ClientInfo("Kasse 3", "mobile_app", "retail")
    (entry,) = service.actions.list_audit_entries(AuditQuery(receipt_id=found))
    assert (entry.actor, entry.action) == ("api:Kasse 3", "submit")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"clientId": ""}, "clientId"),
        ({"clientId": "two\nlines"}, "clientId"),
        ({"clientId": "x" * 201}, "clientId"),
        ({"metadata": "{"}, "metadata"),
        ({"metadata": "[]"}, "metadata"),
        ({"metadata": '{"priority": "urgent"}'}, "metadata.priority"),
        ({"metadata": '{"source": 5}'}, "metadata.source"),
    ],
)
def test_input_that_does_not_fit_is_refused_with_its_field(
    service: Service, fresh: Path, form: dict[str, str], field: str
) -> None:
    message = refused(service.submit(fresh, **form), 400, "INVALID_REQUEST")
    assert f" {field}\u00a0: " in message


def test_a_form_without_file_or_client_and_no_form_at_all(service: Service) -> None:
    url = f"{RECEIPTS}/analyze"
    answer = service.http.post(url, data={"clientId": "x"}, files={"other": b"x"})
    assert " image\u00a0: " in refused(answer, 400, "INVALID_REQUEST")
    for other in (
        service.http.post(url, json={"clientId": "x"}),
        service.http.post(url, content=b"image", headers={"Content-Type": "image/jpeg"}),
        service.http.post(url),
    ):
        refused(other, 415, "INVALID_REQUEST")


def test_files_that_are_no_receipts_are_refused_in_words(service: Service, tmp_path: Path) -> None:
    bad = bad_files(tmp_path / "bad")
    statuses = {
        "empty.jpg": 400,
        "text.jpg": 415,
        "page.pdf": 415,
        "document.docx": 415,
        "one byte.png": 415,
    }
    for name, status in statuses.items():
        message = refused(service.submit(bad[name]), status, "INVALID_REQUEST")
        assert name in message
        assert str(tmp_path) not in message
        assert str(service.paths.data) not in message
    assert refused(service.submit(bad["empty.jpg"]), 400, "INVALID_REQUEST") == (
        "empty.jpg est vide."
    )


def test_nothing_of_a_refused_file_is_kept(service: Service, tmp_path: Path) -> None:
    before = sorted(service.paths.originals.rglob("*"))
    assert service.submit(bad_files(tmp_path / "bad")["text.jpg"]).status_code == 415
    assert sorted(service.paths.originals.rglob("*")) == before


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../x.jpg", "x.jpg"),
        ("..\\..\\x.jpg", "x.jpg"),
        ("/etc/passwd", "passwd"),
        ("..", "receipt"),
        ("", "receipt"),
        (None, "receipt"),
        ("a\x00b\x1b[2J.jpg", "ab[2J.jpg"),
        ("Beleg März 🧾.jpg", "Beleg März 🧾.jpg"),
        ("x" * 500, "x" * 200),
    ],
)
def test_a_file_name_is_shown_without_its_path(given: str | None, shown: str) -> None:
    assert clean_file_name(given) == shown


def test_a_malicious_file_name_reaches_no_other_folder(service: Service, fresh: Path) -> None:
    parts = {"image": ("../../../../tmp/evil.jpg", fresh.read_bytes())}
    answer = service.http.post(f"{RECEIPTS}/analyze", data={"clientId": "x"}, files=parts)
    receipt = service.actions.get_receipt(answer.json()["requestId"])
    assert receipt.file_name == "evil.jpg"
    kept = [one for one in service.paths.originals.rglob("*") if one.is_file()]
    assert receipt.content_hash in {one.name for one in kept}
    assert "evil.jpg" not in {one.name for one in kept}


def test_several_files_are_answered_one_by_one(
    service: Service, fresh: Path, tmp_path: Path
) -> None:
    other = tmp_path / "b.jpg"
    other.write_bytes(fresh.read_bytes() + b"b")
    parts = [
        ("image", ("note.txt", b"Dear sir, this is a letter. " * 20)),
        ("image", ("a.jpg", fresh.read_bytes())),
        ("image", ("b.jpg", other.read_bytes())),
    ]
    answer = service.http.post(f"{RECEIPTS}/analyze", data={"clientId": "x"}, files=parts)
    assert answer.status_code == 202
    body = answer.json()
    note, first, second = body["data"]["receipts"]
    assert (note["file"], note["status"], note["error"]["code"]) == (
        "note.txt",
        "failed",
        "INVALID_REQUEST",
    )
    assert [one["file"] for one in (first, second)] == ["a.jpg", "b.jpg"]
    assert body["requestId"] == body["data"]["requestId"] == first["requestId"]
    assert first["requestId"] != second["requestId"]


def test_the_same_bytes_are_the_same_receipt(service: Service, fresh: Path) -> None:
    assert service.submitted(fresh) == service.submitted(fresh)


def test_a_repeated_request_is_answered_with_its_receipt(service: Service, fresh: Path) -> None:
    def ask(key: str, data: bytes = fresh.read_bytes(), client: str = "shop") -> httpx.Response:
        return service.http.post(
            f"{RECEIPTS}/analyze",
            data={"clientId": client},
            files={"image": ("a.jpg", data)},
            headers={"Idempotency-Key": key},
        )

    first = ask("order 1")
    assert "idempotency-replayed" not in first.headers
    service.actions.remove([first.json()["requestId"]])
    service.actions.restore([first.json()["requestId"]])
    again = ask("order 1")
    assert again.status_code == 202
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json()["requestId"] == first.json()["requestId"]
    other = ask("order 1", fresh.read_bytes() + b"other")
    assert "Idempotency-Key" in refused(other, 409, "INVALID_REQUEST")
    assert ask("order 1", client="another shop").status_code == 202
    assert refused(ask("order 2", b"no picture, " * 20), 415, "INVALID_REQUEST")
    assert ask("order 2").status_code == 202  # what was refused may be sent again


def test_a_repetition_while_the_first_is_answered(service: Service) -> None:
    assert service.actions.begin_idempotent_request("shop", "order 9", "f" * 64) is None
    with pytest.raises(Exception, match="still running"):
        service.actions.begin_idempotent_request("shop", "order 9", "f" * 64)
    service.actions.finish_idempotent_request("shop", "order 9", ())
    assert service.actions.begin_idempotent_request("shop", "order 9", "f" * 64) is None


def test_a_running_receipt_has_a_progress(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.work(found, 65)
    data = service.data(service.http.get(f"{RECEIPTS}/{found}/status"))
    assert data == {
        "requestId": found,
        "status": "processing",
        "progress": 65,
        "estimatedTimeRemaining": 10,
        "message": "Analyse de votre reçu en cours...",
    }
    answer = service.http.get(f"{RECEIPTS}/{found}/result")
    assert refused(answer, 202, "PROCESSING_ERROR") == (
        "Le traitement est encore en cours. Veuillez vérifier le statut d'abord."
    )
    assert int(answer.headers["retry-after"]) == 10


def test_a_failed_receipt_explains_its_error_in_the_requested_language(
    service: Service, fresh: Path
) -> None:
    found = service.submitted(fresh)
    service.fail(found)
    said = {
        "fr": ("Échec du traitement : ", "Le PDF ne contient aucune page."),
        "de": ("Die Verarbeitung ist fehlgeschlagen : ", "Das PDF hat keine Seiten."),
        "en": ("Processing failed : ", "The PDF has no pages."),
    }
    for language, (status, why) in said.items():
        headers = {"Accept-Language": language}
        told = service.data(service.http.get(f"{RECEIPTS}/{found}/status", headers=headers))
        data = service.data(service.http.get(f"{RECEIPTS}/{found}/result", headers=headers))
        assert data["status"] == "failed"
        assert data["error"] == {"code": "INVALID_REQUEST", "message": why}
        assert told["message"] == status + why
        assert told["estimatedTimeRemaining"] == 0
        assert "data" not in data


def test_the_picture_and_the_table(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    picture = service.http.get(f"{RECEIPTS}/{found}/image")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content == fresh.read_bytes()
    refused(service.http.get(f"{RECEIPTS}/{found}/image?page=0"), 404, "INVALID_REQUEST")
    service.complete(found)
    page = service.paths.data / "pages" / "aa" / "aabb" / "0.jpg"
    page.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (20, 20)).save(page)
    shown = service.http.get(f"{RECEIPTS}/{found}/image?page=0")
    assert Image.open(io.BytesIO(shown.content)).size == (20, 20)
    table = service.http.get(f"{RECEIPTS}/{found}/csv")
    assert table.headers["content-type"].startswith("text/csv")
    head, row, rest = table.text.split("\r\n")
    assert (head.split(",")[0], row.split(",")[0], rest) == ("id", found, "")
    items = service.http.get(f"{RECEIPTS}/{found}/csv?layout=items").text
    assert "LAIT 1L" in items


def test_a_person_corrects_and_approves(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    url = f"{RECEIPTS}/{found}"
    refused(service.http.patch(url, json={"approved": True}), 409, "INVALID_REQUEST")
    service.complete(found)
    wanted = {
        "totalAmount": 30.5,
        "date": "2024-02-03",
        "time": "08:15",
        "merchantName": "Épicerie",
        "currency": "CHF",
        "cardLast4": None,
    }
    data = service.data(service.http.patch(url, json={"corrections": wanted, "approved": True}))
    fields = data["data"]["extractedFields"]
    assert fields["totalAmount"]["value"] == 30.5
    assert fields["totalAmount"]["currency"] == "CHF"
    assert (fields["date"]["value"], fields["time"]["value"]) == ("2024-02-03", "08:15")
    assert fields["merchantName"]["value"] == "Épicerie"
    assert "cardLast4" not in fields
    assert data["data"]["approved"] is True
    back = service.data(service.http.patch(url, json={"uncorrect": ["merchantName"]}))
    assert back["data"]["extractedFields"]["merchantName"]["value"] == "Super Marché"
    actors = {
        entry.actor for entry in service.actions.list_audit_entries(AuditQuery(receipt_id=found))
    }
    assert actors == {"api:client-123", "api:127.0.0.1"}


@pytest.mark.parametrize(
    "corrections",
    [
        {"totalAmount": "a lot"},
        {"totalAmount": 1e300},
        {"totalAmount": True},
        {"date": "31.12.2024"},
        {"date": "9999-12-31"},
        {"date": "0001-01-01"},
        {"date": "1899-12-31"},
        {"time": "25:00"},
        {"currency": "EURO"},
        {"currency": "XXX"},
        {"currency": "XTS"},
        {"currency": "XAU"},
        {"currency": "DEM"},
        {"currency": "eur"},
        {"merchantName": "a\x00b"},
        {"merchantName": ""},
        {"noSuchField": "x"},
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(
    service: Service, fresh: Path, corrections: dict[str, object]
) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    before = service.actions.get_details(found)
    body = {"corrections": {"merchantPhone": "1", **corrections}}
    answer = service.http.patch(f"{RECEIPTS}/{found}", json=body)
    refused(answer, 400, "INVALID_REQUEST")
    assert service.actions.get_details(found) == before


@pytest.mark.parametrize("approved", [0, 1, "true", "yes", 1.0, []])
def test_an_approval_is_true_or_false(service: Service, fresh: Path, approved: object) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    before = service.actions.get_details(found)
    answer = service.http.patch(f"{RECEIPTS}/{found}", json={"approved": approved})
    refused(answer, 400, "INVALID_REQUEST")
    assert service.actions.get_details(found) == before


@pytest.mark.parametrize(
    "corrections",
    [{"date": "1900-01-01"}, {"date": str(datetime.now(UTC).date() + timedelta(days=700))},
     {"currency": "HRK"}, {"currency": "XOF"}, {"currency": "JPY"}],
)  # fmt: skip
def test_an_unusual_correction_is_taken(
    service: Service, fresh: Path, corrections: dict[str, str]
) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    answer = service.http.patch(f"{RECEIPTS}/{found}", json={"corrections": corrections})
    fields = service.data(answer)["data"]["extractedFields"]
    told = {"date": fields["date"]["value"], "currency": fields["totalAmount"]["currency"]}
    assert corrections.items() <= told.items()


def test_a_day_that_no_receipt_has_is_refused_with_a_sentence(
    service: Service, fresh: Path
) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    body, english = {"corrections": {"date": "9999-12-31"}}, {"Accept-Language": "en"}
    answer = service.http.patch(f"{RECEIPTS}/{found}", json=body, headers=english)
    message = refused(answer, 400, "INVALID_REQUEST")
    assert message.startswith("The date must be between 1900-01-01 and ")


def test_retry_cancel_and_delete(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    url = f"{RECEIPTS}/{found}"
    refused(service.http.post(f"{url}/retry"), 409, "INVALID_REQUEST")
    data = service.data(service.http.post(f"{url}/cancel"))
    assert data["status"] == "failed"
    refused(service.http.post(f"{url}/cancel"), 409, "INVALID_REQUEST")
    result = service.data(service.http.get(f"{url}/result"))
    assert result["error"]["code"] == "CANCELLED"
    again = service.http.post(f"{url}/retry")
    assert (again.status_code, again.json()["data"]["status"]) == (202, "pending")
    assert service.data(service.http.delete(url)) == {"requestId": found, "deleted": True}
    refused(service.http.get(f"{url}/status"), 404, "INVALID_REQUEST")
    refused(service.http.delete(url), 404, "INVALID_REQUEST")
    assert service.actions.restore([found]) == []


def test_the_list_of_one_client(service: Service, fresh: Path) -> None:
    mine, both = service.submitted(fresh, clientId="shop 7"), fresh.with_name("both.jpg")
    both.write_bytes(fresh.read_bytes() + b"both")
    shared = service.submitted(both, clientId="shop 7")
    assert service.submitted(both, clientId="shop 8") == shared

    def listed(client: str) -> list[str]:
        found = service.data(service.http.get(RECEIPTS, params={"clientId": client}))
        return [one["requestId"] for one in found["receipts"]]

    assert listed("shop 7") == [shared, mine]
    assert listed("shop 8") == [shared]
    assert listed("shop 9") == []
    refused(service.http.get(RECEIPTS, params={"clientId": ""}), 400, "INVALID_REQUEST")


def test_the_list_page_by_page(service: Service, fresh: Path) -> None:
    sent = []
    for number in range(7):
        parts = {"image": (f"paged {number}.jpg", fresh.read_bytes() + bytes([number]))}
        answer = service.http.post(f"{RECEIPTS}/analyze", data={"clientId": "x"}, files=parts)
        sent.append(answer.json()["requestId"])
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        params = {"text": "paged", "limit": "3"} | ({"cursor": cursor} if cursor else {})
        data = service.data(service.http.get(RECEIPTS, params=params))
        assert len(data["receipts"]) <= 3
        seen += [one["requestId"] for one in data["receipts"]]
        cursor = data["nextCursor"]
    assert seen == sent[::-1]
    service.complete(sent[0])
    params = {"text": "paged", "status": "completed", "dateFrom": "2024-01-01"}
    (only,) = service.data(service.http.get(RECEIPTS, params=params))["receipts"]
    assert only["requestId"] == sent[0]
    assert (only["merchantName"], only["totalAmount"]) == ("Super Marché", 25.99)
    none = service.http.get(RECEIPTS, params={"text": "paged", "dateFrom": "2025-01-01"})
    assert service.data(none)["receipts"] == []


@pytest.mark.parametrize(
    "params",
    [{"cursor": "x"}, {"cursor": "W10"}, {"limit": "0"}, {"limit": "999"}, {"status": "done"}],
)
def test_invalid_list_queries_are_refused(service: Service, params: dict[str, str]) -> None:
    refused(service.http.get(RECEIPTS, params=params), 400, "INVALID_REQUEST")


def test_addresses_and_methods_that_are_not_there(service: Service) -> None:
    refused(service.http.get("/"), 404, "INVALID_REQUEST")
    refused(service.http.get("/docs"), 404, "INVALID_REQUEST")
    refused(service.http.get(f"{RECEIPTS}/"), 404, "INVALID_REQUEST")
    answer = service.http.put(f"{RECEIPTS}/analyze")
    assert refused(answer, 405, "INVALID_REQUEST")
    assert "POST" in answer.headers["allow"]


def test_a_missing_database_is_reported_without_its_path(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: object) -> object:
        raise ServiceUnavailable("database_silent", reason=f"{service.paths.database} is locked")

    monkeypatch.setattr(type(service.store), "find_receipts", lambda *_: gone(None))
    answer = service.http.get(RECEIPTS)
    message = refused(answer, 503, "SERVICE_UNAVAILABLE")
    assert message == "La base de données ne répond pas\u00a0: … is locked."
    assert answer.headers["retry-after"] == "5"


@pytest.mark.expected_logs("uvicorn.error")
def test_an_unexpected_error_is_answered_without_its_traceback(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> object:
        raise RuntimeError(str(service.paths.data))

    monkeypatch.setattr(type(service.store), "find_receipts", wrong)
    logged = threading.Event()
    handler = logging.Handler()
    handler.addFilter(logging.Filter("uvicorn.error"))
    handler.emit = lambda _: logged.set()  # type: ignore[assignment,method-assign]
    logging.getLogger().addHandler(handler)
    try:
        alone = httpx.get(service.url + RECEIPTS, headers=service.http.headers)
        message = refused(alone, 500, "PROCESSING_ERROR")  # the server ends this connection
        assert logged.wait(SECONDS)  # the server logs it after its answer
    finally:
        logging.getLogger().removeHandler(handler)
    assert message == "Une erreur inattendue s’est produite. Les détails sont dans le journal."


def test_long_answers_are_compressed_and_pictures_are_not(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    answer = service.http.get(f"{RECEIPTS}/{found}/result")
    assert answer.headers["content-encoding"] == "gzip"
    plain = service.http.get(f"{RECEIPTS}/{found}/result", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json()["data"] == answer.json()["data"]
    assert "content-encoding" not in service.http.get(f"{RECEIPTS}/{found}/image").headers


def test_a_draining_queue_takes_nothing_in(service: Service, fresh: Path) -> None:
    service.actions.set_draining()
    try:
        refused(service.submit(fresh), 503, "SERVICE_UNAVAILABLE")
    finally:
        service.actions.set_draining(on=False)


def test_a_result_without_reading_has_no_inner_data() -> None:
    told = result_to_json(
        {"requestId": "x", "file": "a", "status": "failed", "createdAt": "t"}, None, "fr"
    )
    assert told == {"requestId": "x", "file": "a", "status": "failed", "createdAt": "t"}


def test_a_zip_is_not_opened(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "pile.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.jpg", b"x" * 100)
    refused(service.submit(file), 415, "INVALID_REQUEST")


def test_the_file_of_a_deleted_one_goes_with_the_clean_up(service: Service, fresh: Path) -> None:
    """Only with proof of who deleted it; the files of others stay."""
    found = service.submitted(fresh)
    content_hash = service.actions.get_receipt(found).content_hash
    original = service.paths.originals / content_hash[:2] / content_hash
    service.data(service.http.delete(f"{RECEIPTS}/{found}"))
    proof = json.loads((service.paths.removed / content_hash).read_text(encoding="utf-8"))
    assert proof["receipts"] == [found]
    assert proof["by"].startswith("api")
    an_hour_ago = time.time() - 3601
    os.utime(original, (an_hour_ago, an_hour_ago))
    others = {path for path in original.parents[1].rglob("*") if path.is_file()} - {original}
    delete_stale_files(service.paths, service.store.list_content_hashes)
    assert not original.exists()
    assert all(path.exists() for path in others)
