"""How the bot presents itself: command menus by scope and language, name and descriptions by language."""

from typing import Any, NamedTuple

Commands = list[dict[str, str]]


class Scope(NamedTuple):
    """A BotCommandScope with the ids that its type needs, 0 elsewhere."""

    type: str
    chat_id: int = 0
    user_id: int = 0


class CommandMenus:
    """Command lists as the bot published them, and the one that a person sees."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], Commands] = {}

    def put(self, scope: Scope, language: str, commands: Commands) -> None:
        """Sets the list of one scope and language; an empty list removes it."""
        self._lists.pop((scope, language), None)
        if commands:
            self._lists[(scope, language)] = commands

    def get(self, scope: Scope, language: str) -> Commands:
        """Exactly what was set for this scope and language, else an empty list."""
        return self._lists.get((scope, language), [])

    def seen(self, chat_id: int, user_id: int, *, group: bool, admin: bool, language: str) -> Commands:
        """The menu that a person sees in a chat: narrow scopes first, own language first."""
        scopes = [Scope("chat", chat_id)]
        if group:
            scopes = [Scope("chat_member", chat_id, user_id)]
            scopes += [Scope("chat_administrators", chat_id)] if admin else []
            scopes += [Scope("chat", chat_id)]
            scopes += [Scope("all_chat_administrators")] if admin else []
        scopes += [Scope("all_group_chats" if group else "all_private_chats"), Scope("default")]
        for scope in scopes:
            for tongue in (language, "") if language else ("",):
                if found := self._lists.get((scope, tongue)):
                    return found
        return []


class Profile:
    """Texts by kind (name, description, short_description) and language, and the default menu button."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self.menu_button: dict[str, Any] = {"type": "commands"}

    def put(self, kind: str, language: str, text: str) -> None:
        """Sets a text; an empty one removes it."""
        self._texts.pop((kind, language), None)
        if text:
            self._texts[(kind, language)] = text

    def get(self, kind: str, language: str = "") -> str:
        """The text in this language, else the one without a language, else empty."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")
