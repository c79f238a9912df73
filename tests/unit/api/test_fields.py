"""Every field and every export format over HTTP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from receipt_desktop.actions import ExportFormat, export_formats
from receipt_desktop.domain.fields import Field, FieldValue, Kind, split_tags
from receipt_desktop.export.result_json import value_to_json
from tests.unit.api.conftest import RECEIPTS, Service, refused
from tests.unit.domain.field_values import EVERY_FIELD
from tests.unit.export.examples import READY


@pytest.fixture(scope="module")
def known(service: Service, drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The id of a receipt that was read; each test corrects another field of it."""
    file = tmp_path_factory.mktemp("known") / "cafe.jpg"
    file.write_bytes(drawn.read_bytes() + b"fields")
    found = service.submitted(file)
    service.complete(found)
    return found


@pytest.fixture
def unexported(service: Service, fresh: Path) -> str:
    """The id of a receipt that was read and never exported."""
    found = service.submitted(fresh)
    service.complete(found)
    return found


@pytest.mark.parametrize(("field", "value"), EVERY_FIELD)
def test_every_field_can_be_corrected(
    service: Service, known: str, field: Field, value: FieldValue
) -> None:
    said = value_to_json(value)
    answer = service.http.patch(f"{RECEIPTS}/{known}", json={"corrections": {field: said}})
    values = service.data(answer)["data"]["extractedFields"]
    kept = values[Field.TOTAL]["currency"] if field is Field.CURRENCY else values[field]["value"]
    assert kept == (list(split_tags(str(said))) if field is Field.TAGS else said)


@pytest.mark.parametrize(
    "field", [one for one in Field if one.spec.kind not in {Kind.TEXT, Kind.CARD, Kind.TAGS}]
)
def test_text_is_no_value_of_another_kind(service: Service, known: str, field: Field) -> None:
    answer = service.http.patch(f"{RECEIPTS}/{known}", json={"corrections": {field: "Text"}})
    refused(answer, 400, "INVALID_REQUEST")


@pytest.mark.parametrize("form", export_formats(), ids=lambda form: form.name)
def test_every_export_format_has_a_route(
    service: Service, unexported: str, form: ExportFormat
) -> None:
    if form.needs_profile:
        refused(service.http.get(f"{RECEIPTS}/{unexported}/{form.name}"), 400, "INVALID_REQUEST")
    profile = service.actions.save_export_profile(replace(READY, country=""))
    file = service.http.get(
        f"{RECEIPTS}/{unexported}/{form.name}", params={"profile": profile.name}
    )
    service.actions.delete_export_profile(profile.key)
    assert file.status_code == 200
    assert file.headers["content-type"].startswith(form.media_type)
    assert f'filename="{unexported}{form.suffix or ".zip"}"' in file.headers["content-disposition"]
    assert file.headers["X-Export-Batch"].startswith("E0")
    assert file.content
    paths = service.http.get("/openapi.json").json()["paths"]
    route = next(path for path in paths if path.endswith(f"/{form.name}"))
    assert form.label in paths[route]["get"]["summary"]
