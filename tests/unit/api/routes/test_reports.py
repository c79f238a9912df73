"""Reports over HTTP."""

from __future__ import annotations

from pathlib import Path

from tests.unit.api.conftest import Service, refused

REPORTS = "/api/v1/reports"


def test_a_report_is_answered_as_json_csv_and_pdf(service: Service, fresh: Path) -> None:
    receipt = service.submitted(fresh)
    assert service.complete(receipt)
    wanted: dict[str, str | bool] = {"by": "rate", "period": "2024-01", "currency": "EUR"}
    wanted["duplicates"] = True
    data = service.data(service.http.get(REPORTS, params=wanted))
    assert (data["by"], data["dateFrom"], data["dateTo"]) == ("rate", "2024-01-01", "2024-01-31")
    (row,) = [one for one in data["rows"] if one["rate"] == 20.0]
    assert row["receipts"] >= 1
    assert round(row["net"] + row["tax"], 2) == row["gross"]
    answer = service.http.get(REPORTS, params={**wanted, "format": "csv"})
    assert answer.headers["content-disposition"] == 'attachment; filename="report.csv"'
    assert "Taux" in answer.text
    printed = service.http.get(REPORTS, params={**wanted, "format": "pdf"})
    assert printed.content.startswith(b"%PDF")


def test_a_bad_period_or_currency_is_refused_in_words(service: Service) -> None:
    english = {"Accept-Language": "en"}
    bad = service.http.get(REPORTS, params={"period": "spring"}, headers=english)
    assert "2025-Q1" in refused(bad, 400, "INVALID_REQUEST")
    unknown = service.http.get(REPORTS, params={"currency": "XQZ"}, headers=english)
    assert "XQZ" in refused(unknown, 400, "INVALID_REQUEST")
