"""What of the macOS package can be checked anywhere: property lists, icon, wheels, scripts."""

from __future__ import annotations

import importlib.util
import plistlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.tags import mac_platforms
from PIL import Image

from receipt_desktop.ui.inbox.controller import FILE_PATTERNS

ROOT = Path(__file__).resolve().parents[3]
MACOS = ROOT / "installer" / "macos"
PYTHON_VERSION = "3.13.2"
OLDEST_SYSTEM = (14, 0)
CONTENT_TYPES = {
    "jpg": "public.jpeg",
    "jpeg": "public.jpeg",
    "png": "public.png",
    "webp": "org.webmproject.webp",
    "tif": "public.tiff",
    "tiff": "public.tiff",
    "bmp": "com.microsoft.bmp",
    "gif": "com.compuserve.gif",
    "heic": "public.heic",
    "heif": "public.heif",
    "avif": "public.avif",
    "pdf": "com.adobe.pdf",
    "xml": "public.xml",
    "zip": "public.zip-archive",
    "eml": "com.apple.mail.email",
    "emlx": "com.apple.mail.emlx",
    "msg": "org.receipt-desktop.outlook-message",
}
"""Apple's names of the files that the program reads; ours of the one that Apple does not name."""


def load(name: str) -> ModuleType:
    """A module of the installer."""
    spec = importlib.util.spec_from_file_location(f"macos_{name}", MACOS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def info() -> dict[str, Any]:
    """Info.plist with the version in its place."""
    text = (MACOS / "Info.plist").read_text(encoding="utf-8").replace("@VERSION@", "1.2.3")
    values: dict[str, Any] = plistlib.loads(text.encode())
    return values


def test_the_property_list_is_complete(info: dict[str, Any]) -> None:
    assert info["CFBundleShortVersionString"] == info["CFBundleVersion"] == "1.2.3"
    assert info["CFBundlePackageType"] == "APPL"
    assert re.fullmatch(r"[A-Za-z0-9.-]+", info["CFBundleIdentifier"])
    assert info["LSMinimumSystemVersion"] == ".".join(map(str, OLDEST_SYSTEM))
    assert info["CFBundleLocalizations"] == ["en", "fr", "de"]
    script = (MACOS / "build.sh").read_text(encoding="utf-8")
    assert f"Contents/MacOS/{info['CFBundleExecutable']}" in script
    assert info["CFBundleIconFile"] in (MACOS / "app.py").read_text(encoding="utf-8")
    assert not re.search(r"@[A-Z]+@", str(info))


def test_every_file_that_can_be_read_can_be_opened_with_the_app(info: dict[str, Any]) -> None:
    opened = {
        kind for entry in info["CFBundleDocumentTypes"] for kind in entry["LSItemContentTypes"]
    }
    suffixes = re.findall(r"\*\.(\w+)", FILE_PATTERNS)
    assert {CONTENT_TYPES[suffix] for suffix in suffixes} | {"public.folder"} == opened
    declared = {entry["UTTypeIdentifier"] for entry in info["UTImportedTypeDeclarations"]}
    assert declared == {kind for kind in opened if kind.startswith("org.receipt-desktop.")}
    ranks = {entry["LSHandlerRank"] for entry in info["CFBundleDocumentTypes"]}
    assert ranks == {"Alternate"}  # the app never becomes what opens pictures


def test_the_entitlements_are_a_property_list_and_few() -> None:
    granted = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert set(granted) == {"com.apple.security.cs.allow-unsigned-executable-memory"}


@pytest.mark.usefixtures("qapp")
def test_the_icon_has_every_size(tmp_path: Path) -> None:
    target = tmp_path / "receipt-desktop.icns"
    load("icon").write_icon(target)
    with Image.open(target) as icon:
        sizes = {size * scale for size, _, scale in icon.info["sizes"]}
        assert sizes >= {32, 64, 128, 256, 512, 1024}
        icon.size = (512, 512)  # type: ignore[misc]  # of this format alone
        icon.load(scale=2)  # type: ignore[call-arg]
        drawn = icon.convert("RGBA")
    box = drawn.getchannel("A").getbbox()
    assert box
    assert min(box[0], box[1], 1024 - box[2], 1024 - box[3]) >= 90
    assert drawn.getpixel((512, 512))[3] == 255  # type: ignore[index]


def wheels_for(processor: str) -> Iterator[tuple[str, list[str]]]:
    """Each package of the lock that the program needs on a Mac, with its wheels."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages = {(one["name"], one["version"]): one for one in lock["package"]}
    environment = {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": processor,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": "3.13",
        "python_full_version": PYTHON_VERSION,
    }
    seen: set[tuple[str, str]] = set()
    left = [key for key in packages if key[0] == "receipt-desktop"]
    while left:
        key = left.pop()
        if key in seen:
            continue
        seen.add(key)
        if key[0] != "receipt-desktop":
            urls = (wheel["url"] for wheel in packages[key].get("wheels", ()))
            yield " ".join(key), [url.rpartition("/")[2] for url in urls]
        extras = packages[key].get("optional-dependencies", {})
        needed = [*packages[key].get("dependencies", ())]
        needed += extras.get("binary", ())  # the one that we ask for: psycopg[binary]
        for one in needed:
            if "marker" in one and not Marker(one["marker"]).evaluate(environment):
                continue
            left += [
                known
                for known in packages
                if known[0] == one["name"] and known[1] == one.get("version", known[1])
            ]


def fits(wheel: str, processor: str) -> bool:
    """Whether this Python on the oldest system that is supported can use the wheel."""
    pythons, abis, platforms = wheel.removesuffix(".whl").split("-")[-3:]
    known = {"any", *mac_platforms(OLDEST_SYSTEM, processor)}
    if not known & set(platforms.split(".")):
        return False
    if "abi3" in abis or "none" in abis:
        minor = [int(one) for one in re.findall(r"cp3(\d+)", pythons)]
        return not minor or min(minor) <= 13
    return "cp313" in abis.split(".")


@pytest.mark.parametrize("processor", ["arm64", "x86_64"])
def test_the_lock_has_wheels_for_both_processors(processor: str) -> None:
    needed = dict(wheels_for(processor))
    assert len(needed) > 40
    assert [
        name for name, wheels in needed.items() if not any(fits(w, processor) for w in wheels)
    ] == []


@pytest.mark.parametrize("name", ["build.sh", "app.py", "icon.py", "launcher.c", "Info.plist"])
def test_there_are_no_paths_of_linux(name: str) -> None:
    text = (MACOS / name).read_text(encoding="utf-8")
    found = re.findall(
        r"/usr/lib|/usr/share|/proc\b|/etc/|/opt/|\.so\b|LD_LIBRARY_PATH|apt-get", text
    )
    assert found == []


def test_the_script_is_valid_and_refuses_other_systems() -> None:
    subprocess.run(["sh", "-n", str(MACOS / "build.sh")], check=True)
    text = (MACOS / "build.sh").read_text(encoding="utf-8")
    for hook in ("codesign", "notarytool", "stapler", "hdiutil", "PYTHON_SHA256", "SIGN_IDENTITY"):
        assert hook in text
