"""Reading requests and writing answers: JSON with bytes as base64url, every shape checked before it is used."""

from __future__ import annotations

import hashlib
from typing import Annotated, TypeVar

import orjson
from aiohttp import web
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.reports.envelope import ID_BYTES, KEY_BYTES
from bot.reports.keys import unb64
from bot.web.problems import BAD_FORM, JSON, NOT_FOUND, ProblemError

LARGEST_BODY = 1024 * 1024
"""Bytes of one request."""

HIGHEST_OFFSET = 1_000_000
"""Of a page of a list."""

SIGNATURE_BYTES = 64


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("not text")
    return unb64(value)


Id = Annotated[bytes, BeforeValidator(_bytes), Field(min_length=ID_BYTES, max_length=ID_BYTES)]
Key = Annotated[bytes, BeforeValidator(_bytes), Field(min_length=KEY_BYTES, max_length=KEY_BYTES)]
Signature = Annotated[bytes, BeforeValidator(_bytes), Field(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]
Sealed = Annotated[bytes, BeforeValidator(_bytes)]  # its form is for `bot.reports.shapes` to judge


class Form(BaseModel):
    """The body of a call. Unknown fields are refused; nothing of the input is repeated in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


F = TypeVar("F", bound=Form)


async def read(request: web.Request, form: type[F]) -> F:
    """The body as `form`. Ends the request with `BAD_FORM`."""
    if request.content_type != JSON:
        raise ProblemError(BAD_FORM)
    try:
        return form.model_validate_json(await request.read())
    except (ValidationError, UnicodeError):
        raise ProblemError(BAD_FORM) from None


def path_id(request: web.Request, name: str) -> bytes:
    """An id in the path. What is none is as unknown as an id that nobody has."""
    return _id(request.match_info[name])


def query_id(request: web.Request, name: str) -> bytes:
    """An id in the query."""
    return _id(request.query.get(name, ""))


def _id(text: str) -> bytes:
    try:
        found = unb64(text)
    except ValueError:
        raise ProblemError(NOT_FOUND) from None
    if len(found) != ID_BYTES:
        raise ProblemError(NOT_FOUND)
    return found


def offset(request: web.Request) -> int:
    """`?mulai=`: how many rows to leave out."""
    text = request.query.get("mulai", "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= HIGHEST_OFFSET):
        raise ProblemError(BAD_FORM)
    return int(text)


def answer(content: object) -> web.Response:
    """`content` as JSON; dates become ISO days."""
    return web.Response(body=_json(content), content_type=JSON)


def answer_unless_known(request: web.Request, content: object) -> web.Response:
    """As `answer`, but 304 without a body when the page says that it has exactly this already."""
    body = _json(content)
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers={"ETag": etag})
    return web.Response(body=body, content_type=JSON, headers={"ETag": etag})


def _json(content: object) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)  # enumerations as keys
