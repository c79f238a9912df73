"""A machine of scripts that only write down how they were called."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

INSTALLER = Path(__file__).resolve().parents[3] / "installer"
ORDINARY = ("sh", "cat", "cksum", "dirname", "mkdir", "mktemp", "mv", "rm", "env", "chmod", "touch")
QT = {"libegl1", "libgl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libdbus-1-3"}
LANGUAGES = {
    "tesseract-ocr",
    *(f"tesseract-ocr-{code}" for code in ("ara", "ben", "bul", "ell", "fas", "heb", "hin", "hye")),
    *(f"tesseract-ocr-{code}" for code in ("kat", "kor", "rus", "srp", "tam", "tha", "ukr")),
}
VENV_PYTHON = '#!/bin/sh\\necho "program $PWD $*" >>"$CALLS"\\n'


# Answers as the real one does for the packages named in the file `installed`.
DPKG_QUERY = """
for name in "$@"; do
    case "$(cat "$MACHINE/installed")" in *" $name "*) printf '/%s installed/' "$name" ;; esac
done"""
# Installs by adding names to that file.
APT_GET = """
echo "apt-get $*" >>"$CALLS"
[ ! -f "$MACHINE/apt-is-broken" ] || { echo "E: no such mirror"; exit 100; }
printf ' %s ' "$@" >>"$MACHINE/installed"
echo "Unpacking a lot"
"""
UV = f"""
[ "$1" != --version ] || exit 0
echo "uv $*" >>"$CALLS"
[ ! -f "$MACHINE/uv-is-broken" ] || exit 1
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
for name in python ruff mypy lint-imports; do
    printf '{VENV_PYTHON}' >"$UV_PROJECT_ENVIRONMENT/bin/$name"
    chmod +x "$UV_PROJECT_ENVIRONMENT/bin/$name"
done"""
# Debian's: without python3-venv an environment gets no pip.
PYTHON3 = """
echo "python3 $*" >>"$CALLS"
mkdir -p "$3/bin"
case "$(cat "$MACHINE/installed")" in *" python3-venv "*) ;; *) exit 1 ;; esac
printf '#!/bin/sh\\necho "pip $*" >>"$CALLS"\\n
    cp "$MACHINE/uv-to-install" "${0%%python}uv"' >"$3/bin/python"
chmod +x "$3/bin/python"
"""


@dataclass
class Machine:
    """A checkout in a folder with spaces, and a PATH of pretended commands."""

    place: Path
    checkout: Path
    display: str = ""
    home: Path | None = None
    path: str = ""

    @property
    def commands(self) -> Path:
        return self.place / "commands"

    def has(self, name: str, script: str) -> None:
        file = self.commands / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def has_packages(self, *names: str, languages: bool = True) -> None:
        """Have just these packages installed, and all languages of Tesseract."""
        installed = (*names, *(LANGUAGES if languages else ()))
        (self.place / "installed").write_text("".join(f" {name} " for name in installed))

    @property
    def launcher(self) -> Path:
        """The command that run.sh installs."""
        return (self.home or self.place) / ".local" / "bin" / "receipt-desktop"

    def run(self, script: str, *arguments: str, cwd: Path | None = None) -> tuple[int, str]:
        """Exit code and output of a script of the installer."""
        return self.execute(["sh", self.checkout / "installer" / script, *arguments], cwd)

    def execute(self, command: list[str | Path], cwd: Path | None = None) -> tuple[int, str]:
        """Exit code and output of a command on this machine."""
        environment = {
            "PATH": f"{self.commands}:{self.path}",
            "CALLS": str(self.place / "calls"),
            "MACHINE": str(self.place),
            "DISPLAY": self.display,
        } | ({"HOME": str(self.home)} if self.home else {})
        done = subprocess.run(
            command, env=environment, cwd=cwd or self.place, capture_output=True, text=True,
            timeout=30, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def calls(self) -> list[str]:
        """What was called since the last look."""
        file = self.place / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines
