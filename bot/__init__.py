"""The program around the knowledge: Telegram, storage, the demo. `bot.app` connects the rooms."""
