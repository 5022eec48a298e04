"""The reporter's form and mailbox: an application of its own, which knows no officer, no session and no cookie."""
