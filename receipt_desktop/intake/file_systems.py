"""What the system knows about a folder's file system, and about who is writing a file."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath

import psutil

REMOTE_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "webdav", "davfs"),
        *("9p", "ncpfs", "ceph", "glusterfs", "lustre", "virtiofs", "vboxsf", "vmhgfs", "prl_fs"),
        *("fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse"),
        *("fuse.vmhgfs-fuse", "fuse.s3fs", "fuse.smbnetfs", "fuse.curlftpfs", "osxfuse", "macfuse"),
    }
)
"""File systems whose changes on another computer the system does not report."""
DRIVE_REMOTE = 4
"""Windows: the answer of `GetDriveTypeW` for a network drive."""
GENERIC_READ, FILE_SHARE_READ, OPEN_EXISTING = 0x80000000, 0x1, 3
SHARING_VIOLATION = 32
INVALID_HANDLE = -1


def is_remote(folder: Path) -> bool:
    """Whether the folder is on another computer, as far as the system reports."""
    if os.name == "nt":
        return is_windows_remote(str(folder))
    return find_file_system(Path(os.path.realpath(folder)), _list_mounts()) in REMOTE_TYPES


def _list_mounts() -> Iterable[tuple[str, str]]:
    """Mount points and the types of their file systems; none where the system does not tell."""
    with suppress(OSError, psutil.Error):
        return [(part.mountpoint, part.fstype.lower()) for part in psutil.disk_partitions(all=True)]
    return ()


def find_file_system(folder: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """The type of the innermost mount above the folder; "" where there is none."""
    above = [
        (len(PurePath(point).parts), number, kind)
        for number, (point, kind) in enumerate(mounts)
        if folder.is_relative_to(point)
    ]
    return max(above)[2] if above else ""


def is_windows_remote(folder: str) -> bool:
    r"""Whether a path of Windows leads to a share (\\server\share) or a network drive."""
    if folder.startswith("\\\\") and not folder.startswith(("\\\\?\\", "\\\\.\\")):
        return True
    if folder.upper().startswith("\\\\?\\UNC\\"):
        return True
    if sys.platform == "win32":
        drive = os.path.splitdrive(folder.removeprefix("\\\\?\\"))[0]
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == DRIVE_REMOTE)
    return False


def is_being_written(path: Path) -> bool:
    """Whether another program has the file open for writing; False where it cannot be known."""
    if os.name == "nt":
        return _is_write_shared(path)
    return _refuses_read_lease(path)


def _refuses_read_lease(path: Path) -> bool:
    """Whether Linux refuses a read lease: someone has the file open for writing (fcntl(2)).

    A lease is granted to the file's owner only, and not on every file system: then it is not known.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 (not on Windows)

        try:
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(handle)  # which also gives the lease back
    return False


def _is_write_shared(path: Path) -> bool:
    """Whether Windows refuses to open the file for reading only, with nobody else writing."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(
            str(path), GENERIC_READ, FILE_SHARE_READ, None, OPEN_EXISTING, 0, None
        )
        if handle == ctypes.c_void_p(INVALID_HANDLE).value:
            return bool(kernel.GetLastError() == SHARING_VIOLATION)
        kernel.CloseHandle(ctypes.c_void_p(handle))
    return False
