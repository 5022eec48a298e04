"""The system's Chromium for page tests. Test modules import `browser` and open pages through `opened`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

CHROMIUM = Path("/usr/bin/chromium")
MISSING = f"no {CHROMIUM}: apt-get install -y --no-install-recommends chromium fonts-noto-color-emoji"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALLED = CHROMIUM.exists()
LIMIT_MS = 5_000


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser a test run. Tests that use it are skipped where Chromium is not installed."""
    if not INSTALLED:
        pytest.skip(MISSING)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        await started.close()


@asynccontextmanager
async def opened(
    browser: Browser, *, width: int = 1440, height: int = 900, expected: tuple[str, ...] = (), **more: Any
) -> AsyncIterator[Page]:
    """A fresh page that fails the test if anything goes wrong on it: console errors, uncaught exceptions.

    `expected` are parts of messages that the test causes on purpose. `more` as in `Browser.new_context`.
    """
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="id-ID", timezone_id="Asia/Jakarta", **more
    )
    context.set_default_timeout(LIMIT_MS)
    page = await context.new_page()
    wrong: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in expected):
            wrong.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    try:
        yield page
        assert not wrong, wrong
    finally:
        await context.close()
