"""What the wheels contain and the program never uses: one table.

Paths are relative to site-packages, with `/`; a `*` also matches `/`. Measured with `uv.lock` of
November 2026 on Linux: 766 MB of wheels become 530 MB, with the locale data cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Removal:
    """Files that are left out."""

    reason: str
    patterns: tuple[str, ...]
    kept: tuple[str, ...] = ()
    """Exceptions, as patterns."""

    def matches(self, path: str) -> bool:
        """Whether the file is left out."""
        return is_any(path, self.patterns) and not is_any(path, self.kept)


def is_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns matches the path."""
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def find_removal(path: str) -> Removal | None:
    """The first entry of the table that leaves this file out."""
    return next((removal for removal in REMOVALS if removal.matches(path)), None)


QT_MODULES = ("Core", "DBus", "Gui", "Network", "OpenGLWidgets", "Svg", "Widgets")
"""Of Qt: those that the window imports, and pyqtgraph (OpenGLWidgets)."""
QT_LIBRARIES = (*QT_MODULES, "OpenGL", "WaylandClient", "WlShellIntegration", "XcbQpa")
"""Their libraries, and those of the plugins for X11 and Wayland."""
STAND_INS = {
    "PySide6/QtOpenGL.py": "pyqtgraph imports this module and uses it to draw with OpenGL alone.",
}
"""Modules that others import and never use here: each becomes this docstring alone."""
QT_PLUGINS = (
    *("platforms", "platformthemes", "platforminputcontexts", "styles"),
    *("iconengines", "imageformats", "xcbglintegrations"),
    *("wayland-decoration-client", "wayland-graphics-integration-client"),
    "wayland-shell-integration",
)
"""Folders of plugins: screens, themes, keyboards, pictures."""
WINDOW_LANGUAGES = ("de", "en", "fr")

QT = (
    Removal(
        "modules of Qt that nothing imports",
        ("PySide6/Qt*.abi3.so", "PySide6/Qt*.pyd"),
        tuple(f"PySide6/Qt{name}.*" for name in QT_MODULES),
    ),
    Removal(
        "libraries of Qt that only those modules use",
        (
            "PySide6/Qt/lib/libQt6*",
            "PySide6/Qt6*.dll",
            "PySide6/Qt/lib/Qt*.framework/*",
            "PySide6/*pyside6qml*",
        ),
        (
            *(f"PySide6/Qt/lib/libQt6{name}.so*" for name in QT_LIBRARIES),
            *(f"PySide6/Qt6{name}.dll" for name in QT_LIBRARIES),
            *(f"PySide6/Qt/lib/Qt{name}.framework/*" for name in QT_LIBRARIES),
        ),
    ),
    Removal(
        "plugins of Qt: databases, QML, networks, printers, screens without a window system",
        ("PySide6/Qt/plugins/*", "PySide6/plugins/*"),
        tuple(f"PySide6*/plugins/{name}/*" for name in QT_PLUGINS),
    ),
    Removal(
        "plugins of Qt for screens, keyboards and pictures that the program does not meet",
        (
            "PySide6/*plugins/platforms/*eglfs.*",
            "PySide6/*plugins/platforms/*linuxfb.*",
            "PySide6/*plugins/platforms/*minimal*",
            "PySide6/*plugins/platforms/*vkkhrdisplay.*",
            "PySide6/*plugins/platforms/*vnc.*",
            "PySide6/*plugins/platforms/*direct2d.*",
            "PySide6/*plugins/platforminputcontexts/*virtualkeyboard*",
            "PySide6/*plugins/imageformats/*pdf.*",
            "PySide6/*plugins/imageformats/*tga.*",
            "PySide6/*plugins/imageformats/*wbmp.*",
            "PySide6/*plugins/wayland-shell-integration/*",
        ),
        ("*/wayland-shell-integration/libxdg-shell.so",),
    ),
    Removal("Qt's QML", ("PySide6/Qt/qml/*", "PySide6/qml/*")),
    Removal(
        "Qt's texts in other languages than the window's, and those of its tools",
        ("PySide6/Qt/translations/*", "PySide6/translations/*"),
        tuple(f"PySide6*/translations/qtbase_{name}.qm" for name in WINDOW_LANGUAGES),
    ),
    Removal(
        "Qt's tools for programmers",
        (
            "PySide6/*.exe",
            "PySide6/*.app/*",
            "PySide6/assistant",
            "PySide6/designer",
            "PySide6/linguist",
            "PySide6/l[ru]*e",
            "PySide6/lupdate",
            "PySide6/qml*",
            "PySide6/svgtoqml",
            "PySide6/Qt/libexec/*",
            "PySide6/Qt/metatypes/*",
            "PySide6/metatypes/*",
            "PySide6/doc/*",
            "PySide6/glue/*",
            "PySide6/include/*",
            "PySide6/lib/*",
            "PySide6/resources/*",
            "PySide6/scripts/*",
            "PySide6/support/*",
            "PySide6/typesystems/*",
        ),
    ),
    Removal(
        "OpenGL in software and runtime libraries of Microsoft's that no kept library uses",
        tuple(
            f"PySide6/{name}.dll"
            for name in ("opengl32sw", "vcamp140", "vccorlib140", "vcomp140", "concrt140")
        ),
    ),
)

