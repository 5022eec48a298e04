"""answerCallbackQuery and answerInlineQuery."""

import re

from bot.emulator.inline import check_result
from bot.emulator.params import Params
from bot.emulator.pressing import answer, open_query
from bot.emulator.problems import bad_request
from bot.emulator.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
LONGEST_TOAST = 200
MOST_RESULTS = 50
LONGEST_RESULT_ID = 64
"""Bytes."""
_OPENABLE = re.compile(r"(https?://)?(t|telegram)\.me/|tg://", re.IGNORECASE)


def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery: once, in time, with at most 200 letters."""
    query = open_query(world, params.text("callback_query_id"), "callback")
    if query is None:
        raise bad_request(TOO_OLD)
    text, url = params.text("text"), params.text("url")
    if len(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not _OPENABLE.match(url):
        raise bad_request("URL_INVALID")
    shown = {"text": text or None, "show_alert": params.flag("show_alert"), "url": url or None}
    answer(world, query, shown)
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    """answerInlineQuery: at most 50 results with different ids of at most 64 bytes."""
    query = open_query(world, params.text("inline_query_id"), "inline")
    if query is None:
        raise bad_request(TOO_OLD)
    results = params.json("results") or []
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise bad_request("expected an Array of inline query results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        if not isinstance(result.get("type"), str):
            raise bad_request("can't parse inline query result: Can't find field \"type\"")
        result["id"] = str(result.get("id", ""))
        if not 0 < len(result["id"].encode()) <= LONGEST_RESULT_ID:
            raise bad_request("RESULT_ID_INVALID")
        if result["type"] == "article" and not result.get("title"):
            raise bad_request("can't parse inline query result: Can't find field \"title\"")
        if result["type"] == "article" and not isinstance(result.get("input_message_content"), dict):
            raise bad_request("can't parse inline query result: Can't find field \"input_message_content\"")
        check_result(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    shown = {
        "results": results,
        "next_offset": params.text("next_offset"),
        "is_personal": params.flag("is_personal"),
        "cache_time": params.number("cache_time", 300),
        "button": params.json("button"),
    }
    answer(world, query, shown)
    return True


METHODS = {"answerCallbackQuery": answer_callback_query, "answerInlineQuery": answer_inline_query}
