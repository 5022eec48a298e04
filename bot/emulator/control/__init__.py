"""The control API under /control: what people do, and the world's levers. All in docs/emulator.md."""

from aiohttp import web

from bot.emulator.control import chats, inline, people, stream, tools
from bot.emulator.control.guard import Endpoint, guarded, unknown
from bot.emulator.world import World

_PERSON = r"/people/{person:\d{1,15}}"
_CHAT = r"/chats/{chat:-?\d{1,15}}"
_GROUP = r"/groups/{chat:-\d{1,15}}"

ROUTES: list[tuple[str, str, Endpoint]] = [
    ("GET", "/state", tools.state),
    ("GET", "/people", people.list_people),
    ("POST", "/people", people.add_person),
    ("POST", f"{_PERSON}/start", people.start),
    ("POST", f"{_PERSON}/block", people.block),
    ("POST", f"{_PERSON}/unblock", people.unblock),
    ("POST", "/groups", people.add_group),
    ("POST", f"{_GROUP}/members", people.set_member),
    ("POST", f"{_GROUP}/bot", people.set_bot),
    ("POST", f"{_GROUP}/migrate", people.migrate),
    ("GET", f"{_CHAT}/messages", chats.read),
    ("POST", f"{_CHAT}/messages", chats.say),
    ("POST", _CHAT + r"/messages/{message:\d{1,15}}/edit", chats.edit),
    ("POST", _CHAT + "/files/{kind:photo|document|sticker|voice}", chats.upload),
    ("POST", f"{_CHAT}/contact", chats.send_contact),
    ("POST", f"{_CHAT}/location", chats.send_location),
    ("POST", f"{_CHAT}/tap", chats.tap),
    ("GET", f"{_CHAT}/commands", chats.commands),
    ("GET", r"/queries/{query:\d{1,20}}", chats.read_query),
    ("POST", "/inline", inline.ask),
    ("POST", r"/inline/{query:\d{1,20}}/choose", inline.choose),
    ("GET", "/events", stream.events),
    ("GET", "/clock", tools.read_clock),
    ("POST", "/clock", tools.move_clock),
    ("GET", "/faults", tools.list_faults),
    ("POST", "/faults", tools.add_fault),
    ("DELETE", "/faults", tools.clear_faults),
    ("GET", "/calls", tools.calls),
    ("DELETE", "/calls", tools.clear_calls),
    ("GET", "/files/{file:[A-Za-z0-9_-]{1,100}}", tools.file),
]


def control_routes(world: World) -> list[web.RouteDef]:
    """Every route of the control API; the last one answers what does not exist."""
    routes = [web.route(verb, f"/control{path}", guarded(world, endpoint)) for verb, path, endpoint in ROUTES]
    return [*routes, web.route("*", "/control{rest:(/.*)?}", guarded(world, unknown))]
