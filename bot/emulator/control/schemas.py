"""Bodies and query strings of the control API, checked before anything happens."""

from datetime import datetime
from typing import Annotated, Literal, TypeVar

from aiohttp import web
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from bot.emulator.params import LARGEST_PLAIN
from bot.emulator.problems import ControlError

Id = Annotated[int, Field(gt=-(2**53), lt=2**53)]
Status = Literal["creator", "administrator", "member", "left", "kicked"]
LONGEST_WAIT = 60.0
"""Seconds."""
LONGEST_STEP = 10 * 365 * 24 * 3600.0
"""Seconds."""
Wait = Annotated[float, Field(ge=0, le=LONGEST_WAIT)]


class Body(BaseModel):
    """A JSON object with exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewPerson(Body):
    first_name: Annotated[str, Field(min_length=1, max_length=64)]
    last_name: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    username: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{3,31}$")] | None = None
    language_code: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")] | None = "id"
    id: Id | None = None
    started: bool = False


class NewGroup(Body):
    title: Annotated[str, Field(min_length=1, max_length=128)]
    members: Annotated[list[Id], Field(min_length=1, max_length=200)]
    id: Id | None = None
    supergroup: bool = True
    bot: Literal["member", "administrator", "left"] = "member"


class Start(Body):
    payload: str = ""


class Say(Body):
    text: str
    person_id: Id | None = None
    reply_to: Id | None = None


class Edit(Body):
    text: str
    person_id: Id | None = None


class Contact(Body):
    phone_number: Annotated[str, Field(min_length=3, max_length=32)]
    first_name: Annotated[str, Field(min_length=1, max_length=64)] = "Saya"
    person_id: Id | None = None


class Location(Body):
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    person_id: Id | None = None


class Tap(Body):
    text: str | None = None
    data: str | None = None
    message_id: Id | None = None
    person_id: Id | None = None
    wait: Wait = 5.0


class Membership(Body):
    person_id: Id
    status: Status


class BotStatus(Body):
    status: Status
    person_id: Id | None = None


class InlineAsk(Body):
    person_id: Id
    query: str = ""
    offset: Annotated[str, Field(max_length=64)] = ""
    chat_type: Literal["sender", "private", "group", "supergroup", "channel"] = "sender"
    wait: Wait = 5.0


class InlineChoose(Body):
    result_id: str
    chat_id: Id


class MoveClock(Body):
    advance_seconds: Annotated[float, Field(ge=0, le=LONGEST_STEP)] | None = None
    to: AwareDatetime | None = None

    def step(self, now: datetime) -> float:
        """Seconds to move. ControlError 400 for both, neither or a step back."""
        if (self.advance_seconds is None) is (self.to is None):
            raise ControlError(400, "invalid", "Give either advance_seconds or to.")
        step = self.advance_seconds if self.to is None else (self.to - now).total_seconds()
        if step is None or not 0 <= step <= LONGEST_STEP:
            raise ControlError(400, "invalid", "The clock moves forward only, at most ten years at once.")
        return step


class NewFault(Body):
    kind: Literal["too_many_requests", "forbidden", "server_error", "slow", "drop"]
    method: str = "*"
    times: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    retry_after: Annotated[int, Field(ge=1, le=86_400)] = 1
    status: Annotated[int, Field(ge=500, le=599)] = 500
    delay_ms: Annotated[int, Field(ge=0, le=60_000)] = 0
    accepted: bool = True
    chat_id: Id | None = None
    description: Annotated[str, Field(max_length=500)] | None = None


class ReadChat(Body):
    since: Annotated[int, Field(ge=0)] = 0
    wait: Wait = 0.0
    limit: Annotated[int, Field(ge=1, le=1_000)] = 200
    person_id: Id | None = None


class ReadCalls(Body):
    method: str | None = None
    since: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1, le=2_000)] = 200


class ReadEvents(Body):
    since: Annotated[int, Field(ge=0)] | None = None
    chat_id: Id | None = None


class ReadQuery(Body):
    wait: Wait = 0.0


class ReadCommands(Body):
    person_id: Id | None = None


B = TypeVar("B", bound=Body)


async def body(request: web.Request, model: type[B]) -> B:
    """The JSON body as `model`. ControlError 400 with its first fault, 413 when it is too large."""
    too_large = ControlError(413, "too_large", "A body without a file has at most 1 MiB.")
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise too_large from None
    if len(raw) > LARGEST_PLAIN:
        raise too_large
    try:
        return model.model_validate_json(raw or b"{}")
    except ValidationError as error:
        raise refused(error) from None


def query(request: web.Request, model: type[B]) -> B:
    """The query string as `model`. ControlError 400 with the first fault."""
    try:
        return model.model_validate(dict(request.query))
    except ValidationError as error:
        raise refused(error) from None


def refused(error: ValidationError) -> ControlError:
    """The first fault of a body as a refusal; the value itself is not repeated."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return ControlError(400, "bad_json", "The body is not valid JSON.")
    where = ".".join(map(str, first["loc"])) or "body"
    return ControlError(400, "invalid", f"{where}: {first['msg']}.")
