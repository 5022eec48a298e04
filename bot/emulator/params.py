"""Parameters of a Bot API call, however they came: query string, form, multipart, JSON."""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson
from aiohttp import web
from aiohttp.web_request import FileField

from bot.emulator.problems import ApiError, bad_request

LARGEST_PLAIN = 1024 * 1024
"""Bytes of a body that carries no file."""
_TRUE = {"true", "yes", "1"}


class Upload(NamedTuple):
    """A file part of a multipart body."""

    name: str
    mime: str
    data: bytes


class Params:
    """Values by name. Readers forgive as Telegram does: a missing number is 0, a missing text is empty."""

    __slots__ = ("files", "values")

    def __init__(self, values: dict[str, Any], files: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def text(self, name: str) -> str:
        """The value as text; empty when missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return str(value).lower() if isinstance(value, bool) else _dump(value)

    def number(self, name: str, default: int = 0) -> int:
        """The value as a whole number; `default` when it is missing or none."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """The value as a switch."""
        value = self.values.get(name)
        return value is True or str(value).strip().lower() in _TRUE

    def json(self, name: str) -> Any:
        """The value as JSON; None when missing. ApiError 400 when it cannot be read."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return orjson.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None


def _dump(value: Any) -> str:
    return orjson.dumps(value).decode()


async def read_params(request: web.Request) -> Params:
    """Everything the caller sent; the body wins over the query string. ApiError 400 or 413."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return Params(values)
    try:
        if request.content_type == "multipart/form-data":
            return await _multipart(request, values)
        body = await request.read()
        if len(body) > LARGEST_PLAIN:
            raise ApiError(413, "Request Entity Too Large")
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    if request.content_type == "application/json":
        values.update(_json_object(body))
    elif request.content_type == "application/x-www-form-urlencoded":
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body) if body else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("JSON object expected")
    return found


async def _multipart(request: web.Request, values: dict[str, Any]) -> Params:
    files = {}
    try:
        form = await request.post()
    except (ValueError, AssertionError, LookupError):
        raise bad_request("can't parse multipart body") from None
    for name, value in form.items():
        if isinstance(value, FileField):
            with value.file as file:
                files[name] = Upload(value.filename, value.content_type, file.read())
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    return Params(values, files)
