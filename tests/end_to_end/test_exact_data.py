"""Documents with data of their own, from the file to the JSON: real queue, real readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image

from tests.end_to_end.commands import run
from tests.samples import SAMPLES, draw
from tests.samples.fiscal_codes import tse
from tests.samples.invoices import attach_to_pdf, build_cii, build_ubl
from tests.unit.reading.test_codes import draw_code


def save_with_code(path: Path, text: str) -> None:
    """A drawn receipt with a QR code below it."""
    receipt = draw(SAMPLES["supermarkt"]).convert("RGB")
    code = draw_code(text, 4)
    page = Image.new("RGB", (max(receipt.width, code.width), receipt.height + code.height), "white")
    page.paste(receipt, (0, 0))
    page.paste(code, (0, receipt.height))
    page.save(path, quality=90)


def read_fields(line: dict[str, Any]) -> dict[str, Any]:
    fields = line["extractedFields"]
    stated = {"totalAmount", "date"}
    assert {fields[name]["source"] for name in stated} == {"document"}
    assert {fields[name]["confidence"] for name in stated} == {0.99}
    return {name: fields[name]["value"] for name in stated}


def test_exact_data_reach_the_result(data_dir: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out.jsonl"
    folder.mkdir()
    (folder / "a.xml").write_bytes(build_cii())
    (folder / "b credit.xml").write_bytes(build_ubl(root="CreditNote", kind="381"))
    attach_to_pdf(folder / "c.pdf", {"factur-x.xml": build_cii("BASIC")})
    save_with_code(folder / "d.jpg", tse(end="2026-07-10T16:05:30.000Z"))
    (folder / "e order.xml").write_text("<?xml version='1.0'?><Order xmlns='urn:x'>1</Order>" * 2)
    ran = run(data_dir, "process", folder, "--json", out, "--no-model")
    assert ran.code == 1, ran.err
    assert "e order.xml is an XML file, but not an electronic invoice." in ran.err
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    results = {Path(line["file"]).name[0]: line for line in lines}
    invoice = {"totalAmount": 205.8, "date": "2026-02-14"}
    assert read_fields(results["a"]) == invoice
    assert not results["a"]["needsReview"]
    assert read_fields(results["b"]) == invoice | {"totalAmount": -205.8}
    assert read_fields(results["c"]) == invoice
    assert read_fields(results["d"]) == {"totalAmount": 22.6, "date": "2026-07-10"}
    assert results["d"]["needsReview"], "another total is printed"
    assert any("QR code" in reason for reason in results["d"]["reviewReasons"])
