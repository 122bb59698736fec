"""Rules of the Bot API that the table of fields cannot say: buttons, entities, commands."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.botapi.refusal import bad_request

Json = dict[str, Any]

# Bot API and server limits: buttons in all, buttons in a row.
INLINE_BUTTONS, INLINE_ROW = 100, 8
KEYBOARD_BUTTONS, KEYBOARD_ROW = 300, 12

ACTIONS = frozenset(
    {
        "callback_data",
        "callback_game",
        "copy_text",
        "login_url",
        "pay",
        "switch_inline_query",
        "switch_inline_query_chosen_chat",
        "switch_inline_query_current_chat",
        "url",
        "web_app",
    }
)
BUTTON_STYLES = frozenset({"danger", "primary", "success"})
ENTITY_TYPES = frozenset(
    {
        "blockquote",
        "bold",
        "bot_command",
        "cashtag",
        "code",
        "custom_emoji",
        "date_time",
        "email",
        "expandable_blockquote",
        "hashtag",
        "italic",
        "mention",
        "phone_number",
        "pre",
        "spoiler",
        "strikethrough",
        "text_link",
        "text_mention",
        "underline",
        "url",
    }
)
ENTITY_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
SCHEMES = frozenset({"http", "https", "tg", "ton"})


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, which is how the Bot API counts characters."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def check_url(url: str) -> None:
    """Refuse an address that Telegram would not open, such as one on a bare host name."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    scheme_ok = parts.scheme in SCHEMES or not parts.scheme
    dotted = "." in host or ":" in host or parts.scheme in ("tg", "ton")
    if not scheme_ok or not dotted or any(c.isspace() for c in url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def inline_button(button: Json) -> None:
    """Check one button of an inline keyboard."""
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = ACTIONS & button.keys()
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("inline keyboard button must have exactly one action")
    if "url" in button:
        check_url(button["url"])
    if "web_app" in button and not button["web_app"]["url"].startswith("https://"):
        raise bad_request("inline keyboard button Web App URL is invalid: Only HTTPS is allowed")
    _check_style(button)


def keyboard_button(button: Json) -> None:
    """Check one button of a reply keyboard."""
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    optional = [key for key in button if key not in ("text", "style", "icon_custom_emoji_id")]
    if len(optional) > 1:
        raise bad_request("keyboard button must have at most one action")
    _check_style(button)


def _check_style(button: Json) -> None:
    if "style" in button and button["style"] not in BUTTON_STYLES:
        raise bad_request("unknown button style")


def inline_keyboard(markup: Json) -> None:
    """Check the size of an inline keyboard."""
    _check_rows(markup["inline_keyboard"], INLINE_ROW, INLINE_BUTTONS)


def reply_keyboard(markup: Json) -> None:
    """Check the size of a reply keyboard."""
    if not any(markup["keyboard"]):
        raise bad_request("reply keyboard must have at least one button")
    _check_rows(markup["keyboard"], KEYBOARD_ROW, KEYBOARD_BUTTONS)


def _check_rows(rows: list[list[Json]], row_limit: int, limit: int) -> None:
    total = 0
    for row in rows:
        if not row:
            raise bad_request("keyboard row must be non-empty")
        if len(row) > row_limit:
            raise bad_request(f"keyboard row must have at most {row_limit} buttons")
        total += len(row)
    if total > limit:
        raise bad_request("reply markup is too long")


def must_be_true(field: str) -> Callable[[Json], None]:
    """Return a rule for a field whose only value is true."""

    def rule(value: Json) -> None:
        if value[field] is not True:
            raise bad_request(f"{field} must be true")

    return rule


def entity(value: Json) -> None:
    """Check one entity by itself; `check_entities` checks it against its text."""
    kind = value["type"]
    if kind not in ENTITY_TYPES:
        raise bad_request(f"can't parse MessageEntity: unsupported type {kind!r}")
    needs = ENTITY_NEEDS.get(kind)
    if needs and needs not in value:
        raise bad_request(f"can't parse MessageEntity: {kind} needs {needs}")
    if value["offset"] < 0 or value["length"] <= 0:
        raise bad_request("can't parse MessageEntity: wrong offset or length")


def check_entities(text: str, entities: list[Json]) -> None:
    """Refuse entities that lie outside their text or split a character.

    The real server trims the first kind silently; a bot that counts wrongly should hear of it.
    """
    units = text.encode("utf-16-le")
    for item in entities:
        start, end = 2 * item["offset"], 2 * (item["offset"] + item["length"])
        if end > len(units):
            raise bad_request(
                f"entity at offset {item['offset']} with length {item['length']} is outside the "
                f"text of {len(units) // 2} UTF-16 code units"
            )
        for edge in (start, end):
            if _splits_character(units, edge):
                raise bad_request(
                    f"entity at offset {item['offset']} begins or ends in the middle of a "
                    f"UTF-16 symbol at offset {edge // 2}"
                )


def _splits_character(units: bytes, edge: int) -> bool:
    return edge < len(units) and 0xDC <= units[edge + 1] <= 0xDF


def command(value: Json) -> None:
    """Check the name of a command."""
    if not COMMAND.match(value["command"]):
        raise bad_request("BOT_COMMAND_INVALID")


RULES: dict[str, Callable[[Json], None]] = {
    "BotCommand": command,
    "ForceReply": must_be_true("force_reply"),
    "InlineKeyboardButton": inline_button,
    "InlineKeyboardMarkup": inline_keyboard,
    "KeyboardButton": keyboard_button,
    "MessageEntity": entity,
    "ReplyKeyboardMarkup": reply_keyboard,
    "ReplyKeyboardRemove": must_be_true("remove_keyboard"),
}
