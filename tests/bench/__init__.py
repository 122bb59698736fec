"""The benchmark: a six-question conversation, by this bot and by a plain PTB bot beside it."""
