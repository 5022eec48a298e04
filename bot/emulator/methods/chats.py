"""getChat, getChatMember, setMessageReaction."""

from bot.emulator.methods.targets import found_message, known_chat, writable_chat
from bot.emulator.models import Json
from bot.emulator.params import Params
from bot.emulator.people import member
from bot.emulator.problems import bad_request
from bot.emulator.world import World

EMOJI = frozenset(
    (
        "👍", "👎", "❤", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮", "💩",
        "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤‍🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆",
        "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈",
        "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄",
        "😘", "💊", "🙊", "😎", "👾", "🤷‍♂", "🤷", "🤷‍♀", "😡",
    )
)  # fmt: skip


def get_chat(world: World, params: Params) -> Json:
    """getChat: a ChatFullInfo with what Telegram always sends."""
    chat = known_chat(world, params)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    return chat.api() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(world: World, params: Params) -> Json:
    """getChatMember: of a person or of the bot."""
    chat = known_chat(world, params)
    user_id = params.number("user_id")
    if user_id == world.bot.id:
        return member(world.bot, chat.bot_status)
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "user not found")
    if chat.type == "private":
        if chat.person is not person:
            raise bad_request("member not found")
        return member(person, "member")
    return member(person, chat.members.get(user_id, "left"))


def set_message_reaction(world: World, params: Params) -> bool:
    """setMessageReaction: one of Telegram's free emoji, or none."""
    chat = writable_chat(world, params)
    message = found_message(chat, params, "react")
    given = params.json("reaction") or []
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise bad_request("expected an Array of ReactionType")
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for item in given:
        if item.get("type") != "emoji" or str(item.get("emoji", "")).replace("\ufe0f", "") not in EMOJI:
            raise bad_request("REACTION_INVALID")
    message.reactions.pop(world.bot.id, None)
    if given:
        message.reactions[world.bot.id] = given
    message.revision = world.journal.record("reaction", chat.id, message.id)
    return True


METHODS = {"getChat": get_chat, "getChatMember": get_chat_member, "setMessageReaction": set_message_reaction}
