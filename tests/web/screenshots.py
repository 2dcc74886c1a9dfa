"""Pictures of the page for the README, of the shipped report: ``make screenshots``."""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from tests.web.browser_walk import ARGUMENTS, BOX, WAIT_MS, ask

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
START_S = 90


def main() -> int:
    """Start a server, take the pictures, stop it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("!! no chromium (apt-get install chromium fonts-noto-cjk)\n")
        return 1
    port = free_port()
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, "gradio-app")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS, timeout=30_000)
            _ask_room(browser, url)
            _other_rooms(browser, url)
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)
    return 0


def _ask_room(browser: Browser, url: str) -> None:
    for name, width, height in (("ask", 1280, 850), ("ask-phone", 390, 844)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(WAIT_MS)
        page.goto(url)
        page.wait_for_selector(BOX)
        ask(page, "今年新增学位多少个？")
        if name == "ask":
            page.locator(".turn").last.locator(".words a.cite").click()
        page.wait_for_timeout(800)
        page.screenshot(path=IMAGES / f"{name}.png")


def _other_rooms(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 850})
    page.set_default_timeout(WAIT_MS)
    for name, address in (("register", "/commitments?with_value=true"), ("charts", "/charts"), ("report", "/report")):
        page.goto(url + address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=IMAGES / f"{name}.png")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, sign: str) -> None:
    """Wait until an address answers with a sign of being there; raise ``TimeoutError`` where it never does."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            if sign in httpx.get(url, timeout=5).text:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise TimeoutError(url)


if __name__ == "__main__":
    sys.exit(main())
