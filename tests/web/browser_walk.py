"""Walk through the page in a real browser and print what was seen, as JSON; a process of its own."""

import json
import sys
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

WAIT_MS = 10_000
QUESTION, FOLLOW_UP = "去年新增学位多少个", "今年呢"
BOX = "#question textarea, #question input"
# Words that large type leaves under 18 px.
SMALL_PRINT = """[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(
    n => n.nodeType === 3 && n.textContent.trim()) && parseFloat(getComputedStyle(e).fontSize) < 17.9)
    .map(e => location.pathname + ' ' + e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 20))"""
# Gradio closes its own stream once it has an answer; on a busy machine it is still reading it then, and says so.
CLOSED_BY_ITSELF = "AbortError: BodyStreamBuffer was aborted"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def opened(browser: Browser, width: int, height: int, seen: dict[str, Any]) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(WAIT_MS)

    def answered(response: Response) -> None:
        if response.status >= 400:
            seen["bad"].append(response.url)

    def told(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(CLOSED_BY_ITSELF):
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


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong by WCAG 2.2 A and AA."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{page.url} {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in found]


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


def below(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    """What stands under an answer, and what can be undone."""
    page = opened(browser, 1280, 850, seen)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    page.goto(url)
    page.wait_for_selector(BOX)
    ask(page, QUESTION)
    found: dict[str, Any] = {"focused": page.evaluate("document.activeElement.closest('#question') !== null")}
    page.click("[data-act=copy]")
    page.wait_for_function("document.querySelector('.thanks').textContent")
    found["copied"] = page.evaluate("navigator.clipboard.readText()")
    page.click("[data-act=share]")
    page.wait_for_timeout(200)
    found["shared"] = page.evaluate("navigator.clipboard.readText()")
    page.click("[data-act=down]")
    page.locator("[data-act=why]").first.click()
    page.wait_for_function("document.querySelector('[data-act=down]').getAttribute('aria-pressed') === 'true'")
    found["thanks"] = page.locator(".thanks").inner_text()
    found["axe"] = faults(page)
    page.click("[data-act=edit]")
    found["edited"] = page.input_value(BOX)
    page.wait_for_timeout(1500)  # the page keeps its turns a moment later
    page.click("#clear")
    page.wait_for_function("!document.querySelector('.turn')")
    page.click("#bgt-bar button")
    page.wait_for_selector(".turn")
    found["undone"] = page.locator(".turn").count()
    page.fill(BOX, "")
    page.evaluate("navigator.clipboard.writeText('问'.repeat(600))")
    page.focus(BOX)
    page.keyboard.press("Control+V")
    page.wait_for_selector("#bgt-bar:not([hidden])")
    found["cut"] = [len(page.input_value(BOX)), page.locator("#bgt-bar").inner_text()]
    return found


def offline(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    """The line breaks before a question is sent, and comes back."""
    page = opened(browser, 1280, 850, {**seen, "console": [], "bad": []})
    page.goto(url)
    page.wait_for_selector(BOX)
    ask(page, QUESTION)
    page.wait_for_timeout(1500)
    page.context.set_offline(True)
    page.fill(BOX, FOLLOW_UP)
    page.click("#send")
    page.wait_for_selector("#bgt-bar:not([hidden])")
    told = page.locator("#bgt-bar").inner_text()
    found: dict[str, Any] = {
        "told": told,
        "kept": page.input_value(BOX),
        "toasts": page.locator(".toast-body:visible").count(),
    }
    page.wait_for_timeout(3000)
    found["still"] = [page.locator(".turn").count(), page.input_value(BOX)]
    page.context.set_offline(False)
    page.wait_for_selector("#bgt-bar:not([hidden]) button")
    page.wait_for_timeout(3000)  # Gradio may load the page again when its line is back
    page.wait_for_selector(".turn")
    if not page.input_value(BOX):
        page.fill(BOX, FOLLOW_UP)
    page.click("#send")
    page.wait_for_function("document.querySelectorAll('.turn').length > 1")
    found["answered"] = page.locator(".turn .words").last.inner_text()
    return found


def staff(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    """A clerk fills in a row, sees it after a reload, exports the table, changes a cell of it and brings it back."""
    page = opened(browser, 1280, 850, seen)
    page.goto(f"{url}/commitments")
    row = page.locator("td a").first.get_attribute("href")
    page.goto(f"{url}{row}")
    page.fill("input[name=lead_unit]", "县教育局")
    page.fill("input[name=deadline]", "6月底前")
    page.click("text=保存")
    page.goto(f"{url}{row}")
    found: dict[str, Any] = {"after_reload": page.locator("dl.facts").inner_text()}
    page.goto(f"{url}/commitments")
    with page.expect_download() as download:
        page.click("text=xlsx")
    file = f"{download.value.path()}.xlsx"
    download.value.save_as(file)
    book = load_workbook(file)
    sheet = book["任务分解表"]
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "县教育局")
    found["exported"] = cell.value
    cell.value = "县住建局"
    book.save(file)
    page.goto(f"{url}/staff/import")
    page.set_input_files("input[type=file]", file)
    page.click("main button")
    found["preview"] = page.locator("tbody td").all_inner_texts()
    found["axe"] = faults(page)
    page.click("text=保存")
    page.goto(f"{url}{row}")
    found["imported"] = page.locator("dl.facts").inner_text()
    page.click("summary")
    found["axe"] += faults(page)
    return found


def slow(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    """Slow 3G as Chromium's tools have it: a box at once, and what is asked there is answered later."""
    page = opened(browser, 360, 740, seen)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    session.send("Network.emulateNetworkConditions", line)
    page.goto(url, wait_until="commit")
    page.wait_for_selector("#shell-q")
    found: dict[str, Any] = {"axe": []}
    page.fill("#shell-q", QUESTION)
    page.press("#shell-q", "Enter")
    paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    page.wait_for_function(paint)
    found["first_paint_ms"] = page.evaluate(paint)
    found["bytes"] = page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    page.set_default_timeout(60_000)
    page.wait_for_selector(".turn .words")
    found["answer"] = page.locator(".turn .words").inner_text()
    found["transferred"] = page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, r) => sum + r.transferSize, 0)"
    )
    return found


def rooms(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    """Every room by axe, as it is, dark, and in large type; at 200 % nothing runs out of the window."""
    page = opened(browser, 1280, 850, seen)
    addresses = ("/", "/commitments", "/charts", "/report", "/about", "/staff", "/staff/import", "/docs")
    found: dict[str, Any] = {"axe": [], "sideways": [], "small": []}
    page.goto(f"{url}/commitments")
    row = page.locator("td a").first.get_attribute("href")
    for switch in ("", "dark", "large"):
        for address in (*addresses, row):
            page.goto(f"{url}{address}")
            page.evaluate(f"document.documentElement.classList.toggle('{switch}', true)" if switch else "0")
            page.evaluate("document.body.classList.toggle('dark', document.documentElement.classList.contains('dark'))")
            if address == "/":
                page.wait_for_selector(BOX)
            found["axe"] += [f"{switch} {fault}" for fault in faults(page)]
            if switch == "large" and address != "/docs":
                found["small"] += page.evaluate(SMALL_PRINT)
    page.set_viewport_size({"width": 640, "height": 425})  # what a window of 1280 shows at 200 %
    for address in (*addresses, row):
        page.goto(f"{url}{address}")
        found["sideways"].append((address, sideways(page)))
    return found


def reading(browser: Browser, url: str, seen: dict[str, Any]) -> dict[str, Any]:
    """The reading room: a sentence is copied with its link, and the link marks it."""
    page = opened(browser, 1280, 850, seen)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    page.goto(f"{url}/report")
    sentence = page.locator("main .s").nth(5)
    words = sentence.inner_text()
    sentence.click()
    page.click("[data-pick=link]")
    page.wait_for_function("document.querySelector('.pick span').textContent")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto(link)
    found = {"words": words, "marked": page.locator("mark").inner_text(), "figures": page.locator("main .n").count()}
    with page.expect_download() as download:
        page.click(".tools a")
    found["file"] = download.value.suggested_filename
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
    found["axe"] = faults(page)
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
        walks = {
            walk.__name__: walk(browser, url, seen)
            for walk in (desktop, below, keyboard, phone, rooms, staff, reading, slow, offline)
        }
        browser.close()
    elsewhere = [address for address in seen.pop("requests") if not address.startswith((url, "data:", "blob:"))]
    sys.stdout.write(json.dumps({**walks, **seen, "elsewhere": elsewhere}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
