"""Everything that people read in the chat: cards, sentences, keyboards."""
