"""Linux libraries that several wheels bring: one copy stays, and only one that has all names."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from installer.package import elf, shared_parts

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("gcc", "objdump", "patchelf"))),
    reason="needs Linux with binutils, gcc and patchelf",
)
COPIES = {"libone-*": "libone.so.1"}
CALL = "long first(void); long use(void) { return first(); }"


def make_libraries(folder: Path, kept_names: tuple[str, ...]) -> tuple[Path, Path]:
    """A library that uses its own copy of another, and the folder of the one that is kept."""
    wheel, kept = folder / "site" / "wheel.libs", folder / "kept"
    wheel.mkdir(parents=True)
    kept.mkdir()
    elf.make_stub(wheel / "libone-1a2b.so.1", {"ONE_3.0.0": ("first", "second")})
    elf.make_stub(kept / "libone.so.1", {"ONE_3.0.0": kept_names})
    user = wheel / "libuser.so"
    elf.link_library(user, CALL, str(wheel / "libone-1a2b.so.1"))
    return user, kept


def test_a_library_uses_the_kept_copy_in_place_of_its_own(tmp_path: Path) -> None:
    user, kept = make_libraries(tmp_path, ("first",))
    shared_parts.share(user.parent, COPIES, kept)
    assert [file.name for file in user.parent.iterdir()] == ["libuser.so"]
    assert elf.list_needed(user) == ("libone.so.1",)
    assert elf.list_undefined(user)["ONE_3.0.0"] == ("first",)


def test_a_library_that_was_changed_before_finds_the_kept_copy(tmp_path: Path) -> None:
    user, kept = make_libraries(tmp_path, ("first", "second"))
    elf.set_paths(user, "$ORIGIN/a/folder/that/the/making/of/the/wheel/has/written/into/it")
    shared_parts.share(user.parent, COPIES, kept)
    assert elf.list_needed(user) == ("libone.so.1",)


def test_a_name_that_the_kept_copy_lacks_stops_a_build(tmp_path: Path) -> None:
    user, kept = make_libraries(tmp_path, ("second",))
    with pytest.raises(ValueError, match=r"libuser\.so needs first"):
        shared_parts.share(user.parent, COPIES, kept)
