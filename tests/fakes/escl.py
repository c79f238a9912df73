"""A network scanner that speaks eSCL over real HTTP, with the faults of real ones."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

CAPABILITIES = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
    xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>2.63</pwg:Version>
  <pwg:MakeAndModel>Office Scanner 7</pwg:MakeAndModel>
  <scan:SettingProfiles>
    <scan:SettingProfile name="p1">
      <scan:ColorModes>
        <scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode>
        <scan:ColorMode>Unheard</scan:ColorMode>
      </scan:ColorModes>
      <scan:DocumentFormats>
        <pwg:DocumentFormat>application/pdf</pwg:DocumentFormat>
        <scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>
      </scan:DocumentFormats>
      <scan:SupportedResolutions><scan:DiscreteResolutions>
        <scan:DiscreteResolution>
          <scan:XResolution>300</scan:XResolution><scan:YResolution>300</scan:YResolution>
        </scan:DiscreteResolution>
        <scan:DiscreteResolution>
          <scan:XResolution>75</scan:XResolution><scan:YResolution>75</scan:YResolution>
        </scan:DiscreteResolution>
      </scan:DiscreteResolutions></scan:SupportedResolutions>
    </scan:SettingProfile>
  </scan:SettingProfiles>
  <scan:Platen><scan:PlatenInputCaps>
    <scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>3300</scan:MaxHeight>
    <scan:SettingProfiles><scan:SettingProfile ref="p1"/></scan:SettingProfiles>
  </scan:PlatenInputCaps></scan:Platen>
  <scan:Adf>
    <scan:AdfSimplexInputCaps>
      <scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>4200</scan:MaxHeight>
      <scan:SettingProfiles><scan:SettingProfile>
        <scan:ColorModes><scan:ColorMode>BlackAndWhite1</scan:ColorMode></scan:ColorModes>
        <scan:SupportedResolutions><scan:ResolutionRange><scan:XResolutionRange>
          <scan:Min>100</scan:Min><scan:Max>350</scan:Max><scan:Step>1</scan:Step>
        </scan:XResolutionRange></scan:ResolutionRange></scan:SupportedResolutions>
      </scan:SettingProfile></scan:SettingProfiles>
    </scan:AdfSimplexInputCaps>
    <scan:AdfDuplexInputCaps/>
  </scan:Adf>
</scan:ScannerCapabilities>"""

STATUS = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
    xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:State>{state}</pwg:State><scan:AdfState>{feeder}</scan:AdfState>
  <scan:Jobs><scan:JobInfo>
    <pwg:JobUri>/eSCL/ScanJobs/1</pwg:JobUri><pwg:JobState>{job}</pwg:JobState>
  </scan:JobInfo></scan:Jobs>
</scan:ScannerStatus>"""


@dataclass
class FakeScanner:
    """Serves these pages; its attributes say what goes wrong."""

    pages: Sequence[bytes] = ()
    feeder: str = "ScannerAdfLoaded"
    state: str = "Idle"
    busy: int = 0
    """How many scan jobs are refused with 503 before one is taken."""
    fault_after: int | None = None
    """After so many pages there is none, and the feeder is in the state `fault`."""
    fault: str = "ScannerAdfJam"
    cut_after: int | None = None
    """The connection is cut in the middle of the page after so many pages."""
    hang_after: int | None = None
    """The page after so many pages comes when the job is deleted."""
    location: str = "http://10.0.0.99/eSCL/ScanJobs/1"
    """As devices do that name an address of their own."""
    capabilities: bytes = CAPABILITIES.encode()
    redirect: str = ""
    job_state: str = "Processing"
    sent: int = 0
    jobs: list[str] = field(default_factory=list)
    """Settings of the scan jobs."""
    deleted: int = 0

    def __post_init__(self) -> None:
        self._deleted = threading.Event()
        self.waiting = threading.Event()
        """Set while a client waits for a page that hangs."""
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"scanner": self})
        )
        self._server.daemon_threads = True
        self._scheme = "http"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}/eSCL"

    def use_tls(self, certificate: str, key: str) -> None:
        """Speak TLS with this certificate and key in PEM files."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "https"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._deleted.set()
        self._server.shutdown()
        self._server.server_close()

    def answer_status(self) -> bytes:
        return STATUS.format(state=self.state, feeder=self.feeder, job=self.job_state).encode()

    def take_job(self, settings: str) -> tuple[int, dict[str, str], bytes]:
        if self.busy:
            self.busy -= 1
            return 503, {"Retry-After": "0"}, b""
        self.jobs.append(settings)
        self.sent, self.job_state = 0, "Processing"
        self._deleted.clear()
        return 201, {"Location": self.location}, b""

    def give_page(self) -> tuple[int, dict[str, str], bytes]:
        if self.hang_after == self.sent:
            self.waiting.set()
            self._deleted.wait(60)
            return 410, {}, b""
        if self.fault_after == self.sent:
            self.feeder, self.job_state = self.fault, "Aborted"
            return 404, {}, b""
        if self.sent >= len(self.pages):
            self.feeder, self.job_state = "ScannerAdfEmpty", "Completed"
            return 404, {}, b""
        self.sent += 1
        return 200, {"Content-Type": "image/jpeg"}, self.pages[self.sent - 1]

    def delete_job(self) -> tuple[int, dict[str, str], bytes]:
        self.deleted += 1
        self._deleted.set()
        return 200, {}, b""


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of a client for the scanner of its class."""

    protocol_version = "HTTP/1.1"
    scanner: FakeScanner

    def do_GET(self) -> None:
        scanner = self.scanner
        documents = {
            "/eSCL/ScannerCapabilities": lambda: scanner.capabilities,
            "/eSCL/ScannerStatus": scanner.answer_status,
        }
        if scanner.redirect:
            self._answer(302, {"Location": scanner.redirect}, b"")
        elif self.path in documents:
            self._answer(200, {"Content-Type": "text/xml"}, documents[self.path]())
        elif self.path.endswith("/NextDocument"):
            self._answer(*scanner.give_page())
        else:
            self._answer(404, {}, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(*self.scanner.take_job(body.decode()))

    def do_DELETE(self) -> None:
        self._answer(*self.scanner.delete_job())

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        cut = self.scanner.cut_after
        if cut is not None and self.scanner.sent > cut and body:
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Write nothing to the terminal."""