PHONENUMBERS = Removal(
    "places, providers and time zones of telephone numbers",
    (
        "phonenumbers/carrier.py",
        "phonenumbers/carrierdata/*",
        "phonenumbers/geocoder.py",
        "phonenumbers/geodata/*",
        "phonenumbers/timezone.py",
        "phonenumbers/tzdata/*",
    ),
)

READERS = (
    Removal(
        "onnxruntime's tools and the library for programs in C",
        (
            "onnxruntime/backend/*",
            "onnxruntime/datasets/*",
            "onnxruntime/quantization/*",
            "onnxruntime/tools/*",
            "onnxruntime/transformers/*",
            "onnxruntime/capi/libonnxruntime.*",
            "onnxruntime/capi/onnxruntime.dll",
        ),
    ),
    Removal("OpenCV's reader of films", ("cv2/opencv_videoio_ffmpeg*.dll",)),
    Removal("OpenCV's models of faces", ("cv2/data/*",), ("*/__init__.py",)),
    Removal(
        "NumPy's ways to Fortran and C, and its tests",
        ("numpy/f2py/*", "numpy/distutils/*", "numpy/_core/*_tests.*", "numpy/_core/lib/*"),
    ),
)

GENERAL = (
    Removal(
        "packages that others name and never import here",
        (
            *("cffi/*", "google/*", "pycparser/*", "pyqtgraph/flowchart/*", "pyqtgraph/opengl/*"),
            # of the onnxruntime for Macs with Intel processors
            *("coloredlogs/*", "coloredlogs.pth", "humanfriendly/*", "mpmath/*"),
            *("isympy.py", "share/man/man1/isympy.1", "sympy/*"),
        ),
    ),
    Removal(
        "what RapidOCR's own code imports; only its networks are used",
        (
            *("shapely/*", "[Ss]hapely.libs/*", "omegaconf/*", "colorlog/*", "six.py"),
            *("requests/*", "urllib3/*", "charset_normalizer/*"),
        ),
    ),
    Removal(
        "pyqtgraph's own icon and its colours for pictures",
        ("pyqtgraph/icons/peegee/*", "pyqtgraph/colors/maps/*"),
    ),
    Removal("fonts of ReportLab, one of them under the GPL", ("reportlab/fonts/*",)),
    Removal(
        "ReportLab's charts, barcodes and flowing text; pages are drawn line by line",
        ("reportlab/graphics/*", "reportlab/platypus/*"),
    ),
    Removal(
        "asking name servers; the search for scanners writes and reads messages alone",
        (
            *("dns/async*", "dns/_*backend.py", "dns/_ddr.py", "dns/nameserver.py"),
            *("dns/dnssec.py", "dns/dnssecalgs/*", "dns/query.py", "dns/quic/*", "dns/resolver.py"),
        ),
    ),
    Removal("modules for Python 2", ("olefile/olefile2.*",)),
    Removal("commands that come with packages", ("bin/*", "Scripts/*", "tqdm/completion.sh")),
    Removal(
        "tests and examples",
        (
            "*/tests/*",
            "*/__pyinstaller/*",
            "*/_pyinstaller/*",
            "alembic/testing/*",
            "numpy/_core/_simd.*",
            "pyqtgraph/examples/*",
            "sqlalchemy/testing/*",
        ),
    ),
    Removal("types for type checkers", ("*.pyi", "*/py.typed", "wrapt-stubs/*")),
    Removal(
        "sources and headers in C and Cython, libraries to link with",
        tuple(
            f"*.{name}"
            for name in "a c cc cmake cpp h hpp lib pc prl pxd pyx".split()  # noqa: SIM905
        ),
    ),
    Removal(
        "what package tools note about an installation",
        (
            "*.dist-info/INSTALLER",
            "*.dist-info/RECORD",
            "*.dist-info/REQUESTED",
            "*.dist-info/direct_url.json",
            "*.dist-info/uv_cache.json",
            "*/sboms/*",
            ".lock",
        ),
    ),
    Removal("byte code of another place", ("*.pyc",)),
)

REMOVALS: tuple[Removal, ...] = (*QT, PHONENUMBERS, *READERS, *GENERAL)
