"""A report in the chat, from the first warning to the receipt code. Nothing is stored before it is sent."""
