"""What the methods do; their parameters have been checked against the table before."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.botapi.chats import Access, Chat
from tests.botapi.files import StoredFile
from tests.botapi.refusal import Refusal, bad_request, not_modified
from tests.botapi.rules import check_entities, utf16_length
from tests.botapi.schema import Upload, missing
from tests.botapi.world import World

Json = dict[str, Any]
Handler = Callable[[World, Json], Any]

# Bot API: albums have 2-10 items, messages can be deleted for 48 hours.
ALBUM = range(2, 11)
DELETABLE = 48 * 3600
CHAT_ACTIONS = frozenset(
    {
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)
MEDIA = frozenset({"photo", "voice", "audio", "document", "video"})
LANGUAGE = re.compile(r"([a-z]{2})?\Z")


def get_me(world: World, _: Json) -> Json:
    """Return the bot."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def send_message(world: World, given: Json) -> Json:
    """Send a text."""
    text, entities = _trimmed(given["text"], given.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    content: Json = {"text": text, "entities": entities} if entities else {"text": text}
    return _send(world, given, content)


def _trimmed(text: str, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Return a checked text without the space at its end, which Telegram cuts off."""
    trimmed = text.rstrip()
    if not entities:
        return trimmed, []
    check_entities(text, entities)
    if trimmed == text:
        return trimmed, entities
    length = utf16_length(trimmed)
    kept = [item for item in entities if item["offset"] < length]
    return trimmed, [
        {**item, "length": min(item["length"], length - item["offset"])} for item in kept
    ]


def _send(world: World, given: Json, content: Json) -> Json:
    chat = _target(world, given)
    extras = _extras(chat, given)
    world.flood.spend(chat.id, chat.private)
    return _deliver(world, chat, given, {**content, **extras})


def _target(world: World, given: Json) -> Chat:
    if "business_connection_id" in given:
        raise bad_request("business connection not found")
    chat = world.open_chat(given["chat_id"])
    thread = given.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad_request("message thread not found")
    return chat


def _extras(chat: Chat, given: Json) -> Json:
    """Return the fields that any kind of message may carry."""
    extras: Json = {}
    if (thread := given.get("message_thread_id")) is not None:
        extras.update(message_thread_id=thread, is_topic_message=True)
    if given.get("protect_content"):
        extras["has_protected_content"] = True
    if reply := given.get("reply_parameters"):
        extras.update(_reply(chat, reply))
    if markup := given.get("reply_markup"):
        _check_markup(chat, markup)
        if markup.get("inline_keyboard"):
            extras["reply_markup"] = markup
    return extras


def _reply(chat: Chat, reply: Json) -> Json:
    if reply.get("chat_id", chat.id) != chat.id:
        raise bad_request("replies to other chats are not implemented by this test server")
    message = chat.messages.get(reply["message_id"])
    if message is not None:
        return {"reply_to_message": _without(message, "reply_to_message")}
    if reply.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _check_markup(chat: Chat, markup: Json) -> None:
    if chat.private:
        return
    buttons = [button for row in markup.get("keyboard", []) for button in row]
    if any("request_contact" in button for button in buttons):
        raise bad_request("phone number can be requested in private chats only")
    if any("request_location" in button for button in buttons):
        raise bad_request("location can be requested in private chats only")


def _deliver(world: World, chat: Chat, given: Json, content: Json) -> Json:
    markup = given.get("reply_markup", {})
    if "keyboard" in markup:
        chat.keyboard = markup
    elif "remove_keyboard" in markup:
        chat.keyboard = None
    message = world.post(chat, world.bot, content)
    world.sent(chat, message)
    return message


def _without(message: Json, *names: str) -> Json:
    return {name: value for name, value in message.items() if name not in names}


def _send_media(kind: str) -> Handler:
    def handler(world: World, given: Json) -> Json:
        _target(world, given)
        content = {**_caption(given), kind: _media(world, kind, given[kind], given)}
        return _send(world, given, content)

    return handler


def _caption(given: Json) -> Json:
    caption, entities = _trimmed(given.get("caption", ""), given.get("caption_entities"))
    content: Json = {}
    if caption:
        content["caption"] = caption
        if entities:
            content["caption_entities"] = entities
    if given.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def _media(world: World, kind: str, file: Upload | str, given: Json) -> Any:
    stored = world.files.received(kind, file)
    return photo_sizes(world, stored) if kind == "photo" else media_json(stored, given)


def photo_sizes(world: World, full: StoredFile) -> list[Json]:
    """Return a photo's sizes, the smallest first, as Telegram lists them."""
    small = world.files.add("photo", full.data, size=full.size)
    return [
        {**small.as_json(), "width": 90, "height": 67},
        {**full.as_json(), "width": 1280, "height": 960},
    ]


def media_json(stored: StoredFile, given: Json) -> Json:
    """Return a file other than a photo as a message shows it."""
    media = stored.as_json()
    if stored.mime_type:
        media["mime_type"] = stored.mime_type
    if stored.name and stored.kind != "voice":
        media["file_name"] = stored.name
    if stored.kind in ("voice", "audio", "video"):
        media["duration"] = given.get("duration", 0)
    if stored.kind == "video":
        media.update(width=given.get("width", 640), height=given.get("height", 480))
    for name in ("performer", "title"):
        if stored.kind == "audio" and name in given:
            media[name] = given[name]
    return media


def send_media_group(world: World, given: Json) -> list[Json]:
    """Send an album."""
    items = given["media"]
    if len(items) not in ALBUM:
        raise bad_request("albums must have 2-10 items")
    kinds = {item["type"] for item in items}
    if unknown := kinds - MEDIA:
        raise Refusal(501, f"Not Implemented: albums of {sorted(unknown)} by this test server")
    if len(kinds) > 1 and kinds & {"audio", "document"}:
        raise bad_request("document can't be mixed with other media types")
    chat = _target(world, given)
    extras = _extras(chat, given)
    contents = [
        {**_caption(item), item["type"]: _media(world, item["type"], item["media"], item)}
        for item in items
    ]
    world.flood.spend(chat.id, chat.private, len(items))
    group = {"media_group_id": str(world.random.randrange(10**16, 10**17))}
    return [_deliver(world, chat, given, {**content, **group, **extras}) for content in contents]


def send_chat_action(world: World, given: Json) -> bool:
    """Show that the bot is busy."""
    if given["action"] not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    _target(world, given)
    return True


def edit_message_text(world: World, given: Json) -> Json:
    """Change the text of one of the bot's messages."""
    if "rich_message" in given:
        raise Refusal(501, "Not Implemented: rich_message by this test server")
    if "text" not in given:
        raise missing("text")
    chat, message = _editable(world, given)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    text, entities = _trimmed(given["text"], given.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    return _edit(world, chat, message, given, {"text": text, "entities": entities})


def edit_message_caption(world: World, given: Json) -> Json:
    """Change the caption of one of the bot's messages."""
    chat, message = _editable(world, given)
    if not MEDIA & message.keys():
        raise bad_request("there is no caption in the message to edit")
    caption = _caption(given)
    content: Json = {"caption": None, "caption_entities": [], **caption}
    return _edit(world, chat, message, given, content)


def edit_message_reply_markup(world: World, given: Json) -> Json:
    """Change the buttons below one of the bot's messages."""
    chat, message = _editable(world, given)
    return _edit(world, chat, message, given, {})


def _editable(world: World, given: Json) -> tuple[Chat, Json]:
    if "inline_message_id" in given:
        raise bad_request("message identifier is not specified")
    for name in ("chat_id", "message_id"):
        if name not in given:
            raise missing(name)
    chat = _target(world, given)
    message = chat.messages.get(given["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"] is not world.bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Json, given: Json, content: Json) -> Json:
    """Put new content into a message; an edit without buttons takes the old ones away."""
    markup = given.get("reply_markup", {})
    content["reply_markup"] = markup if markup.get("inline_keyboard") else None
    if all((message.get(name) or None) == (value or None) for name, value in content.items()):
        raise not_modified()
    world.flood.spend(chat.id, chat.private)
    # Receivers may hold on to the old message, so an edit makes a new one.
    edited = {**message, **content, "edit_date": world.date()}
    edited = {name: value for name, value in edited.items() if value not in (None, [])}
    chat.messages[message["message_id"]] = edited
    world.sent(chat, edited)
    return edited


def delete_message(world: World, given: Json) -> bool:
    """Delete a message, at most 48 hours old."""
    chat = _target(world, given)
    message = chat.messages.get(given["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    if not chat.private and message["from"] is not world.bot:
        raise bad_request("message can't be deleted")
    chat.forget(message["message_id"])
    return True


def answer_callback_query(world: World, given: Json) -> bool:
    """Answer a tap on a button."""
    world.answer_callback(given["callback_query_id"], given)
    return True


def get_file(world: World, given: Json) -> Json:
    """Return where a file can be downloaded."""
    stored = world.files.link(given["file_id"])
    return {**stored.as_json(), "file_path": stored.path}


def get_chat(world: World, given: Json) -> Json:
    """Return a chat in full."""
    chat = world.chat(given["chat_id"])
    if chat.access is Access.NEVER_STARTED:
        raise bad_request("chat not found")
    if not chat.private:
        chat.check_access()
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat.info,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def leave_chat(world: World, given: Json) -> bool:
    """Leave a group."""
    chat = _target(world, given)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.access = Access.NOT_A_MEMBER
    member_changed(world, chat, world.bot, "member", "left")
    return True


def member_changed(world: World, chat: Chat, by: Json, old: str, new: str) -> None:
    """Queue the update that tells the bot about its own place in a chat."""
    world.updates.push(
        "my_chat_member",
        {
            "chat": chat.info,
            "from": by,
            "date": world.date(),
            "old_chat_member": _membership(world, old),
            "new_chat_member": _membership(world, new),
        },
    )


def _membership(world: World, status: str) -> Json:
    member: Json = {"user": world.bot, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    return member


def set_my_commands(world: World, given: Json) -> bool:
    """Store the commands for a scope and a language."""
    names = [command["command"] for command in given["commands"]]
    if len(set(names)) != len(names):
        raise bad_request("BOT_COMMAND_INVALID")
    world.commands[_scope(world, given)] = given["commands"]
    return True


def get_my_commands(world: World, given: Json) -> list[Json]:
    """Return the commands for exactly this scope and language."""
    return world.commands.get(_scope(world, given), [])


def delete_my_commands(world: World, given: Json) -> bool:
    """Forget the commands for a scope and a language."""
    world.commands.pop(_scope(world, given), None)
    return True


def _scope(world: World, given: Json) -> tuple[str, str]:
    scope = given.get("scope", {"type": "default"})
    if "chat_id" in scope:
        world.chat(scope["chat_id"])
    return repr(sorted(scope.items())), _language(given)


def _language(given: Json) -> str:
    language: str = given.get("language_code", "")
    if not LANGUAGE.match(language):
        raise bad_request("invalid language_code specified")
    return language


def _set_profile(name: str) -> Handler:
    def handler(world: World, given: Json) -> bool:
        world.profile[name, _language(given)] = given.get(name, "")
        return True

    return handler


def _get_profile(name: str) -> Handler:
    def handler(world: World, given: Json) -> Json:
        default = world.profile.get((name, ""), world.bot["first_name"] if name == "name" else "")
        return {name: world.profile.get((name, _language(given))) or default}

    return handler


def check_webhook(given: Json, *, https_only: bool) -> None:
    """Refuse a webhook Telegram would not call."""
    url = urlsplit(given["url"])
    if url.scheme != "https" and (https_only or url.scheme != "http"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not url.hostname:
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
    if https_only and (url.port or 443) not in (80, 88, 443, 8443):
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", given.get("secret_token", "")):
        raise bad_request("secret token contains unallowed characters")
    if given.get("max_connections", 40) not in range(1, 101):
        raise bad_request("max_connections must be 1-100")


HANDLERS: dict[str, Handler] = {
    "answerCallbackQuery": answer_callback_query,
    "deleteMessage": delete_message,
    "deleteMyCommands": delete_my_commands,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageText": edit_message_text,
    "getChat": get_chat,
    "getFile": get_file,
    "getMe": get_me,
    "getMyCommands": get_my_commands,
    "getMyDescription": _get_profile("description"),
    "getMyName": _get_profile("name"),
    "getMyShortDescription": _get_profile("short_description"),
    "leaveChat": leave_chat,
    "sendAudio": _send_media("audio"),
    "sendChatAction": send_chat_action,
    "sendDocument": _send_media("document"),
    "sendMediaGroup": send_media_group,
    "sendMessage": send_message,
    "sendPhoto": _send_media("photo"),
    "sendVideo": _send_media("video"),
    "sendVoice": _send_media("voice"),
    "setMyCommands": set_my_commands,
    "setMyDescription": _set_profile("description"),
    "setMyName": _set_profile("name"),
    "setMyShortDescription": _set_profile("short_description"),
}
