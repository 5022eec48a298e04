"""What reaches the log: never the token, never what a person wrote, at no level."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.telegram.logs import configure_logging
from handlers import ask
from tests.conftest import Bot

SECRET = "rahasia-nama-camat-saya"


@pytest.fixture(params=["DEBUG", "INFO"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the program's own logging set-up writes to standard error; logging is as before afterwards."""
    root = logging.getLogger()
    known = [logger for logger in root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
    before, levels = (root.level, root.handlers[:]), [(logger, logger.level) for logger in known]
    root.handlers.clear()
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    configure_logging(request.param)
    yield written
    root.level, root.handlers[:] = before
    for logger, level in levels:
        logger.setLevel(level)


async def test_neither_token_nor_content_is_logged(log: io.StringIO, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    siti = await bot.people.person("Siti Rahasiawati")
    await siti.start()
    await siti.wait_reply()
    await siti.say(f"boleh like postingan {SECRET}?")
    await siti.wait_reply()
    await siti.say("/bantuan")  # answered after the handler of the question has ended
    await siti.wait_reply()

    def broken(*_: object) -> None:
        raise RuntimeError(f"failed on {SECRET}")

    monkeypatch.setattr(ask, "_remember", broken)
    await siti.say(f"boleh follow {SECRET}?")
    await siti.wait_reply()
    assert "Ada gangguan di pihak kami" in (await siti.wait_reply()).text
    written = log.getvalue()
    assert "update failed code=" in written
    assert "RuntimeError" in written
    for private in (
        SECRET,
        bot.telegram.world.token,
        bot.telegram.world.token.split(":")[1],
        "Rahasiawati",
        str(siti.id),
    ):
        assert private not in written


async def test_a_log_that_cannot_be_written_says_nothing_elsewhere(
    log: io.StringIO, bot: Bot, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Python's logging would print the exception that was being handled, and with it what was said."""
    siti = await bot.people.person("Siti")
    await siti.start()
    await siti.wait_reply()
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    log.close()

    def broken(*_: object) -> None:
        raise RuntimeError(f"failed on {SECRET}")

    monkeypatch.setattr(ask, "_remember", broken)
    await siti.say(f"boleh follow {SECRET}?")
    await siti.wait_reply()
    assert "Ada gangguan di pihak kami" in (await siti.wait_reply()).text
    assert SECRET not in capfd.readouterr().err


async def test_a_person_who_blocked_the_bot_is_no_error(log: io.StringIO, bot: Bot) -> None:
    siti = await bot.people.person("Siti")
    await siti.start()
    await siti.wait_reply()
    await bot.people.fault("forbidden", "sendMessage", times=1)
    await siti.say("boleh gak like postingan caleg?")
    await siti.say("/bantuan")
    assert (await siti.wait_reply()).text.startswith("Cara bertanya")
    assert "update failed" not in log.getvalue()
