"""Everything that the OpenAPI document allows, and much that it does not, is asked for.

No answer may be a 5xx, and each must have a status, a content type, headers and a shape of the
document. Only what no schema can say is left out of the checks: that a cursor is one that was given
out, a file a picture, a day one of the calendar.

The suite tries the same cases each time. By hand there are thousands, others at each run:
`pytest -m slow tests/end_to_end/test_api_fuzz.py`. What they find becomes an example of its own in
`tests/unit/api`, as that an approval is `true` or `false` and never 0.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.service import RECEIPTS, Running, serving
from tests.samples import SAMPLES, save, save_born_digital

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
ALWAYS = ("--no-color", "--exclude-path-regex", "events$", "--request-timeout", "60")
"""Streams have no end, and a busy machine answers late."""
ALL_PHASES = ("--phases", "examples,coverage,fuzzing")
FEW = ("--generation-deterministic", "--phases", "examples,fuzzing")
"""The same at each run. The phase of limits has thousands of cases and is run by hand."""
OTHERS = ("--generation-database", "none")
NOT_SAID = "positive_data_acceptance"
SECONDS = 1500
BROKEN = 500


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("rd")
    quick = {"RECEIPT_DESKTOP_READER": "tesseract"}
    with serving(data, RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE="1000000", **quick) as running:
        yield running


@pytest.fixture(scope="module")
def read(service: Running, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The id of a receipt that was read."""
    file = save(SAMPLES["cafe"], tmp_path_factory.mktemp("drawn") / "cafe.jpg")
    with service.client() as client:
        found = client.submit(file, client_id="x")
        assert client.wait(found, SECONDS)["status"] == "completed"
    return found


def ask(service: Running, place: Path, *options: str) -> int:
    """How many cases were tried; fails with what was found."""
    command = [str(SCHEMATHESIS), "--config-file", str(place / "schemathesis.toml"), "run"]
    command += [f"{service.url}/openapi.json", "-H", f"Authorization: Bearer {service.token}"]
    command += ["--exclude-checks", NOT_SAID, *ALWAYS, *options]
    ran = subprocess.run(
        command, cwd=place, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = re.search(r"([0-9,]+) generated", ran.stdout)
    assert found, ran.stdout
    return int(found[1].replace(",", ""))


def ask_about_a_receipt(service: Running, read: str, place: Path, *options: str) -> int:
    """All addresses but those that remove, with the id of a receipt that is there."""
    (place / "schemathesis.toml").write_text(f'[parameters]\n"path.requestId" = "{read}"\n')
    return ask(service, place, "--exclude-method", "DELETE", *options)


def ask_with_any_ids(service: Running, place: Path, *options: str) -> int:
    """All addresses, with ids that are none."""
    (place / "schemathesis.toml").write_text("")
    return ask(service, place, *options)


@pytest.mark.timeout(2 * SECONDS)  # two programs that ask a thousand things of a third, in turn
def test_the_document_is_kept(service: Running, read: str, tmp_path: Path) -> None:
    assert ask_about_a_receipt(service, read, tmp_path, *FEW, "--max-examples", "8") > 200
    assert ask_with_any_ids(service, tmp_path, *FEW, "--max-examples", "4") > 100


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_document_is_kept_in_thousands_of_cases(
    service: Running, read: str, tmp_path: Path
) -> None:
    many = (*OTHERS, "--max-examples", "150")
    assert ask_about_a_receipt(service, read, tmp_path, *ALL_PHASES, *many) > 2000
    assert ask_with_any_ids(service, tmp_path, *ALL_PHASES, *many) > 2000


def broken(folder: Path, count: int) -> Iterator[bytes]:
    """Pictures and PDFs with bytes turned, cut out, doubled, the same each time."""
    chance = random.Random(5)
    whole = [
        save(SAMPLES["cafe"], folder / f"a{suffix}").read_bytes()
        for suffix in (".jpg", ".png", ".webp", ".tif", ".bmp")
    ]
    whole.append(save_born_digital(SAMPLES["trattoria"], folder / "a.pdf").read_bytes())
    for number in range(count):
        data = bytearray(whole[number % len(whole)])
        for _ in range(chance.choice((1, 5, 50, 500))):
            at = chance.randrange(len(data))
            data[at] = chance.randrange(256)
        if chance.random() < 0.4:
            start = chance.randrange(len(data))
            del data[start : start + chance.randrange(len(data))]
        yield bytes(data)


def sent_broken(service: Running, folder: Path, count: int) -> Counter[str]:
    """What became of so many broken files: each is refused, or read, or failed with a reason."""
    outcomes: Counter[str] = Counter()
    waiting = []
    with service.http() as http, service.client() as client:
        for number, data in enumerate(broken(folder, count)):
            parts = {"image": (f"{number}.jpg", data)}
            answer = http.post(f"{RECEIPTS}/analyze", data={"clientId": "x"}, files=parts)
            assert answer.status_code in {202, 400, 413, 415}, answer.text
            if answer.status_code == 202:
                waiting.append(answer.json()["requestId"])
            else:
                outcomes["refused"] += 1
                assert answer.json()["error"]["message"]
        for request_id in waiting:
            result = client.wait(request_id, SECONDS)
            outcomes[result["status"]] += 1
            if result["status"] == "failed":
                assert result["error"]["code"] in {"INVALID_REQUEST", "PROCESSING_ERROR", "TIMEOUT"}
                assert len(result["error"]["message"]) > 10
        assert all(one["alive"] for one in client.health()["workers"])
    return outcomes


def test_broken_files_are_refused_or_fail_with_a_reason(service: Running, tmp_path: Path) -> None:
    outcomes = sent_broken(service, tmp_path, 12)
    assert outcomes.total() == 12
    assert outcomes["failed"] + outcomes["refused"] > 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_five_hundred_broken_files(service: Running, tmp_path: Path) -> None:
    outcomes = sent_broken(service, tmp_path, BROKEN)
    print(outcomes)
    assert outcomes.total() == BROKEN
