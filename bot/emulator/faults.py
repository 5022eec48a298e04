"""Faults on demand: for one method (or all), for the next calls, the network or Telegram misbehaves."""

from collections import deque
from dataclasses import dataclass
from typing import Literal

from bot.emulator.problems import ApiError, forbidden

Kind = Literal["too_many_requests", "forbidden", "server_error", "slow", "drop"]
BLOCKED = "bot was blocked by the user"


@dataclass(slots=True)
class Fault:
    """One rule. `slow` and `drop` carry the call out; `drop(accepted=False)` and the codes do not.

    `retry_after` is in seconds, `delay_ms` in milliseconds, `times` counts down with every call it meets.
    """

    kind: Kind
    method: str = "*"
    times: int = 1
    retry_after: int = 1
    status: int = 500
    delay_ms: int = 0
    accepted: bool = True
    chat_id: int | None = None
    description: str | None = None

    def error(self) -> ApiError | None:
        """The refusal that Telegram would give, or None for `slow` and `drop`."""
        if self.kind == "too_many_requests":
            sentence = f"Too Many Requests: retry after {self.retry_after}"
            return ApiError(429, self.description or sentence, {"retry_after": self.retry_after})
        if self.kind == "forbidden":
            return ApiError(403, self.description) if self.description else forbidden(BLOCKED)
        if self.kind == "server_error":
            names = {502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
            return ApiError(self.status, self.description or names.get(self.status, "Internal Server Error"))
        return None


class FaultPlan:
    """Rules in the order in which they were set; each call uses up the first that fits."""

    def __init__(self) -> None:
        self.rules: deque[Fault] = deque(maxlen=1_000)

    def add(self, fault: Fault) -> None:
        """Adds a rule at the end."""
        self.rules.append(fault)

    def clear(self) -> None:
        """Forgets every rule."""
        self.rules.clear()

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The rule for this call, counted down, or None."""
        for rule in self.rules:
            if rule.method not in ("*", method) or (rule.chat_id is not None and str(rule.chat_id) != str(chat_id)):
                continue
            rule.times -= 1
            if rule.times <= 0:
                self.rules.remove(rule)
            return rule
        return None
