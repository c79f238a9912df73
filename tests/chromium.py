"""Chromium at the size of a phone, driven over the pipe of its DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.waiting import SECONDS, wait_until

WIDTH, HEIGHT, PIXEL_RATIO = 390, 844, 2
BINARY = shutil.which("chromium") or shutil.which("chromium-browser")


class Chromium:
    """One browser process."""

    def __init__(self, profile: str) -> None:
        to_read, self._to_write = os.pipe()
        from_read, from_write = os.pipe()
        command = [
            *(str(BINARY), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-dev-shm-usage", "--remote-debugging-pipe", f"--user-data-dir={profile}"),
            *("--disable-background-networking", "--disable-component-update", "about:blank"),
        ]
        # The protocol's pipes have the numbers 3 and 4.
        shell = ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{from_write}', "bash", *command]
        self._process = subprocess.Popen(
            shell, pass_fds=(to_read, from_write), stderr=subprocess.DEVNULL
        )
        os.close(to_read)
        os.close(from_write)
        self._answers: dict[int, dict[str, Any]] = {}
        self._arrived = threading.Condition()
        self._number = 0
        self.events: deque[dict[str, Any]] = deque(maxlen=2_000)
        self._reader = threading.Thread(target=self._read, args=(from_read,), daemon=True)
        self._reader.start()

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and wait for its answer."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._to_write, json.dumps(message).encode() + b"\0")
        with self._arrived:
            assert self._arrived.wait_for(lambda: number in self._answers, SECONDS), method
            answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer)
        result: dict[str, Any] = answer.get("result", {})
        return result

    def open_phone(self, language: str = "en", *, dark: bool = False) -> Phone:
        """A browser of its own, without the cookies of the others."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        made = self.call("Target.createTarget", url="about:blank", browserContextId=context)
        attached = self.call("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        phone = Phone(self, attached["sessionId"])
        phone.be_phone(language, dark=dark)
        return phone

    def close(self) -> None:
        """End the browser and its processes."""
        self.call("Browser.close")
        self._process.wait(SECONDS)
        os.close(self._to_write)
        self._reader.join(SECONDS)

    def _read(self, source: int) -> None:
        rest = b""
        while block := os.read(source, 1 << 20):
            *whole, rest = (rest + block).split(b"\0")
            for message in map(json.loads, whole):
                with self._arrived:
                    if "id" in message:
                        self._answers[message["id"]] = message
                    else:
                        self.events.append(message)
                    self._arrived.notify_all()
        os.close(source)


class Phone:
    """One tab."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol for this tab."""
        return self._browser.call(method, self._session, **parameters)

    def be_phone(self, language: str, *, dark: bool) -> None:
        """Take the size, language and colours of a phone."""
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH,
            height=HEIGHT,
            deviceScaleFactor=PIXEL_RATIO,
            mobile=True,
        )
        agent = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36"
        self.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        scheme = "dark" if dark else "light"
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def open(self, url: str) -> None:
        """Open an address."""
        self.call("Page.navigate", url=url)

    def evaluate(self, script: str) -> Any:
        """The value of a script; a promise is awaited."""
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait_for(self, script: str, seconds: float = SECONDS) -> Any:
        """Wait until a script gives something true, also while the page is loading."""
        patient = f"(() => {{ try {{ return {script} }} catch {{ return false }} }})()"
        found: list[Any] = []

        def look() -> Any:
            found[:] = [self.evaluate(patient)]
            return found[0]

        wait_until(look, script, seconds)
        return found[0]

    @property
    def text(self) -> str:
        """What is to be read on the page."""
        return str(self.evaluate("document.body?.innerText ?? ''"))

    def choose_files(self, selector: str, files: Sequence[Path]) -> None:
        """Choose files in an input."""
        document = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=document, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])

    def throttle(self, bytes_a_second: int, latency_ms: int, *, offline: bool = False) -> None:
        """Slow the network down, or cut it off; -1 is full speed."""
        self.call(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=latency_ms,
            downloadThroughput=bytes_a_second,
            uploadThroughput=bytes_a_second,
        )

    def screenshot(self, file: Path) -> None:
        """Save what is shown."""
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    @property
    def problems(self) -> list[str]:
        """Errors of scripts, and violations of the Content-Security-Policy."""
        own = [one for one in self._browser.events if one.get("sessionId") == self._session]
        thrown = [str(one["params"]) for one in own if one["method"] == "Runtime.exceptionThrown"]
        entries = [one["params"]["entry"] for one in own if one["method"] == "Log.entryAdded"]
        return thrown + [str(one) for one in entries if one["source"] in ("security", "javascript")]


@contextmanager
def run_chromium() -> Iterator[Callable[..., Phone]]:
    """A browser; the function opens phones in it."""
    with tempfile.TemporaryDirectory(prefix="rd-chromium-") as profile:
        browser = Chromium(profile)
        try:
            yield browser.open_phone
        finally:
            browser.close()
