"""Slow cryptography beside the event loop, two at a time: stretching one code takes 64 MiB."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reports")


async def in_background(work: Callable[..., T], *arguments: object) -> T:
    """The result of `work(*arguments)`, once one of the two threads is free. Raises what it raises."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work, *arguments)
