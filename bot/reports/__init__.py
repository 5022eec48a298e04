"""The room that keeps a reporter unknown. It has never heard of Telegram, chats or subscribers."""
