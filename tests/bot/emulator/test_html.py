"""Telegram's HTML: its tags, its references, its sentences, and the way back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.emulator.entities import finish, read_text
from bot.emulator.parse_html import parse_html
from bot.emulator.problems import ApiError
from bot.emulator.render import to_html
from bot.emulator.text import encode, utf16_length, utf16_slice

PREFIX = "Bad Request: can't parse entities: "


def one(source: str) -> tuple[str, dict[str, Any]]:
    text, entities = parse_html(source)
    assert len(entities) == 1
    return text, entities[0]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_every_plain_tag(tag: str, kind: str) -> None:
    assert one(f"<{tag}>😀a</{tag}>") == ("😀a", {"type": kind, "offset": 0, "length": 3})


@pytest.mark.parametrize(
    ("source", "more"),
    [
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<span class='tg-spoiler'>x</span>", {"type": "spoiler"}),
        ("<span class=tg-spoiler>x</span>", {"type": "spoiler"}),
        ('<a href="https://kpu.go.id">x</a>', {"type": "text_link", "url": "https://kpu.go.id/"}),
        (
            '<a href="kpu.go.id/a?b=1&amp;c=2">x</a>',
            {"type": "text_link", "url": "http://kpu.go.id/a?b=1&c=2"},
        ),
        ('<a href="tg://user?id=7">x</a>', {"type": "text_mention", "user": {"id": 7}}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<code class="language-python"><pre>x</pre></code>', {"type": "pre", "language": "python"}),
        ('<code class="language-python">x</code>', {"type": "code"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<blockquote expandable="">x</blockquote>', {"type": "expandable_blockquote"}),
        ('<tg-emoji emoji-id="5368">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5368"}),
        ("<b class='x'  lang=id >x</b >", {"type": "bold"}),
        ("<b>x</>", {"type": "bold"}),
    ],
)
def test_tags_with_attributes(source: str, more: dict[str, Any]) -> None:
    assert one(source) == ("x", {"offset": 0, "length": 1} | more)


def test_a_link_without_address_uses_its_words_and_a_bad_one_is_dropped() -> None:
    assert one("<a>kpu.go.id</a>")[1]["url"] == "http://kpu.go.id/"
    assert parse_html("<a href='localhost'>x</a>") == ("x", [])
    assert parse_html("<a href='javascript:alert(1)'>x</a>") == ("x", [])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#39;&#x27;&#128512;", "''😀"),
        ("&lt &amp", "< &"),
        ("&nbsp; &apos; & &; &#; &#0; &#x110000;", "&nbsp; &apos; & &; &#; &#0; &#x110000;"),
        ("&amp;lt;", "&lt;"),
        ("a > b", "a > b"),
    ],
)
def test_references(source: str, text: str) -> None:
    assert parse_html(source) == (text, [])


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("1 <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        (
            "<a href >x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_sentences(source: str, sentence: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert (refused.value.code, refused.value.description) == (400, PREFIX + sentence)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ApiError, match="invalid Unicode characters after decoding"):
        parse_html("&#xD83D;")


def test_other_parse_modes_are_refused() -> None:
    for mode in ("Markdown", "MarkdownV2", "rtf"):
        with pytest.raises(ApiError, match="unsupported parse_mode"):
            read_text("x", mode)


def test_ends_are_trimmed_and_entities_move() -> None:
    assert read_text("  \n<b> x </b>\n ", "HTML") == ("x", [{"type": "bold", "offset": 0, "length": 1}])


def test_styles_are_cut_out_of_code_and_quotes_do_not_nest() -> None:
    _, entities = read_text("<b>a<code>b</code>c</b>", "HTML")
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [
        ("bold", 0, 1),
        ("code", 1, 1),
        ("bold", 2, 1),
    ]
    _, entities = read_text("<blockquote>a<blockquote>b</blockquote></blockquote>", "HTML")
    assert entities == [{"type": "blockquote", "offset": 0, "length": 2}]


def test_the_hundred_and_first_entity_is_lost() -> None:
    _, entities = read_text(" ".join("<b>x</b>" for _ in range(120)), "HTML")
    assert len(entities) == 100


def test_commands_mentions_hashtags_and_addresses_are_found() -> None:
    text, entities = finish("👋 /lapor@bolehkah_bot @siti_asn #netral https://kpu.go.id/a. kpu.go.id", [])
    encoded = encode(text)
    found = {e["type"]: utf16_slice(encoded, e["offset"], e["offset"] + e["length"]) for e in entities[:-1]}
    assert found == {
        "bot_command": "/lapor@bolehkah_bot",
        "mention": "@siti_asn",
        "hashtag": "#netral",
        "url": "https://kpu.go.id/a",
    }
    assert utf16_slice(encoded, entities[-1]["offset"], utf16_length(text)) == "kpu.go.id"


def test_entities_at_the_same_place_have_a_fixed_order() -> None:
    for source in ("<b><i>x</i></b>", "<i><b>x</b></i>"):
        assert [entity["type"] for entity in read_text(source, "HTML")[1]] == ["bold", "italic"]


def test_nothing_is_found_inside_code_or_words() -> None:
    assert read_text("<code>/start</code> a/b 1/2 x@y.z", "HTML")[1] == [{"type": "code", "offset": 0, "length": 6}]


WORDS = st.text(st.sampled_from("ab<>&\"'\n 😀é👨‍👩‍👧"), min_size=1, max_size=8)
STYLES = ("b", "i", "u", "s", "tg-spoiler", "code", "blockquote", "pre")


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    styled = st.builds(lambda tag, body: f"<{tag}>{body}</{tag}>", st.sampled_from(STYLES), inner)
    linked = inner.map(lambda body: f'<a href="https://kpu.go.id/?a=1&amp;b=2">{body}</a>')
    quoted = inner.map(lambda body: f"<blockquote expandable>{body}</blockquote>")
    coded = inner.map(lambda body: f'<pre><code class="language-py">{body}</code></pre>')
    return st.lists(st.one_of(styled, linked, quoted, coded, inner), min_size=1, max_size=4).map("".join)


NESTED = st.recursive(WORDS.map(_escape), _wrap, max_leaves=8)


@settings(deadline=None)
@given(NESTED)
def test_markup_survives_the_way_there_and_back(source: str) -> None:
    text, entities = read_text(source, "HTML")
    assert read_text(to_html(text, entities), "HTML") == (text, entities)


@settings(deadline=None)
@given(NESTED)
def test_entities_stay_inside_the_text_and_never_split_a_symbol(source: str) -> None:
    text, entities = read_text(source, "HTML")
    encoded = encode(text)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(text)
        part = utf16_slice(encoded, entity["offset"], entity["offset"] + entity["length"])
        assert part in text


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/&#;abi ='\"xcode\n"), max_size=40))
def test_any_source_is_read_or_refused_in_telegrams_words(source: str) -> None:
    refused = ""
    try:
        text, entities = read_text(source, "HTML")
    except ApiError as error:
        refused = error.description
    assert refused.startswith(PREFIX) or read_text(to_html(text, entities), "HTML") == (text, entities)


_KINDS = ("bold", "italic", "code", "text_link", "spoiler")


@settings(deadline=None)
@given(
    st.text(st.sampled_from("<&>ab😀"), min_size=1, max_size=12),
    st.lists(st.tuples(st.sampled_from(_KINDS), st.integers(0, 20), st.integers(1, 20)), max_size=6),
)
def test_even_crossing_entities_become_well_nested_html(text: str, raw: list[tuple[str, int, int]]) -> None:
    units = utf16_length(text)
    given_ = [
        {"type": kind, "offset": start, "length": length, "url": "https://kpu.go.id/"}
        for kind, start, length in raw
        if start + length <= units
    ]
    refused = ""
    try:
        text, entities = read_text(text, "", given_)
    except ApiError as error:
        refused = error.description
    assert "in a middle of a UTF-16 symbol" in refused or parse_html(to_html(text, entities))[0] == text
