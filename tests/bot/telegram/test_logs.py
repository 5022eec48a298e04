"""What is logged, and that a token is not."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web
from telegram.error import TelegramError

from bot.telegram.logs import MASK, TokenMask, configure_logging, mask_tokens
from bot.telegram.transport import AiohttpRequest
from tests.bot.telegram.conftest import TOKEN, BotApi, Call, bot_at, opened

CAPPED = ("httpx", "httpcore", "telegram", "aiohttp.access", "aiosqlite", "alembic")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, filters, level = root.handlers[:], [h.filters[:] for h in root.handlers], root.level
    raises = logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in CAPPED}
    yield
    logging.raiseExceptions = raises
    root.handlers[:], root.level = handlers, level
    for handler, own in zip(handlers, filters, strict=True):
        handler.filters[:] = own
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture
def printed() -> io.StringIO:
    """What the program's own handler writes, after `configure_logging("DEBUG")`."""
    configure_logging("DEBUG")
    text = io.StringIO()
    ours = [h for h in logging.getLogger().handlers if type(h).__module__ == "bot.telegram.logs"]
    assert len(ours) == 1
    assert isinstance(ours[0], logging.StreamHandler)
    ours[0].setStream(text)
    return text


class Everything(logging.Handler):
    """Keeps every record as it is, and as any formatter would print it."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "aiohttp.access":  # written by the server of these tests
            self.texts += [str(record.__dict__), logging.Formatter().format(record)]


@pytest.mark.parametrize(
    "text",
    [
        "https://api.telegram.org/bot{}/sendMessage",
        "https://api.telegram.org/file/bot{}/photos/1.jpg",
        "token={} and again {}",
        "{}",
    ],
)
@pytest.mark.parametrize("colon", [":", "%3A", "%3a"])
def test_tokens_are_masked_wherever_they_stand(text: str, colon: str) -> None:
    token = TOKEN.replace(":", colon)
    assert mask_tokens(text.format(token, token)) == text.format(MASK, MASK)


@pytest.mark.parametrize("text", ["12:34:56", "chat 42: halo", "1:" + "x" * 20, "Permendagri 5:2024, lampiran II"])
def test_nothing_else_is(text: str) -> None:
    assert mask_tokens(text) == text


@pytest.mark.parametrize(
    ("message", "args"),
    [
        (f"in the text {TOKEN}", ()),
        ("in an argument %s, %d", (f"http://x/bot{TOKEN}/y", 3)),
        ("in a structure %r", ([{"url": TOKEN}],)),
        ("by name %(url)s", ({"url": TOKEN},)),
        ("arguments that do not fit", (TOKEN,)),
        (ValueError(TOKEN), ()),
    ],
)
def test_message_and_arguments(printed: io.StringIO, message: Any, args: tuple[Any, ...]) -> None:
    logging.getLogger("anything").error(message, *args)
    assert MASK in printed.getvalue()
    assert TOKEN not in printed.getvalue()


def test_exceptions_and_stacks(printed: io.StringIO) -> None:
    try:
        try:
            raise OSError(f"http://x/bot{TOKEN}/y")
        except OSError as error:
            raise RuntimeError("wrapped") from error
    except RuntimeError:
        logging.getLogger("anything").exception("failed", stack_info=True)
    text = printed.getvalue()
    assert "RuntimeError: wrapped" in text
    assert f"OSError: http://x/bot{MASK}/y" in text
    assert TOKEN not in text


def test_an_argument_that_cannot_be_printed_breaks_nobody(printed: io.StringIO) -> None:
    class Odd:
        def __str__(self) -> str:
            raise LookupError

        def __repr__(self) -> str:
            return "Odd()"

    logging.getLogger("anything").info("%s", Odd())
    assert "Odd()" in printed.getvalue()


def test_a_later_handler_cannot_print_the_original(printed: io.StringIO) -> None:
    later = Everything()
    logging.getLogger().addHandler(later)
    try:
        raise OSError(TOKEN)
    except OSError:
        logging.getLogger("anything").exception("at %s", TOKEN)
    assert TOKEN not in printed.getvalue()
    assert not [text for text in later.texts if TOKEN in text]


def test_libraries_that_print_too_much_are_capped(printed: io.StringIO) -> None:
    for name in CAPPED:
        logging.getLogger(f"{name}.part").debug("whole update")
    for name in ("httpx", "httpcore", "aiohttp.access"):
        logging.getLogger(name).info("whole update")
    assert printed.getvalue() == ""
    logging.getLogger("telegram.ext").warning("started")
    logging.getLogger("bot.x").debug("detail")
    assert "WARNING telegram.ext: started\n" in printed.getvalue()
    assert "DEBUG bot.x: detail\n" in printed.getvalue()


def test_a_higher_level_holds_for_them_too() -> None:
    configure_logging(logging.ERROR)
    assert {logging.getLogger(name).level for name in CAPPED} == {logging.ERROR}


def test_called_again_it_changes_the_level_only() -> None:
    configure_logging("INFO")
    handlers = logging.getLogger().handlers[:]
    configure_logging("WARNING")
    root = logging.getLogger()
    assert root.handlers == handlers
    assert root.level == logging.WARNING
    assert all([type(f) for f in handler.filters].count(TokenMask) == 1 for handler in root.handlers)


def test_a_level_that_is_none() -> None:
    with pytest.raises(ValueError, match="LAUT"):
        configure_logging("LAUT")


@pytest.mark.parametrize("how", ["refused", "silent", "page", "success that is none"])
async def test_a_failing_request_logs_no_token_at_any_level(
    api: BotApi, unused_tcp_port: int, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    """With nothing configured at all: the transport itself does not tell, whatever the level."""

    async def answered(_call: Call) -> web.Response:
        if how == "silent":
            await asyncio.sleep(0.1)
        page = f"<p>http://x/bot{TOKEN}/sendMessage</p>"
        return web.Response(status=200 if how.startswith("success") else 502, text=page)

    api.answer = answered
    port_closed = f"http://127.0.0.1:{unused_tcp_port}"
    bot = bot_at(port_closed if how == "refused" else api.url, read_timeout=0.02 if how == "silent" else 5.0)
    everything = Everything()
    root = logging.getLogger()
    caplog.set_level(logging.DEBUG)
    for name in (*CAPPED, "aiohttp.client", "asyncio"):
        caplog.set_level(logging.DEBUG, name)
    root.addHandler(everything)
    async with opened(bot):
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "halo")
        logging.getLogger("bot").error("could not send", exc_info=caught.value)
    root.removeHandler(everything)
    assert any("could not send" in text for text in everything.texts)
    assert not [text for text in everything.texts if TOKEN in text or TOKEN.replace(":", "%3A") in text]


async def test_a_whole_life_logs_no_token(api: BotApi, printed: io.StringIO) -> None:
    """With the program's logging: also what python-telegram-bot says when a bot is built."""
    async with api.bot(AiohttpRequest()) as bot:
        await bot.send_message(7, "halo")
        api.url = "http://127.0.0.1:1"
        with pytest.raises(TelegramError):
            async with api.bot():
                pass
    logging.getLogger("bot").info("end of life")
    assert "end of life" in printed.getvalue()
    assert TOKEN not in printed.getvalue()
