"""Reply markups, read and checked as Telegram does. Inline keyboards are echoed, the others are not."""

from typing import Any, NamedTuple

import orjson

from bot.emulator.links import LinkRefusedError, checked_link
from bot.emulator.problems import bad_request

MOST_BUTTONS = 100
LONGEST_CALLBACK_DATA = 64
"""Bytes of UTF-8."""

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
)
_REQUESTS = ("request_contact", "request_location")


class Markup(NamedTuple):
    """One of: an inline keyboard, something for the person's own keyboard, nothing."""

    inline: dict[str, Any] | None = None
    reply: dict[str, Any] | None = None


NOTHING = Markup()


def read_markup(given: Any, *, inline_only: bool = False) -> Markup:
    """The markup of a call. Raises ApiError 400 with Telegram's sentence."""
    if given in (None, ""):
        return NOTHING
    if isinstance(given, str):
        try:
            given = orjson.loads(given)
        except ValueError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        rows = _rows(given["inline_keyboard"], "inline_keyboard", _inline_button)
        return Markup(inline={"inline_keyboard": rows}) if rows else NOTHING
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in given:
        rows = _rows(given["keyboard"], "keyboard", _reply_button)
        return Markup(reply=dict(given) | {"keyboard": rows})
    if given.get("remove_keyboard") or given.get("force_reply"):
        return Markup(reply=dict(given))
    return NOTHING


def _rows(given: Any, field: str, read: Any) -> list[list[dict[str, Any]]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request(f'field "{field}" must be of type Array of Arrays')
    rows = [[read(button) for button in row] for row in given if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _text(button: Any, kind: str) -> str:
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {kind} button: expected an Object")
    if "text" not in button:
        raise bad_request(f"can't parse {kind} button: Can't find field \"text\"")
    text = button["text"]
    if not isinstance(text, str):
        raise bad_request(f'can\'t parse {kind} button: Field "text" must be of type String')
    if not text.strip():
        raise bad_request(f"{kind} button text must be non-empty")
    return text


def _inline_button(button: Any) -> dict[str, Any]:
    text = _text(button, "inline keyboard")
    for action in _ACTIONS:
        value = button.get(action)
        if value is None or (value == "" and not action.startswith("switch")):
            continue
        if action == "callback_data" and len(str(value).encode()) > LONGEST_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        if action == "url":
            value = _button_link(str(value))
        return {"text": text, action: value}
    raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _button_link(url: str) -> str:
    try:
        return checked_link(url)
    except LinkRefusedError as refused:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {refused}") from None


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    text = _text(button, "keyboard")
    return {"text": text, **{name: True for name in _REQUESTS if button.get(name)}}
