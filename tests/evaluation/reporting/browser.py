"""A real browser without a window, told what to do over two pipes; without one the tests that need it are skipped.

The pipes speak the DevTools protocol: one JSON object a message, a zero byte after each.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE_SECONDS = 60
"""Before a test fails for a browser that says nothing; it answers within a second where it works."""
FLAGS = [
    *"--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split(),
    *"--disable-dev-shm-usage --remote-debugging-pipe --hide-scrollbars".split(),
]
ONTO_THREE_AND_FOUR = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
os.dup2(ends[0], 3), os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads commands from descriptor 3 and answers on 4."""


class Browser:
    """One tab."""

    def __init__(self, commands: int, replies: int) -> None:
        self._commands, self._replies, self._rest = commands, replies, b""
        self._last, self._session = 0, None
        self.heard: list[dict[str, Any]] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")

    def open(self, page: Path, fragment: str = "", *, width: int = 1200, script: bool = True) -> None:
        """Show a file as a window of this width shows it."""
        self._ask("Emulation.setScriptExecutionDisabled", value=not script)
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 600
        )
        self._go("about:blank")  # from a page to a fragment of itself nothing is loaded
        self._go(page.as_uri() + fragment)

    def value(self, expression: str) -> Any:
        """What a script of the developer's sees; the page's own policy does not hold it back."""
        reply = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in reply, reply
        return reply["result"].get("value")

    def complaints(self) -> list[str]:
        """What the browser found wrong with the page: errors, and what its policy forbade."""
        logged = [said["params"]["entry"]["text"] for said in self.heard if said["method"] == "Log.entryAdded"]
        return logged + [str(said["params"]) for said in self.heard if said["method"] == "Runtime.exceptionThrown"]

    def requests(self) -> list[str]:
        """Every address that the page asked for, its own first."""
        sent = [said["params"] for said in self.heard if said["method"] == "Network.requestWillBeSent"]
        return [said["request"]["url"] for said in sent if said["request"]["url"] != "about:blank"]

    def media(self, kind: str, *, dark: bool = False) -> None:
        """Show the page as on paper ("print") or on the screen ("")."""
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._ask("Emulation.setEmulatedMedia", media=kind, features=scheme)

    def picture(self, path: Path) -> None:
        """The whole page as PNG."""
        data = self._ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def printed(self, path: Path) -> None:
        """The page as it is printed, as PDF."""
        path.write_bytes(base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True)["data"]))

    def _go(self, address: str) -> None:
        self.heard.clear()
        self._ask("Page.navigate", url=address)
        self._until(lambda: any(said["method"] == "Page.loadEventFired" for said in self.heard))

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        reply: list[dict[str, Any]] = []
        self._until(lambda: bool(reply), reply)
        assert "error" not in reply[0], reply[0]
        return reply[0]["result"]

    def _until(self, done, reply: list | None = None) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not done():
            ready, _, _ = select.select([self._replies], [], [], max(end - time.monotonic(), 0))
            assert ready, "the browser says nothing"
            chunk = os.read(self._replies, 1 << 16)
            assert chunk, "the browser ended"
            *messages, self._rest = (self._rest + chunk).split(b"\0")
            for message in map(json.loads, messages):
                if message.get("id") == self._last and reply is not None:
                    reply.append(message)
                elif "method" in message:
                    self.heard.append(message)


@contextmanager
def running(folder: Path) -> Iterator[Browser]:
    """A browser that keeps its files in this folder, and ends."""
    assert CHROMIUM
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    start = [sys.executable, "-c", ONTO_THREE_AND_FOUR, str(theirs_in), str(theirs_out), CHROMIUM]
    command = [*start, *FLAGS, f"--user-data-dir={folder}"]
    with subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL) as process:
        os.close(theirs_in), os.close(theirs_out)
        try:
            yield Browser(ours_out, ours_in)
        finally:
            os.close(ours_out)  # the browser ends when nobody can command it any more
            os.close(ours_in)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
