"""Everything that people see is valid for Telegram, whatever the entry."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from bot.emulator.parse_html import parse_html
from handlers.views import cards, keyboards, replies
from handlers.views.callbacks import LIMIT_BYTES, Action, Callback, unpack
from handlers.views.gallery import gallery
from knowledge.decision import Answered, Choices, SmallTalk, Unknown
from knowledge.lexicon import SmallTalkKind
from knowledge.loader import load
from knowledge.model import Employment, Entry

BASE = load()
ENTRIES = list(BASE.entries.values())


def all_html() -> list[str]:
    shown = gallery(BASE)
    entries = [entry for group in shown["groups"] for entry in group["entries"]]
    contexts = [context["html"] for entry in entries for context in entry["contexts"]]
    questions = [entry["ask_html"] for entry in entries if entry["ask_html"]]
    return [message["html"] for message in shown["messages"]] + [e["html"] for e in entries] + contexts + questions


def test_every_message_is_valid_telegram_html_and_fits() -> None:
    for html in all_html():
        text, _ = parse_html(html)
        assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096


def test_no_message_mentions_where_nobody_answers_any_more() -> None:
    """KASN no longer works since 24 August 2024: nobody may be sent there."""
    for html in all_html():
        assert not re.search(r"(lapor|adu\w*|kirim|hubungi)[^.]{0,30}\bke KASN\b", html, re.IGNORECASE)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_buttons_fit_and_lead_on(entry: Entry) -> None:
    shown = [replies.of_entry(entry, BASE), replies.of_entry(entry, BASE, general=True)]
    shown += [reply for n in range(len(entry.by_context)) if (reply := replies.of_context(entry, n, BASE))]
    for reply in shown:
        assert isinstance(reply.keyboard, InlineKeyboardMarkup)
        assert len(reply.keyboard.inline_keyboard) <= keyboards.CARD_ROWS
        for row in reply.keyboard.inline_keyboard:
            assert 1 <= len(row) <= 3
            for button in row:
                assert 0 < len(button.text) <= 36
                assert button.callback_data is None or len(str(button.callback_data).encode()) <= LIMIT_BYTES


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.ask], ids=lambda entry: entry.id)
def test_every_circumstance_has_its_button_and_neighbours_only_when_short(entry: Entry) -> None:
    asked = replies.of_entry(entry, BASE).keyboard
    assert asked
    labels = [item.label for item in entry.by_context]
    rows = [[button.text for button in row if button.text in labels] for row in asked.inline_keyboard]
    assert [label for row in rows for label in row] == labels
    assert all(len(label) <= keyboards.SHORT_LABEL for row in rows if len(row) > 1 for label in row)


def test_a_crowded_card_keeps_its_votes_and_its_way_on() -> None:
    entry = BASE.entries["pegawai-non-asn-program"]
    keyboard = replies.of_entry(entry, BASE).keyboard
    assert keyboard
    texts = [button.text for row in keyboard.inline_keyboard for button in row]
    assert {"👍 Terjawab", "👎 Belum", "Bukan ini", "Bagikan"} <= set(texts)


def test_values_are_escaped() -> None:
    entry = ENTRIES[0].model_copy(update={"reason": "a < b & <b>c</b>", "title": "<i>x"})
    text, _ = parse_html(cards.answer(entry, BASE))
    assert "a < b & <b>c</b>" in text
    assert "<i>x" in text


def test_each_decision_has_its_reply() -> None:
    one = ENTRIES[0]
    assert "Dasar hukum" in replies.of_decision(Answered(BASE.entries["jadi-saksi"], 0.99), BASE).text
    assert replies.of_decision(Choices((one,), 0.5), BASE).text == "Maksud Anda yang mana?"
    assert replies.of_decision(Unknown(), BASE).text.startswith("Saya belum punya jawaban")
    for kind in SmallTalkKind:
        assert replies.of_decision(SmallTalk(kind), BASE).text


def test_a_card_for_pppk_leaves_out_pns() -> None:
    html = replies.of_decision(Answered(BASE.entries["jadi-saksi"], 0.99, Employment.PPPK), BASE).text
    assert "PPPK dapat dikenai" in html
    assert "PNS dapat dikenai" not in html


@given(st.sampled_from(Action), st.sampled_from([*BASE.entries, *BASE.groups(), ""]), st.integers(0, 99))
def test_a_callback_survives_packing(action: Action, subject: str, number: int) -> None:
    callback = Callback(action, subject, number)
    assert unpack(callback.pack()) == callback


@given(st.text())
def test_any_other_data_is_an_old_button(data: str) -> None:
    callback = unpack(data)
    assert callback is None or callback.pack() == data or data.startswith("1:")


def test_too_long_a_callback_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        Callback(Action.TOPIC, "x" * 60).pack()
