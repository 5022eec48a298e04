"""A report's mailbox in the chat: where it stands, replies, answers, more evidence, and its deletion."""
