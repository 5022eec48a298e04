"""The page's cryptography in a real browser: Python's known answers, and each opens what the other sealed."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page

from bot.reports import content
from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.envelope import Kind, Place, key_pair, seal, unseal
from bot.reports.keys import HolderKeys, key_file
from bot.web.headers import SecurityHeaders, content_security_policy
from bot.web.statics import Statics
from tests.bot.reports.test_vectors import VECTORS
from tests.browser import browser, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["browser"]

LIBRARY = """
async (work) => {
  const load = async (name) => [name, await import(`/statis/js/${name}.js`)];
  const names = ["bytes", "padding", "envelope", "keys", "key_file", "stretch", "content", "passphrase", "redaction"];
  window.page = Object.fromEntries(await Promise.all(names.map(load)));
  window.fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  window.toHex = (bytes) => page.bytes.hex(bytes).toLowerCase();
  window.refused = (work) => { try { work(); return null; } catch (error) { return error.constructor.name; } };
}
"""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """The enrolment page with its own files and headers, no API, and its modules at hand."""
    files = Statics()
    app = web.Application()
    app.add_routes(files.routes())
    app.on_response_prepare.append(SecurityHeaders(content_security_policy(files.script_hashes()), https=False).add)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with opened(browser) as shown:
        await shown.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/daftar")
        await shown.evaluate(LIBRARY)
        yield shown
    await runner.cleanup()


async def run(page: Page, script: str, value: Any = None) -> Any:
    return await page.evaluate(f"async (given) => {{ {script} }}", value)


UNSEAL = """
  const where = page.envelope.place(given.kind, fromHex(given.report), fromHex(given.item));
  const pair = page.envelope.keyPair(fromHex(given.private));
  return toHex(page.envelope.unseal(fromHex(given.sealed), pair, where));
