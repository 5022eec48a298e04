"""All contenders on one core, taking turns; the load and the Bot API on another."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from benchmarks import table
from benchmarks.bot_api import BotApi, Webhook
from benchmarks.cases import Cases, cards
from benchmarks.contender import FIXED, WITH_CARDS
from benchmarks.load import Crowd, Round
from benchmarks.machine import cpu_seconds, description
from knowledge.ready import ready

START_SECONDS = 60.0
WARM_UP_SECONDS = 0.5
LEAD_SECONDS = 0.3


@dataclass
class Contest:
    """A contender that runs, what it must answer, and how it did."""

    pid: int
    webhook: Webhook
    cases: Cases
    rounds: list[Round] = field(default_factory=list)
    cpu_seconds: float = 0.0

    @property
    def cpu_seconds_an_answer(self) -> float:
        return self.cpu_seconds / sum(one.asked for one in self.rounds)

    async def take_turn(self, crowd: Crowd, seconds: float) -> None:
        before = cpu_seconds(self.pid)
        done = await crowd.ask(self.webhook, self.cases, seconds=seconds, lead=LEAD_SECONDS)
        self.rounds.append(done)
        self.cpu_seconds += cpu_seconds(self.pid) - before


async def measure(names: Sequence[str], core: int | None, *, seconds: float, rounds: int, connections: int) -> str:
    """The tables, with all contenders on one core; None: on the cores of this process.

    Raises `WrongAnswerError`, perhaps in a group, when a contender answers anything but what it should.
    """
    with_cards = cards(await asyncio.to_thread(ready))
    fixed = dict.fromkeys(with_cards, FIXED)
    crowd = Crowd(connections)
    async with BotApi(crowd.heard) as api, contextlib.AsyncExitStack() as stack:
        contests = {}
        for number, name in enumerate(names, 1):
            pid, webhook = await stack.enter_async_context(running(name, api, f"{number}:benchmark", core))
            contests[name] = Contest(pid, webhook, with_cards if name in WITH_CARDS else fixed)
            await crowd.ask(webhook, contests[name].cases, seconds=WARM_UP_SECONDS)
        for _ in range(rounds):
            for contest in contests.values():
                await contest.take_turn(crowd, seconds)
    crowd.check()
    about = [
        *description(),
        ("pertanyaan berbeda", str(len(with_cards))),
        ("webhook serentak", str(connections)),
        ("ronde", f"{rounds} x {seconds:g} s, bergiliran"),
    ]
    speed = table.speed(
        {name: contest.rounds for name, contest in contests.items()},
        {name: contest.cpu_seconds_an_answer for name, contest in contests.items()},
    )
    return f"{table.machine(about)}\n\n{speed}"


@contextlib.asynccontextmanager
async def running(name: str, api: BotApi, token: str, core: int | None) -> AsyncIterator[tuple[int, Webhook]]:
    """A contender's process: its number, and its webhook as soon as it has set one."""
    command = [sys.executable, "-m", "benchmarks.contender", name, "--api", api.url, "--token", token]
    if core is not None:
        command += ["--core", str(core)]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        webhook, ended = api.webhook(token), asyncio.ensure_future(process.wait())
        await asyncio.wait((webhook, ended), timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not webhook.done():
            raise RuntimeError(f"{name} did not start")
        yield process.pid, webhook.result()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
