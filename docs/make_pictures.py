"""Makes the pictures of README.md from the running demo: .venv/bin/python docs/make_pictures.py

Needs Debian's chromium (apt-get install --no-install-recommends chromium fonts-noto-color-emoji).
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

HOME = Path(__file__).resolve().parent.parent
PICTURES = HOME / "docs" / "gambar"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

QUESTIONS = (
    "boleh gak like postingan caleg?",
    "istri saya maju pilkada, boleh saya dampingi kampanye?",
    "@{bot} Bolehkah ASN memakai kaus partai?",
)
"""What is asked in the columns of the demo: two people, then their group."""


def main() -> None:
    """Start a demo, take both pictures, stop it."""
    PICTURES.mkdir(exist_ok=True)
    with _demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _chat_page(browser, address, PICTURES / "obrolan.png")
        _card(browser, address, PICTURES / "kartu.png")
        browser.close()


@contextmanager
def _demo() -> Iterator[str]:
    """A demo on a free port; gives the address of its chat page."""
    environment = os.environ | {"DEMO_PORT": "0", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot", "demo"]
    process = subprocess.Popen(command, cwd=HOME, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield _address(process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"Obrolan:\s+(\S+)", line):
            return found[1]
    raise SystemExit("The demo ended before it printed its address.")


def _chat_page(browser: Browser, address: str, file: Path) -> None:
    """A desktop on which every column has asked something and was answered."""
    page = _opened(browser, address, width=1440, height=1120)
    name = page.request.get(f"{address}control/state").json()["bot"]["username"]
    for number, question in enumerate(QUESTIONS):
        _answer(page.locator(".column").nth(number), question.format(bot=name))
    page.mouse.move(0, 0)
    page.screenshot(path=file)
    page.context.close()


def _card(browser: Browser, address: str, file: Path) -> None:
    """One card with its buttons, as wide as on a phone."""
    page = _opened(browser, address, width=480, height=1400, scale=2)
    box = _answer(page.locator(".column").first, QUESTIONS[0]).bounding_box()
    assert box
    rim = 6
    wide, high = box["width"] + 2 * rim, box["height"] + 2 * rim
    page.screenshot(path=file, clip={"x": box["x"] - rim, "y": box["y"] - rim, "width": wide, "height": high})
    page.context.close()


def _opened(browser: Browser, address: str, *, width: int, height: int, scale: int = 1) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="id-ID", color_scheme="light"
    )
    page.goto(address)
    expect(page.locator("#status")).to_be_hidden()
    return page


def _answer(column: Locator, question: str) -> Locator:
    """Ask in a column; the bot's answer, once it is there."""
    answers = column.locator(".message.theirs")
    before = answers.count()
    field = column.locator("textarea")
    field.fill(question)
    field.press("Enter")
    expect(answers).to_have_count(before + 1)
    field.blur()
    return answers.last


if __name__ == "__main__":
    main()