"""


async def test_size_classes(page: Page) -> None:
    found = await run(
        page,
        "return given.map(([size]) => { const padded = page.padding.pad(new Uint8Array(size).fill(7));"
        "return [page.padding.unpad(padded).length, padded.length]; })",
        VECTORS["padded_sizes"],
    )
    assert found == VECTORS["padded_sizes"]


async def test_wrong_padding_is_refused(page: Page) -> None:
    script = """
      const good = page.padding.pad(fromHex("010203"));
      const changed = (at, value) => { const bad = good.slice(); bad[at] = value; return bad; };
      const bad = [changed(900, 1), changed(0, 255), changed(2, 8), good.slice(0, 512), new Uint8Array(0),
        new Uint8Array(4096)];
      return bad.map((bytes) => refused(() => page.padding.unpad(bytes)));
    """
    assert await run(page, script) == ["RangeError"] * 6


@pytest.mark.parametrize("vector", VECTORS["sealed"], ids=lambda vector: Kind(vector["kind"]).name)
async def test_sealed_contents_open(page: Page, vector: dict[str, Any]) -> None:
    assert await run(page, UNSEAL, vector | {"private": VECTORS["pair"]["private"]}) == vector["content"]


async def test_the_locked_mailbox_opens(page: Page) -> None:
    script = """
      const where = page.envelope.place(given.kind, fromHex(given.report), fromHex(given.item));
      return toHex(page.envelope.unlock(fromHex(given.locked), fromHex(given.key), where));
    """
    assert await run(page, script, VECTORS["locked"]) == VECTORS["locked"]["content"]


async def test_passphrase_and_receipt_are_stretched_in_a_worker(page: Page) -> None:
    script = "return toHex(await page.stretch.stretched(given.secret, fromHex(given.salt)))"
    assert await run(page, script, VECTORS["stretched"]) == VECTORS["stretched"]["key"]


async def test_keys_fingerprint_and_paper_follow_from_the_seed(page: Page) -> None:
    script = """
      const keys = page.keys.holderKeys(fromHex(given.seed));
      return {
        opening: toHex(keys.opening.public), opening_private: toHex(keys.opening.private),
        signing: toHex(keys.signing.public),
        fingerprint: page.keys.fingerprint(keys.opening.public, keys.signing.public),
        printed: page.keys.printed(fromHex(given.seed)), seed: toHex(page.keys.readPrinted(given.printed)),
        spaced: toHex(page.keys.readPrinted(given.printed.toLowerCase().replaceAll(" ", "\\n "))),
      };
    """
    holder = VECTORS["holder"]
    found = await run(page, script, holder)
    assert found.pop("spaced") == holder["seed"]
    assert found == {name: holder[name] for name in found}


async def test_a_typing_error_on_the_printed_key_is_found(page: Page) -> None:
    printed = VECTORS["holder"]["printed"]
    wrong = [printed[:-1], printed.replace("A", "B", 1), printed + "A", printed.replace(printed[0], "1"), ""]
    script = "return given.map((text) => refused(() => page.keys.readPrinted(text)))"
    assert await run(page, script, wrong) == ["TypeError"] * len(wrong)


async def test_signatures_are_the_same(page: Page) -> None:
    script = """
      const keys = page.keys.holderKeys(fromHex(given.holder.seed));
      return [
        toHex(page.keys.enrolmentProof(keys, fromHex(given.enrolment.token))),
        toHex(page.keys.loginProof(keys, fromHex(given.login.challenge), fromHex(given.holder.id), given.login.origin)),
      ];
    """
    assert await run(page, script, VECTORS) == [VECTORS["enrolment"]["proof"], VECTORS["login"]["proof"]]


async def test_key_files_of_both_sides_open_on_the_other(page: Page) -> None:
    holder = VECTORS["holder"]
    script = """
      const file = page.key_file.readKeyFile(JSON.stringify(given.key_file));
      const seed = await page.key_file.openedKeyFile(file, given.passphrase);
      const wrong = await page.key_file.openedKeyFile(file, "salah").catch((error) => error.constructor.name);
      const again = page.key_file.lockedKeyFile(
        seed, fromHex(given.id), { salt: page.bytes.unb64(file.garam), key: new Uint8Array(32) });
      return { seed: toHex(seed), wrong, again };
    """
    found = await run(page, script, holder)
    assert (found["seed"], found["wrong"]) == (holder["seed"], "EnvelopeError")
    python = key_file(HolderKeys(bytes.fromhex(holder["seed"])), bytes.fromhex(holder["id"]), "x")
    assert found["again"].keys() == python.keys()
    assert {k: len(v) for k, v in found["again"].items()} == {k: len(v) for k, v in python.items()}


@pytest.mark.parametrize("change", ["{}", "[]", "null", "", '{"format":"bolehkah-kunci/2"}', "<html>"])
async def test_what_is_no_key_file_is_refused(page: Page, change: str) -> None:
    assert await run(page, "return refused(() => page.key_file.readKeyFile(given))", change) == "KeyFileError"


async def test_python_opens_what_the_browser_seals(page: Page) -> None:
    pair = key_pair(bytes.fromhex(VECTORS["pair"]["private"]))
    report, item = bytes(range(16)), bytes(range(16, 32))
    text = "Terima kasih 🙏 “baik”\n" * 60
    script = """
      const where = page.envelope.place(4, fromHex(given.report), fromHex(given.item));
      return toHex(page.envelope.seal(page.content.packText(given.text, "Sri"), fromHex(given.public), where));
    """
    given = {"report": report.hex(), "item": item.hex(), "public": pair.public.hex(), "text": text}
    first, second = [bytes.fromhex(await run(page, script, given)) for _ in range(2)]
    assert first != second, "a fresh pair each time"
    for sealed in (first, second):
        opened = content.read_text(unseal(sealed, pair, Place(Kind.REPLY, report, item)))
        assert (opened.text, opened.author) == (text, "Sri")


async def test_half_an_emoji_does_not_break_a_message(page: Page) -> None:
    packed = await run(page, "return toHex(page.content.packText('a\\ud83d', ''))")
    assert content.read_text(bytes.fromhex(packed)).text == "a\ufffd"


async def test_a_changed_cut_or_moved_ciphertext_is_refused(page: Page) -> None:
    vector = VECTORS["sealed"][0]
    script = """
      const { kind, report, item } = given;
      const pair = page.envelope.keyPair(fromHex(given.private));
      const sealed = fromHex(given.sealed);
      const where = page.envelope.place(kind, fromHex(report), fromHex(item));
      const attempts = [];
      const attempt = (bytes, there = where, using = pair) =>
        attempts.push(refused(() => page.envelope.unseal(bytes, using, there)));
      for (let bit = 0; bit < 50 * 8; bit += 3) {
        const bad = sealed.slice();
        bad[bit >> 3] ^= 1 << (bit & 7);
        attempt(bad);
      }
      for (const length of [0, 1, 2, 33, 49, 50, sealed.length - 1]) attempt(sealed.slice(0, length));
      attempt(sealed, page.envelope.place(kind, fromHex(given.other), fromHex(item)));
      attempt(sealed, page.envelope.place(kind, fromHex(report), fromHex(given.other)));
      attempt(sealed, page.envelope.place(kind + 1, fromHex(report), fromHex(item)));
      attempt(sealed, where, page.envelope.keyPair(new Uint8Array(32).fill(9)));
      return attempts;
    """
    given = vector | {"private": VECTORS["pair"]["private"], "other": "ff" * 16}
    found = await run(page, script, given)
    assert set(found) == {"EnvelopeError"}
    assert len(found) > 140


async def test_an_ephemeral_point_that_agrees_on_nothing_is_refused(page: Page) -> None:
    vector = VECTORS["sealed"][0]
    sealed = bytes.fromhex(vector["sealed"])
    low_order = sealed[:2] + bytes(32) + sealed[34:]
    given = vector | {"sealed": low_order.hex(), "private": VECTORS["pair"]["private"]}
    assert await run(page, f"try {{ {UNSEAL} }} catch (error) {{ return error.constructor.name }}", given) == (
        "EnvelopeError"
    )


async def test_contents_are_read_as_python_packs_them(page: Page) -> None:
    script = """
      const { body, text, file } = given;
      const read = page.content.readFile(fromHex(file));
      return [
        page.content.readBody(fromHex(body)), page.content.readText(fromHex(text)),
        { type: read.blob.type, ending: read.ending, size: read.blob.size },
        ["00", "ff00", ""].map((bad) => refused(() => page.content.readFile(fromHex(bad)))),
        refused(() => page.content.readBody(fromHex("7b7d"))), refused(() => page.content.readText(fromHex("6e"))),
      ];
    """
    story = 'Camat: “ayo” <b>&\n"kutip" \\ 🗳'
    body = content.Body(event_date="2026-10-03", known_date="2026-10-05", story=story)
    given = {
        "body": body.packed().hex(),
        "text": content.Text(text=story, author="Sri").packed().hex(),
        "file": content.pack_file(CleanFile(FileKind.PNG, b"\x89PNG")).hex(),
    }
    assert await run(page, script, given) == [
        {"eventDate": "2026-10-03", "knownDate": "2026-10-05", "story": story},
        {"text": story, "author": "Sri"},
        {"type": "image/png", "ending": "png", "size": 4},
        ["ContentError"] * 3,
        "ContentError",
        "ContentError",
    ]


async def test_big_attachments_open(page: Page) -> None:
    pair = key_pair(bytes.fromhex(VECTORS["pair"]["private"]))
    place = Place(Kind.ATTACHMENT, bytes(16), bytes(16))
    sealed = seal(content.pack_file(CleanFile(FileKind.PDF, bytes(3_000_000))), pair.public, place)
    given = {
        "kind": Kind.ATTACHMENT, "report": "00" * 16, "item": "00" * 16,
        "private": pair.private.hex(), "sealed": base64.b64encode(sealed).decode(),
    }  # fmt: skip
    script = """
      const where = page.envelope.place(given.kind, fromHex(given.report), fromHex(given.item));
      const sealed = Uint8Array.from(atob(given.sealed), (letter) => letter.charCodeAt(0));
      const opened = page.envelope.unseal(sealed, page.envelope.keyPair(fromHex(given.private)), where);
      return page.content.readFile(opened).blob.size;
    """
    assert await run(page, script, given) == 3_000_000


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", "empty"),
        ("rahasia", "weak"),
        ("password12345", "weak"),
        ("aaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("abcdefghijklmnopqrstuvwxyz", "weak"),
        ("katasandi katasandi katasandi", "weak"),
        ("Bawaslu2026 Pilkada2024", "weak"),
        ("ini itu ini itu ini itu", "weak"),
        ("k8!mQz#r2Lp", "weak"),
        ("k8!mQz#r2Lp&9v", "fair"),
        ("kopi sawah lampu tenang perahu", "fair"),
        ("kopi sawah lampu tenang perahu gitar", "strong"),
    ],
)
async def test_strength_of_a_passphrase(page: Page, passphrase: str, level: str) -> None:
    assert await run(page, "return page.passphrase.strength(given)", passphrase) == level


async def test_drawn_passphrases_are_strong_and_differ(page: Page) -> None:
    drawn = await run(page, "return Array.from({ length: 50 }, () => page.passphrase.suggestion())")
    assert len(set(drawn)) == 50
    assert await run(page, "return given.filter((text) => page.passphrase.strength(text) !== 'strong')", drawn) == []


async def test_hints_for_redaction(page: Page) -> None:
    story = "Saya melihat camat pukul 14.30. Teman saya juga. Hubungi 0812 3456 7890 atau a.b@contoh.id. Saya takut."
    found = dict(await run(page, "return page.redaction.suspects(given)", story))
    assert found["saya"] == 2
    assert {"teman saya", "14.30", "0812 3456 7890", "a.b@contoh.id"} <= found.keys()
    assert await run(page, "return page.redaction.suspects('Camat memasang spanduk di kantor.')") == []
