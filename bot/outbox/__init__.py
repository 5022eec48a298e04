"""Everything the bot says unprompted: letters wait in a table, a sender takes them out, each goes once."""
