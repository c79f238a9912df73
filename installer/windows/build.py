"""Builds the setup for Windows on Linux: `python -m installer.windows.build` (see build.sh).

The installed folder: the launchers, `runtime` with Python, `app` with the packages and the program.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from installer.package import licences
from installer.package.release import Release, describe_release
from installer.package.targets import WINDOWS
from installer.package.tree import ROOT, compile_packages, list_files, make_packages, measure
from installer.windows.embeddable import INDEX_SHA256, PythonSource, unpack_python
from installer.windows.icon import write_banner, write_icon

HERE = Path(__file__).resolve().parent
COMPILER = "x86_64-w64-mingw32"
LAUNCHERS = (("receipt-desktop.exe", ()), ("receipt-desktopw.exe", ("-DWINDOWED", "-mwindows")))
"""File names and compiler options; the second has no console window."""
RUNTIME_LIBRARIES = ("msvcp140.dll", "msvcp140_1.dll")
"""Of Microsoft's C++ runtime, which Windows and the embeddable Python lack: onnxruntime needs them.
The Qt wheels carry them."""
UNUSED_RUNTIME = ("python.cat", "winsound.pyd", "_wmi.pyd")


def main() -> int:
    """Build the setup and print its path and sizes."""
    options = parse_options()
    with tempfile.TemporaryDirectory(prefix="receipt-desktop-windows-") as temporary:
        tree = (options.tree or Path(temporary, "tree")).absolute()
        release = describe_release(options.version)
        make_tree(tree, release, options.python, options.compile_with)
        target = options.to / f"receipt-desktop-{release.version}-windows-x86_64-setup.exe"
        make_setup(tree, Path(temporary), release, target)
    print(f"{target.stat().st_size / 1e6:7.1f} MB: {target}")
    return 0


def parse_options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="build.sh", description="Build the Windows setup.")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="default: dist/")
    parser.add_argument("--version", help="another version than the program's, to try an upgrade")
    parser.add_argument("--tree", type=Path, help="keep the installed folder here")
    parser.add_argument("--python", default="", help="archive of Python: address or file")
    parser.add_argument("--python-sha256", default=INDEX_SHA256, help="its checksum")
    parser.add_argument(
        "--compile-with",
        type=Path,
        default=find_compiling_python(),
        help="a Python 3.13 that compiles the modules; without one, Windows does at first use",
    )
    options = parser.parse_args()
    options.python = PythonSource(options.python, options.python_sha256)
    return options


def find_compiling_python() -> Path | None:
    """A Python of the same version as the one in the package."""
    if sys.version_info[:2] == tuple(map(int, WINDOWS.python.split(".")[:2])):
        return Path(sys.executable)
    found = shutil.which("python3.13")
    return Path(found) if found else None


def make_tree(tree: Path, release: Release, source: PythonSource, compiler: Path | None) -> None:
    """Make the installed folder. Raises `subprocess.CalledProcessError`, `OSError`."""
    tree.mkdir(parents=True)
    unpack_python(source, tree / "runtime")
    for name in UNUSED_RUNTIME:
        (tree / "runtime" / name).unlink(missing_ok=True)
    removed = make_packages(WINDOWS, tree / "app")
    for reason, size in removed.most_common():
        print(f"{size / 1e6:7.1f} MB left out: {reason}")
    for name in RUNTIME_LIBRARIES:
        shutil.copyfile(tree / "app" / "shiboken6" / name, tree / "runtime" / name)
    licences.write_list(tree / "runtime" / "licences.json", tree / "app")
    if build_info := os.environ.get("BUILD_INFO"):
        shutil.copyfile(build_info, tree / "runtime" / "build.json")
    if compiler:
        compile_packages(compiler, tree / "app")
    shutil.copyfile(ROOT / "LICENSE", tree / "LICENSE.txt")
    make_launchers(tree, release.version)
    print(f"{measure(tree) / 1e6:7.1f} MB: Receipt Desktop {release.version}")


def make_launchers(folder: Path, version: str) -> None:
    """Compile the launchers with icon, version and manifest.

    Raises `subprocess.CalledProcessError`.
    """
    with tempfile.TemporaryDirectory(prefix="receipt-desktop-launcher-") as temporary:
        work = Path(temporary)
        shutil.copyfile(HERE / "launcher.manifest", work / "launcher.manifest")
        write_icon(work / "app.ico")
        for name, options in LAUNCHERS:
            resource = compile_resource(work, name, version)
            run(
                *(f"{COMPILER}-gcc", "-O2", "-s", "-Wall", "-Wextra", "-Werror", *options),
                *("-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va"),
                *("-o", str(folder / name), str(HERE / "launcher.c"), str(resource), "-lshell32"),
                folder=work,
            )


def compile_resource(work: Path, name: str, version: str) -> Path:
    """Compile the icon, the version and the manifest of a launcher."""
    target = work / f"{name}.o"
    run(
        *(f"{COMPILER}-windres", "--include-dir", str(work)),
        f"-DVERSION_NUMBERS={version_numbers(version, ',')}",
        f'-DVERSION_TEXT=\\"{version}\\"',
        f'-DFILE_NAME=\\"{name}\\"',
        *(str(HERE / "launcher.rc"), str(target)),
        folder=work,
    )
    return target


def version_numbers(version: str, separator: str) -> str:
    """The version as Windows writes it: four numbers."""
    numbers = [part for part in version.split(".") if part.isdigit()]
    return separator.join([*numbers, "0", "0", "0", "0"][:4])


def make_setup(tree: Path, work: Path, release: Release, target: Path) -> None:
    """Pack the folder into the setup. Raises `subprocess.CalledProcessError`, `OSError`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "setup.nsi", work / "setup.nsi")
    write_icon(work / "app.ico")
    write_banner(work / "banner.bmp")
    (work / "files.nsh").write_text(list_install_commands(tree), encoding="utf-8")
    defines = {
        "VERSION": release.version,
        "NUMBERS": version_numbers(release.version, "."),
        "KILOBYTES": str(measure(tree) // 1024),
        "ICON": str(work / "app.ico"),
        "BANNER": str(work / "banner.bmp"),
        "OUTPUT": str(target.resolve()),
    }
    names = [f"-D{name}={value}" for name, value in defines.items()]
    run("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *names, "setup.nsi", folder=work)


def list_install_commands(tree: Path) -> str:
    """The commands that install each file, always in the same order."""
    lines, last = [], None
    for file in list_files(tree):
        folder = file.parent.relative_to(tree)
        if folder != last:
            inner = "".join(f"\\{part}" for part in folder.parts)
            lines.append(f'SetOutPath "$INSTDIR{inner}"')
            last = folder
        lines.append(f'File "{file}"')
    return "\n".join(lines) + "\n"


def run(*command: str, folder: Path) -> None:
    """Run a tool. Raises `subprocess.CalledProcessError`, `OSError`."""
    subprocess.run(command, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": "0"}, check=True)


if __name__ == "__main__":
    sys.exit(main())
