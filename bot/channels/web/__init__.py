"""The channel `web`: the bot's own chat, on pages that it serves."""
