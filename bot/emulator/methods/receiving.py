"""getMe, getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from bot.emulator.models import Json
from bot.emulator.params import Params
from bot.emulator.problems import ApiError, bad_request
from bot.emulator.world import Webhook, World

LONGEST_POLL = 50
"""Seconds."""
POLL_BLOCKED = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


def get_me(world: World, params: Params) -> Json:
    """getMe."""
    return world.bot.api() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": world.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _subscribe(world: World, params: Params) -> None:
    allowed = params.json("allowed_updates")
    if allowed is None:
        return
    if not isinstance(allowed, list) or not all(isinstance(kind, str) for kind in allowed):
        raise bad_request("can't parse allowed_updates JSON object")
    world.updates.allowed = allowed


async def get_updates(world: World, params: Params) -> list[Json]:
    """getUpdates: confirms below `offset`, waits for something new."""
    if world.webhook is not None:
        raise ApiError(409, POLL_BLOCKED)
    _subscribe(world, params)
    limit = params.number("limit", 100)
    page = await world.updates.poll(
        params.number("offset"),
        limit if 1 <= limit <= 100 else 100,
        min(params.number("timeout"), LONGEST_POLL),
    )
    return [update.api() for update in page]


def _checked_url(url: str) -> str:
    """HTTPS as Telegram demands; plain HTTP to this machine only, as a local Bot API server allows."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it raises for nonsense)
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    host = parts.hostname or ""
    if not host or any(sign.isspace() for sign in url):
        raise bad_request("bad webhook: invalid webhook URL specified")
    if parts.scheme != "https" and not (parts.scheme == "http" and _loopback(host)):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return url


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def set_webhook(world: World, params: Params) -> bool:
    """setWebhook; an empty url is deleteWebhook."""
    url = params.text("url").strip()
    if not url:
        return delete_webhook(world, params)
    secret = params.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    _checked_url(url)
    _subscribe(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    connections = params.number("max_connections", 40)
    world.set_webhook(Webhook(url, secret, connections if 1 <= connections <= 100 else 40))
    world.updates.interrupt("Conflict: terminated by setWebhook request")
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """deleteWebhook: pending updates stay unless asked otherwise."""
    world.set_webhook(None)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def get_webhook_info(world: World, params: Params) -> Json:
    """getWebhookInfo: pending updates and the last error."""
    hook = world.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    if hook is not None:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if hook.last_error_date is not None:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    return info


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
