"""Walk through the page in a real browser and print what was seen, as JSON; a process of its own."""

import json
import sys
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

WAIT_MS = 10_000
QUESTION, FOLLOW_UP = "去年新增学位多少个", "今年呢"
BOX = "#question textarea, #question input"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def opened(browser: Browser, width: int, height: int, seen: dict[str, Any]) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(WAIT_MS)

    def answered(response: Response) -> None:
        if response.status >= 400:
            seen["bad"].append(response.url)

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen["console"].append(message.text)

    page.on("request", lambda request: seen["requests"].append(request.url))
    page.on("response", answered)
    page.on("console", told)
    return page


def ask(page: Page, question: str) -> str:
    before = page.locator(".turn").count()
    page.fill(BOX, question)
    page.click("#send")
    page.wait_for_function(f"document.querySelectorAll('.turn').length > {before}")
    page.wait_for_function("!document.querySelector('#question textarea, #question input').value")
    return page.locator(".turn .words").last.inner_text()


def marked(page: Page) -> str:
    frame = page.frame(name="reader")
    assert frame is not None
    frame.wait_for_selector("mark")
    return "".join(frame.locator("mark").all_inner_texts())


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def desktop(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    page = opened(browser, 1280, 850, seen)
    page.goto(f"{url}/?q={QUESTION}")
    page.wait_for_selector(".turn .words")
    found: dict[str, Any] = {"shared": page.locator(".turn .words").inner_text(), "address": page.url}
    found["follow_up"] = ask(page, FOLLOW_UP)
    scrolled, pages = page.evaluate("[scrollY, history.length]")
    page.locator(".turn").last.locator(".words a.cite").click()
    found["marked"] = marked(page)
    found["quote"] = page.locator(".turn").last.locator("q").first.inner_text()
    found["moved"] = page.evaluate("scrollY") - scrolled
    found["pages_added"] = page.evaluate("history.length") - pages
    reader = page.locator(".reader iframe").bounding_box()
    found["reader_in_view"] = bool(reader and 0 <= reader["y"] < 850)
    found["declined"] = ask(page, "区长的年龄是多少岁")
    page.reload()
    page.wait_for_selector(".turn")
    found["after_reload"] = page.locator(".turn").count()
    found["goes_on"] = ask(page, "学位去年呢")
    other = opened(browser, 1280, 850, seen)
    other.goto(url)
    other.wait_for_selector(BOX)
    other.wait_for_timeout(1000)
    found["another_person_sees"] = other.locator(".turn").count()
    return found


def keyboard(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    page = opened(browser, 1280, 850, seen)
    page.goto(url)
    page.wait_for_selector(BOX)
    page.focus(BOX)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .words")
    page.focus(".turn .words a.cite")
    page.keyboard.press("Enter")
    return {"marked": marked(page)}


def phone(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    page = opened(browser, 360, 740, seen)
    page.goto(url)
    page.wait_for_selector(BOX)
    found: dict[str, Any] = {"answer": ask(page, QUESTION), "sideways": [sideways(page)]}
    scrolled = page.evaluate("scrollY")
    page.locator(".turn .words a.cite").last.click()
    found["marked"] = marked(page)
    found["sheet"] = page.locator("#reader-panel.open").is_visible()
    page.click("[data-close-reader]")
    found["closed"] = not page.locator("#reader-panel").is_visible()
    found["moved"] = page.evaluate("scrollY") - scrolled
    for path in ("/commitments", "/report", "/about"):
        page.goto(url + path)
        found["sideways"].append(sideways(page))
    page.click("[data-switch=large]")
    page.click("[data-switch=dark]")
    page.goto(f"{url}/commitments")
    found["large"] = page.evaluate("parseFloat(getComputedStyle(document.querySelector('td')).fontSize)")
    found["dark"] = page.evaluate("document.documentElement.classList.contains('dark')")
    return found


def main(url: str, chromium: str) -> None:
    seen: dict[str, Any] = {"requests": [], "bad": [], "console": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS, timeout=30_000)
        walks = {walk.__name__: walk(browser, url, seen) for walk in (desktop, keyboard, phone)}
        browser.close()
    elsewhere = [address for address in seen.pop("requests") if not address.startswith((url, "data:", "blob:"))]
    sys.stdout.write(json.dumps({**walks, **seen, "elsewhere": elsewhere}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
