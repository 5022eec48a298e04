"""Logging that cannot print the bot's token or what people wrote.

Two lines of defence. Libraries that print too much are capped: httpx prints the token at INFO,
python-telegram-bot whole updates at DEBUG, aiosqlite the values it stores at DEBUG, aiohttp's access log the
webhook's path. And every record that reaches a handler of the root logger has whatever is shaped like a token
masked, wherever it stands.
"""

from __future__ import annotations

import logging
import re
from typing import Final

MASK: Final = "[token]"
"""What is printed in place of a token."""

_TOKEN: Final = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_CAPS: Final = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "aiosqlite": logging.INFO,
    "telegram": logging.WARNING,
    "alembic": logging.WARNING,
}
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_TIME: Final = "%Y-%m-%dT%H:%M:%S%z"


def mask_tokens(text: str) -> str:
    """`text` with every bot token replaced by `MASK`, also where a URL wrote its colon as `%3A`."""
    return _TOKEN.sub(MASK, text)


class TokenMask(logging.Filter):
    """Lets every record pass, with tokens masked in message, arguments, exception and stack.

    The record is changed for good: its arguments are merged into the message and its exception becomes text,
    so a handler that comes later cannot print the original either. A record whose arguments do not fit its
    message is kept (with both written one after the other) and never raises.
    """

    _formatter: Final = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask_tokens(_message(record)), None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        record.exc_info = None
        if record.exc_text:
            record.exc_text = mask_tokens(record.exc_text)
        if record.stack_info:
            record.stack_info = mask_tokens(record.stack_info)
        return True


def configure_logging(level: int | str) -> None:
    """Send the program's records of at least `level` to standard error, masked; call it once, at the start.

    Guaranteed after it: every handler that the root logger has at this moment masks tokens, and the libraries
    named above stay capped whatever `level` says. A record that can't be written is dropped in silence.
    Calling it again changes the level and adds nothing. Raises `ValueError` for a name that is not a level.
    """
    # A record that can't be written would otherwise be reported together with the exception being handled.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(level)
    if not any(isinstance(handler, _ErrorStream) for handler in root.handlers):
        root.addHandler(_ErrorStream())
    for handler in root.handlers:
        if not any(isinstance(known, TokenMask) for known in handler.filters):
            handler.addFilter(TokenMask())
    for name, cap in _CAPS.items():
        logging.getLogger(name).setLevel(max(root.level, cap))


class _ErrorStream(logging.StreamHandler):  # type: ignore[type-arg]  # generic in the stubs only
    """Standard error in the house's format. A class of its own, so that it is found again."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter(_FORMAT, _TIME))


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # any __str__ may fail, and a filter that raises would break the caller
        return f"{record.msg!s} {record.args!r}"
