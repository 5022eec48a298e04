"""python -m benchmarks.reports: code checks, reports a second, and an inbox of 10,000 reports in Chromium."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import datetime as dt
import secrets
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from playwright.async_api import Page, async_playwright

from benchmarks.machine import cores
from bot.clock import SystemClock
from bot.demo_officers import PASSPHRASE, DemoOfficer, enrol_officers
from bot.reports.content import Body, Draft
from bot.reports.envelope import ID_BYTES, KEY_BYTES
from bot.reports.receipt import new_code
from bot.reports.room import Room, open_room
from bot.reports.sealed import sealed_report
from bot.web.server import Running, start

CHROMIUM = Path("/usr/bin/chromium")
INSTALLED = CHROMIUM.exists()
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
KNOWN = dt.date(2026, 11, 20)
STORY = "Kepala bidang membagikan kaus calon di aula kantor. " * 20


def draft() -> Draft:
    return Draft(Body(event_date=KNOWN, known_date=KNOWN, story=STORY))


async def code_checks(room: Room, times: int) -> list[float]:
    """Seconds of opening a mailbox, known and unknown codes in turns, one after the other."""
    known = await room.intake.submit(draft())
    return [await _timed(partial(room.mailboxes.open, known if n % 2 else new_code())) for n in range(times)]


async def accepted(room: Room, number: int, at_once: int) -> float:
    """Reports a second, `at_once` reporters pressing Kirim at the same time."""
    gate = asyncio.Semaphore(at_once)

    async def one() -> None:
        async with gate:
            await room.intake.submit(draft())

    before = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(number)))
    return number / (time.perf_counter() - before)


async def fill(room: Room, number: int) -> None:
    """So many reports in the room: the parts of one, under names of their own; their seals open in no place."""
    pattern = await asyncio.to_thread(
        sealed_report, draft(), new_code(), await room.intake.salt(), await room.intake.holders()
    )
    for _ in range(number):
        name, code = secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES)
        await room.intake.accept(dataclasses.replace(pattern, id=name, search=code))


async def opening(inbox: Running, officer: DemoOfficer, times: int) -> list[float]:
    """Seconds from asking for the list to its rows on the screen, logged in, in Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page()
        await page.goto(inbox.url + officer.key_link)
        await page.get_by_label("Kata sandi").fill(PASSPHRASE)
        await page.get_by_role("button", name="Masuk", exact=True).click()
        await page.locator(".row").first.wait_for(timeout=60_000)
        found = [await _opened(page) for _ in range(times)]
        await browser.close()
        return found


async def _opened(page: Page) -> float:
    await page.get_by_role("link", name="Audit").click()
    await page.locator(".row").first.wait_for(state="detached")
    before = time.perf_counter()
    await page.get_by_role("link", name="Laporan", exact=True).click()
    await page.locator(".row").first.wait_for()
    return time.perf_counter() - before


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    before = time.perf_counter()
    await work()
    return time.perf_counter() - before


def _memory() -> float:
    """The process's largest memory until now, MB; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def measure(*, checks: int, reports: int, listed: int, openings: int) -> str:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        url, clock = f"sqlite+aiosqlite:///{Path(folder) / 'laporan' / 'laporan.db'}", SystemClock()
        async with open_room(url, secrets.token_bytes(32), clock) as room, await start(room, clock) as inbox:
            officers = await enrol_officers(room)
            seconds = await code_checks(room, checks)
            memory = _memory()
            rate = await accepted(room, reports, at_once=8)
            await fill(room, listed)
            opened = await opening(inbox, officers[0], openings) if INSTALLED else []
            (officer, *_) = await room.intake.holders()
            total = (await room.desk.page(officer.id)).total
    lines = [
        "| ukuran | hasil |",
        "|---|---|",
        f"| inti prosesor | {len(cores())} |",
        f"| periksa kode, {checks} kali, p50 | {statistics.median(seconds) * 1000:.0f} ms |",
        f"| periksa kode, paling lambat | {max(seconds) * 1000:.0f} ms |",
        f"| memori puncak seluruh proses sampai saat itu | {memory:.0f} MB |",
        f"| laporan diterima per detik, 8 pelapor serentak, {reports} laporan | {rate:.1f} |",
    ]
    if opened:
        label = f"kotak masuk dengan {total:,} laporan tampil di Chromium"
        lines.append(f"| {label}, {openings} kali, p50 | {statistics.median(opened) * 1000:.0f} ms |")
        lines.append(f"| {label}, paling lambat | {max(opened) * 1000:.0f} ms |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("--checks", type=int, default=30, help="code checks")
    parser.add_argument("--reports", type=int, default=60, help="reports that are sent")
    parser.add_argument("--listed", type=int, default=10_000, help="reports on the list")
    parser.add_argument("--openings", type=int, default=10, help="how often the list is opened")
    given = parser.parse_args()
    print(
        asyncio.run(measure(checks=given.checks, reports=given.reports, listed=given.listed, openings=given.openings))
    )


if __name__ == "__main__":
    main()
