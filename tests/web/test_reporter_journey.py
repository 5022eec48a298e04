"""One report, two ways to its mailbox: the bot in a chat and the form in a browser."""

from __future__ import annotations

from bot.web.server import start
from tests.bot.reports.people import draft, only_row, reply, thread
from tests.journeys.conftest import Site, site
from tests.web.reporter import Reporter

__all__ = ["site"]


async def test_written_on_the_web_and_read_in_the_chat(site: Site) -> None:
    async with await start(site.room, site.clock) as running, Reporter(running.url) as browser:
        code = await browser.report(draft())
        row = await only_row(site.room, site.staff.rani)
        await reply(site.room, site.staff.rani, row, "Di kantor yang mana?")
        siti = await site.reporter()
        shown = await siti.say(f"/kotak {code}")
        assert shown.text.startswith("Diterima sejak 22 November 2026")
        assert "Di kantor yang mana?" in shown.text
        await siti.tap("Balas")
        await siti.say("Di kantor camat.")
        assert await thread(site.room, site.staff.rani, row) == [
            ("petugas", "Di kantor yang mana?"),
            ("pelapor", "Di kantor camat."),
        ]


async def test_written_in_the_chat_and_read_on_the_web(site: Site) -> None:
    async with await start(site.room, site.clock) as running, Reporter(running.url) as browser:
        siti = await site.reporter()
        code = (await siti.report()).replace(" ", "")
        row = await only_row(site.room, site.staff.rani)
        await reply(site.room, site.staff.rani, row, "Di kantor yang mana?")
        assert await browser.replies(code) == ["Di kantor yang mana?"]
        assert (await browser.post("/api/kotak/pesan", await browser.added(code, "Di kantor camat."))).status == 200
        assert await thread(site.room, site.staff.rani, row) == [
            ("petugas", "Di kantor yang mana?"),
            ("pelapor", "Di kantor camat."),
        ]
        assert (await browser.post("/api/kotak/hapus", {"search": await browser.search(code)})).status == 200
        assert "tidak membuka kotak" in (await siti.say(code)).text
