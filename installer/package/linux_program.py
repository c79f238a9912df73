"""The folder that both Linux packages install: Python, packages, launcher, what a desktop shows.

bin/receipt-desktop     the launcher            lib/python3.11/         the standard library
bin/python3.11          Python                  lib/python3/dist-packages/
licences.json           of every part           share/                  icons, man page, ...
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from installer.package import interpreter, licences, system_libraries
from installer.package.icons import draw_icons
from installer.package.linux_libraries import shrink_libraries
from installer.package.release import Release
from installer.package.targets import LINUX
from installer.package.tree import ROOT, compile_packages, make_packages, measure

DATA = ROOT / "installer" / "linux"
NAME = "receipt-desktop"
COMPONENT = "org.receipt_desktop.ReceiptDesktop"
PLACES = {
    f"{NAME}.desktop": f"share/applications/{NAME}.desktop",
    f"{NAME}.metainfo.xml": f"share/metainfo/{COMPONENT}.metainfo.xml",
    f"{NAME}.1": f"share/man/man1/{NAME}.1",
    f"{NAME}-serve.service": f"lib/systemd/user/{NAME}-serve.service",
}
"""Files for the desktop and the system, with their places below a prefix such as `/usr`."""
CHECK = """
import io, ssl
import alembic, cv2, nacl.bindings, numpy, onnxruntime, pi_heif
import psycopg, pypdfium2, rapidocr, zxingcpp
import imapclient, olefile, reportlab.pdfgen.canvas, secretstorage, segno, watchfiles, xlsxwriter
import dns.message, dns.rdtypes.ANY.NSEC, dns.rdtypes.ANY.PTR, dns.rdtypes.IN.A, dns.rdtypes.IN.SRV
from importlib.metadata import entry_points
from PIL import Image
from PySide6.QtCore import QCollator, QLocale, QTimeZone
assert "SecretService" in entry_points(group="keyring.backends").names, "no way to the keyring"
assert psycopg.pq.__impl__ == "binary", "no way to PostgreSQL"
assert numpy.allclose(numpy.linalg.solve(numpy.eye(9), numpy.ones(9)), 1), "NumPy lacks its own"
assert cv2.solve(numpy.eye(200), numpy.ones((200, 1)))[0], "OpenCV lacks its linear algebra"
avif = io.BytesIO()
Image.new("RGB", (64, 64)).save(avif, "AVIF")
assert Image.open(avif).convert("L").size == (64, 64), "Pillow lacks its AVIF"
assert cv2.imdecode(numpy.frombuffer(avif.getvalue(), numpy.uint8), 1) is None
assert QCollator(QLocale("de")).compare("Zebra", "Apfel") > 0 > QCollator(QLocale("de")).compare(
    "apple", "Zebra"), "ICU lacks its rules of sorting"
assert QTimeZone(b"Europe/Berlin").displayName(
    QTimeZone.TimeType.StandardTime, QTimeZone.NameType.LongName, QLocale("de")
), "ICU lacks its time zones"
"""
"""Fails when a library that was replaced or cut no longer does its work."""


def make_program(folder: Path, release: Release) -> None:
    """Make the program's folder; with the file that the variable `BUILD_INFO` names, for updates.

    Raises `subprocess.CalledProcessError`, `OSError`.
    """
    copyrights = folder / "licences"
    program = interpreter.install_python(folder, copyrights)
    site = folder / "lib" / "python3" / "dist-packages"
    removed = make_packages(LINUX, site)
    shrink_libraries(site, copyrights)
    for reason, size in removed.most_common():
        print(f"{size / 1e6:7.1f} MB left out: {reason}")
    licences.write_list(folder / "licences.json", site, copyrights)
    compile_packages(program, site, NAME)
    interpreter.compile_library(program)
    shutil.copyfile(DATA / NAME, folder / "bin" / NAME)
    if build_info := os.environ.get("BUILD_INFO"):
        shutil.copyfile(build_info, folder / "build.json")
    set_modes(folder)
    system_libraries.list_dependencies(folder)  # nothing that was left out is needed
    # every function is looked up at once, not when it is called
    quiet = {**os.environ, "OPENCV_LOG_LEVEL": "OFF", "LD_BIND_NOW": "1"}
    subprocess.run([program, "-I", "-B", "-c", CHECK], check=True, env=quiet)
    print(f"{measure(folder) / 1e6:7.1f} MB: Receipt Desktop {release.version}")


def write_shared_data(prefix: Path, release: Release, command: str) -> None:
    """Write desktop entry, AppStream data, man page, user unit and icons below a prefix."""
    for name, place in PLACES.items():
        text = (DATA / name).read_text("utf-8")
        for mark, value in (("VERSION", release.version), ("DATE", release.date)):
            text = text.replace(f"@{mark}@", value)
        target = prefix / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("@COMMAND@", command), "utf-8")
    draw_icons(prefix / "share" / "icons" / "hicolor", NAME)


def set_modes(folder: Path) -> None:
    """Give every file its usual mode, whatever the umask and the wheels say."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        is_program = path.parent.name == "bin" and path.suffix != ".pyc"
        runs = path.is_dir() or is_program or path.name == "valkey-server"
        path.chmod(0o755 if runs else 0o644)
