"""deleteMessage and deleteMessages: own messages anywhere, people's in private chats, for 48 hours."""

from bot.emulator.methods.targets import found_message, known_chat
from bot.emulator.models import Chat, Message
from bot.emulator.params import Params
from bot.emulator.problems import bad_request
from bot.emulator.world import World

DELETABLE_SECONDS = 48 * 3600
MOST_AT_ONCE = 100


def _check(world: World, chat: Chat, message: Message) -> None:
    foreign = message.sender is not world.bot
    if foreign and chat.type != "private" and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    rights = chat.type != "private" and chat.bot_status == "administrator"
    if not rights and world.clock.timestamp() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage."""
    chat = known_chat(world, params)
    message = found_message(chat, params, "delete")
    _check(world, chat, message)
    world.delete(message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """deleteMessages: unknown ids are skipped; nothing is deleted when one of the others cannot be."""
    chat = known_chat(world, params)
    ids = params.json("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if not isinstance(ids, list) or not all(str(item).isdecimal() for item in ids):
        raise bad_request("invalid message identifier specified")
    if len(ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    found = [message for item in ids if (message := chat.messages.get(int(item))) and not message.deleted]
    for message in found:
        _check(world, chat, message)
    for message in found:
        world.delete(message)
    return True


METHODS = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
