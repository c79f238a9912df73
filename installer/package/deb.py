"""The Debian package."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from installer.package.linux_program import DATA, NAME, make_program, write_shared_data
from installer.package.release import Release, set_times
from installer.package.system_libraries import list_dependencies
from installer.package.tree import ROOT, list_files, measure

PLACE = f"usr/lib/{NAME}"
ARCHITECTURE = "amd64"


def build(target: Path, release: Release) -> Path:
    """Build the package into a folder. Raises `subprocess.CalledProcessError`, `OSError`."""
    with tempfile.TemporaryDirectory(prefix="receipt-desktop-") as temporary:
        root = Path(temporary, NAME)
        make_program(root / PLACE, release)
        write_shared_data(root / "usr", release, f"/usr/bin/{NAME}")
        write_documents(root, release)
        command = root / "usr" / "bin" / NAME
        command.parent.mkdir(parents=True)
        command.symlink_to(f"../lib/{NAME}/bin/{NAME}")
        write_control(root, release)
        set_times(root, release.time)
        file = target / f"{NAME}_{release.version}_{ARCHITECTURE}.deb"
        options = ["--root-owner-group", "-Zxz", "-z6"]  # blocks: the same for any threads
        subprocess.run(["dpkg-deb", *options, "--build", str(root), str(file)], check=True)
        return file


def write_documents(root: Path, release: Release) -> None:
    """Write copyright, changelog, lintian's exceptions, and compress the man page."""
    folder = root / "usr" / "share" / "doc" / NAME
    folder.mkdir(parents=True)
    lines = (ROOT / "LICENSE").read_text("utf-8").splitlines()
    licence = "\n".join(f" {line}" if line else " ." for line in lines)
    copyrights = (DATA / "debian" / "copyright").read_text("utf-8").replace("@LICENCE@", licence)
    (folder / "copyright").write_text(copyrights, "utf-8")
    changelog = f"{NAME} ({release.version}) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
    changelog += f" -- {release.maintainer}  {release.mail_date}\n"
    compress(folder / "changelog.gz", changelog.encode())
    compress(folder / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_bytes())
    man = root / "usr" / "share" / "man" / "man1" / f"{NAME}.1"
    compress(man.with_suffix(".1.gz"), man.read_bytes())
    man.unlink()
    overrides = root / "usr" / "share" / "lintian" / "overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(DATA / "debian" / "lintian-overrides", overrides)


def compress(target: Path, content: bytes) -> None:
    """Write a gzip file without name and time."""
    target.write_bytes(gzip.compress(content, 9, mtime=0))


def write_control(root: Path, release: Release) -> None:
    """Write the data that dpkg reads."""
    folder = root / "DEBIAN"
    size = measure(root) // 1024
    sums = "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {name}\n"
        for file in list_files(root)
        if not file.is_symlink() and (name := file.relative_to(root).as_posix())
    )
    folder.mkdir()
    control = (DATA / "debian" / "control").read_text("utf-8")
    for mark, value in (
        ("VERSION", release.version),
        ("MAINTAINER", release.maintainer),
        ("SIZE", str(size)),
        ("DEPENDS", ", ".join(list_dependencies(root / PLACE))),
    ):
        control = control.replace(f"@{mark}@", value)
    (folder / "control").write_text(control, "utf-8")
    (folder / "md5sums").write_text(sums, "utf-8")
    shutil.copyfile(DATA / "debian" / "postrm", folder / "postrm")
    (folder / "postrm").chmod(0o755)
