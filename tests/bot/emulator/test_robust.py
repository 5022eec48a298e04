"""Nonsense never makes the emulator fail: every call is answered, by a result or by a refusal."""

from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.emulator import Person, Running, World
from bot.emulator.methods import METHODS
from bot.emulator.models import Query
from bot.emulator.params import Params, Upload
from bot.emulator.problems import ApiError
from tests.bot.emulator.conftest import call

NAMES = [
    "chat_id",
    "message_id",
    "message_ids",
    "text",
    "caption",
    "parse_mode",
    "entities",
    "caption_entities",
    "reply_markup",
    "reply_parameters",
    "link_preview_options",
    "photo",
    "document",
    "media",
    "file_id",
    "callback_query_id",
    "inline_query_id",
    "inline_message_id",
    "results",
    "commands",
    "scope",
    "language_code",
    "description",
    "short_description",
    "name",
    "menu_button",
    "user_id",
    "reaction",
    "action",
    "url",
    "secret_token",
    "max_connections",
    "allowed_updates",
    "limit",
    "button",
    "reply_to_message_id",
    "message_thread_id",
]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.sampled_from(
        [1, "1", "[", "{}", "<b>", "attach://f", "https://x", "chat", "article", -(2**63), 2**64 - 1, "9" * 5000]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "id",
                    "text",
                    "title",
                    "url",
                    "offset",
                    "length",
                    "user",
                    "inline_keyboard",
                    "keyboard",
                    "media",
                    "emoji",
                    "command",
                    "description",
                    "message_id",
                    "input_message_content",
                    "message_text",
                    "chat_id",
                    "user_id",
                    "callback_data",
                    "web_app",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
KNOWN = {"chat_id": 1, "message_id": 1, "callback_query_id": "callback", "inline_query_id": "inline"}
AT_ONCE = sorted(set(METHODS) - {"getupdates"})


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(AT_ONCE), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
def test_any_call_is_answered(method: str, values: dict[str, Any]) -> None:
    world = World()
    siti = world.add_person("Siti", person_id=1, started=True)
    for kind in ("callback", "inline"):
        world.add_query(Query(kind, siti, world.clock.timestamp(), kind, world.chat(1)))
    world.post(world.chat(1), world.bot, {"text": "x"})
    answer: Any = None
    try:
        answer = METHODS[method][1](world, Params(KNOWN | values, {"f": Upload("f", "", b"x")}))
    except ApiError as refused:
        answer = refused.body()
    assert orjson.dumps(answer) != b"null"


NONSENSE: list[tuple[str, dict[str, Any]]] = [
    ("sendMessage", {"text": "x", "reply_parameters": {"message_id": [1]}}),
    ("sendMessage", {"text": "x", "reply_parameters": {"message_id": "٣"}}),
    ("sendMessage", {"text": "x", "entities": [{"type": ["bold"], "offset": 0, "length": 1}]}),
    ("sendMessage", {"text": "<a href='http://[::1'>x</a>", "parse_mode": "HTML"}),
    ("sendMediaGroup", {"media": [{"type": ["photo"], "media": "x"}]}),
    ("deleteMessages", {"message_ids": [1.5, "²"]}),
    ("setMyCommands", {"commands": [], "scope": {"type": ["chat"]}}),
    ("getUpdates", {"offset": "x", "limit": -5, "timeout": "y", "allowed_updates": [1]}),
    ("getUpdates", {"offset": -(10**18), "timeout": -3}),
    ("setWebhook", {"url": "http://[::1/"}),
    ("setWebhook", {"url": "https://exa mple.org/"}),
]


async def test_nonsense_over_http_never_ends_in_a_crash(running: Running, siti: Person) -> None:
    for method, params in NONSENSE:
        status, answer = await call(running, method, json={"chat_id": siti.id, **params})
        assert (status in (200, 400), answer["ok"]) == (True, status == 200)
