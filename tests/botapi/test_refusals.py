"""Every kind of refusal, provoked by a bad call over plain HTTP."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.botapi import Limits, Phone, StrictBotApi
from tests.botapi.files import DOWNLOAD_LIMIT

Json = dict[str, Any]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SMILE = "\N{GRINNING FACE}"
STALE = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


class Clock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Caller:
    """Calls the server raw and checks what comes back."""

    api: StrictBotApi
    session: aiohttp.ClientSession

    async def raw(self, path: str, **how: Any) -> Json:
        async with self.session.post(self.api.url + path, **how) as answer:
            body: Json = await answer.json()
            assert body["ok"] is (answer.status == 200)
            assert body.get("error_code", 200) == answer.status
            return body

    async def call(self, method: str, **params: Any) -> Json:
        return await self.raw(f"/bot{self.api.token}/{method}", json=params)

    async def ok(self, method: str, **params: Any) -> Any:
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, code: int, reason: str, method: str, **params: Any) -> Json:
        body = await self.call(method, **params)
        assert (body.get("error_code"), body.get("description")) == (code, reason)
        return body

    async def bad(self, reason: str, method: str, **params: Any) -> Json:
        return await self.refused(400, f"Bad Request: {reason}", method, **params)

    async def form(self, method: str, *parts: tuple[str, Any, str | None]) -> Json:
        form = aiohttp.FormData(default_to_multipart=True)
        for name, value, filename in parts:
            file = value if filename is None else io.BytesIO(value)
            form.add_field(name, file, filename=filename)
        return await self.raw(f"/bot{self.api.token}/{method}", data=form)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[StrictBotApi]:
    async with StrictBotApi(now=clock, limits=Limits.off(), seed=1) as server:
        yield server


@pytest.fixture
async def caller(api: StrictBotApi) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(api, session)


@pytest.fixture
def anna(api: StrictBotApi) -> Phone:
    phone = api.phone(user_id=5, first_name="Anna")
    phone.start()
    return phone


def inline(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def button(text: str = "A", **action: Any) -> Json:
    return {"text": text, **(action or {"callback_data": "a"})}


# Addresses and bodies


async def test_wrong_token(caller: Caller) -> None:
    other = "123456789:AAanotherTokenThatLooksQuiteRight_00"
    body = await caller.raw(f"/bot{other}/getMe", json={})
    assert (body["error_code"], body["description"]) == (401, "Unauthorized")


async def test_malformed_token(caller: Caller) -> None:
    body = await caller.raw("/botnonsense/getMe", json={})
    assert (body["error_code"], body["description"]) == (404, "Not Found")


async def test_wrong_token_for_a_file(caller: Caller) -> None:
    other = "123456789:AAanotherTokenThatLooksQuiteRight_00"
    assert (await caller.raw(f"/file/bot{other}/voice/file_0.oga"))["error_code"] == 401


async def test_unknown_method(caller: Caller) -> None:
    await caller.refused(404, "Not Found", "sendTelepathy")


async def test_method_that_is_not_implemented(caller: Caller, anna: Phone) -> None:
    reason = "Not Implemented: sendDice is not implemented by this test server"
    await caller.refused(501, reason, "sendDice", chat_id=5)


async def test_parameters_of_unimplemented_methods_are_checked(caller: Caller) -> None:
    await caller.bad("chat_id is empty", "sendDice")


async def test_body_that_is_no_json(caller: Caller) -> None:
    headers = {"Content-Type": "application/json"}
    body = await caller.raw(f"/bot{caller.api.token}/getMe", data=b"{", headers=headers)
    assert body["description"] == "Bad Request: can't parse JSON body"


async def test_body_that_is_no_object(caller: Caller) -> None:
    body = await caller.raw(f"/bot{caller.api.token}/getMe", json=[])
    assert body["description"] == "Bad Request: the body must be a JSON object"


async def test_body_of_another_content_type(caller: Caller) -> None:
    headers = {"Content-Type": "text/plain"}
    body = await caller.raw(f"/bot{caller.api.token}/getMe", data=b"x", headers=headers)
    assert "content type" in body["description"]


async def test_form_that_is_not_utf8(caller: Caller) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    path = f"/bot{caller.api.token}/sendMessage"
    body = await caller.raw(path, data=b"chat_id=5&text=%ff", headers=headers)
    assert body["description"] == "Bad Request: strings must be encoded in UTF-8"


# Parameters


async def test_unknown_parameter(caller: Caller, anna: Phone) -> None:
    reason = "unknown parameter 'colour' of sendMessage"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", colour="red")


async def test_unknown_field_of_an_object(caller: Caller, anna: Phone) -> None:
    preview = {"is_disabled": True, "colour": "red"}
    reason = "unknown field 'colour' in LinkPreviewOptions"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", link_preview_options=preview)


@pytest.mark.parametrize(
    ("name", "value", "types"),
    [
        ("chat_id", 5.0, "Integer or String"),
        ("chat_id", True, "Integer or String"),
        ("text", 7, "String"),
        ("text", None, "String"),
        ("protect_content", "true", "Boolean"),
        ("protect_content", 1, "Boolean"),
        ("message_thread_id", "7", "Integer"),
        ("message_thread_id", 2**63, "Integer"),
        ("entities", {}, "Array of MessageEntity"),
        (
            "reply_markup",
            [],
            "InlineKeyboardMarkup or ReplyKeyboardMarkup or ReplyKeyboardRemove or ForceReply",
        ),
    ],
)
async def test_wrong_type(
    caller: Caller, anna: Phone, name: str, value: object, types: str
) -> None:
    params = {"chat_id": 5, "text": "x", name: value}
    await caller.bad(f"field {name!r} of sendMessage must be {types}", "sendMessage", **params)


async def test_wrong_type_in_a_form(caller: Caller, anna: Phone) -> None:
    body = await caller.form("deleteMessage", ("chat_id", "5", None), ("message_id", "one", None))
    assert body["description"] == (
        "Bad Request: field 'message_id' of deleteMessage must be Integer"
    )


async def test_object_of_the_wrong_type(caller: Caller, anna: Phone) -> None:
    reason = "LinkPreviewOptions must be a JSON object"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", link_preview_options=[])


async def test_unknown_variant(caller: Caller) -> None:
    reason = "can't parse scope: unknown or missing type"
    await caller.bad(reason, "setMyCommands", commands=[], scope={"type": "galaxy"})


async def test_markup_of_no_known_kind(caller: Caller, anna: Phone) -> None:
    reason = (
        "field 'reply_markup' of sendMessage must be InlineKeyboardMarkup or ReplyKeyboardMarkup "
        "or ReplyKeyboardRemove or ForceReply"
    )
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", reply_markup={"selective": True})


async def test_markup_that_is_no_json(caller: Caller, anna: Phone) -> None:
    reason = "can't parse reply_markup JSON object"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", reply_markup="{")


async def test_missing_parameters(caller: Caller, anna: Phone) -> None:
    await caller.bad("chat_id is empty", "sendMessage", text="x")
    await caller.bad("message text is empty", "sendMessage", chat_id=5)
    await caller.bad("parameter 'callback_query_id' is required", "answerCallbackQuery")


async def test_missing_field_of_an_object(caller: Caller, anna: Phone) -> None:
    reason = "field 'length' is missing in MessageEntity"
    entities = [{"type": "bold", "offset": 0}]
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", entities=entities)


async def test_parse_mode(caller: Caller, anna: Phone) -> None:
    reason = "parse_mode is refused by this test server: send entities instead"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", parse_mode="HTML")
    media = [{"type": "photo", "media": "x", "parse_mode": "HTML"}] * 2
    await caller.bad(reason, "sendMediaGroup", chat_id=5, media=media)


async def test_text_that_is_not_unicode(caller: Caller, anna: Phone) -> None:
    reason = "strings must be encoded in UTF-8"
    await caller.bad(reason, "sendMessage", chat_id=5, text="\ud800")


async def test_wrong_number(caller: Caller) -> None:
    reason = "field 'latitude' of sendLocation must be Float"
    await caller.bad(reason, "sendLocation", chat_id=5, longitude=4, latitude=True)


async def test_what_only_this_server_cannot_do(caller: Caller, anna: Phone) -> None:
    reply = {"message_id": 1, "chat_id": 6}
    reason = "replies to other chats are not implemented by this test server"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", reply_parameters=reply)
    item = {"type": "live_photo", "media": "x", "photo": "x"}
    reason = "Not Implemented: albums of ['live_photo'] by this test server"
    await caller.refused(501, reason, "sendMediaGroup", chat_id=5, media=[item] * 2)
    reason = "Not Implemented: rich_message by this test server"
    at = {"chat_id": 5, "message_id": 1}
    await caller.refused(501, reason, "editMessageText", **at, rich_message={"html": "x"})


async def test_malformed_multipart(caller: Caller) -> None:
    headers = {"Content-Type": "multipart/form-data"}
    body = await caller.raw(f"/bot{caller.api.token}/getMe", data=b"x", headers=headers)
    assert body["description"] == "Bad Request: can't parse the multipart body"


async def test_body_that_is_too_big(caller: Caller, anna: Phone) -> None:
    voice = bytes(51 * 1024 * 1024 + 1)
    body = await caller.form("sendVoice", ("chat_id", "5", None), ("voice", voice, "a.ogg"))
    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")


# Lengths


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_empty_text(caller: Caller, anna: Phone, text: str) -> None:
    await caller.bad("message text is empty", "sendMessage", chat_id=5, text=text)
    await caller.ok("sendMessage", chat_id=5, text="x")
    await caller.bad("message text is empty", "editMessageText", chat_id=5, message_id=2, text=text)


async def test_long_text_is_counted_in_utf16(caller: Caller, anna: Phone) -> None:
    await caller.ok("sendMessage", chat_id=5, text=SMILE * 2048)
    await caller.bad("message is too long", "sendMessage", chat_id=5, text=SMILE * 2048 + "x")
    await caller.bad(
        "MESSAGE_TOO_LONG", "editMessageText", chat_id=5, message_id=2, text="x" * 4097
    )


async def test_long_caption(caller: Caller, anna: Phone) -> None:
    parts = [("chat_id", "5", None), ("photo", PNG, "a.png")]
    assert (await caller.form("sendPhoto", *parts, ("caption", "x" * 1024, None)))["ok"]
    body = await caller.form("sendPhoto", *parts, ("caption", SMILE * 512 + "x", None))
    assert body["description"] == "Bad Request: message caption is too long"


async def test_long_callback_answer(caller: Caller, anna: Phone) -> None:
    query_id = anna.taps_forged("x", 1)
    reason = "MESSAGE_TOO_LONG"
    await caller.bad(reason, "answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    await caller.ok("answerCallbackQuery", callback_query_id=query_id, text="x" * 200)


async def test_other_length(caller: Caller) -> None:
    await caller.bad("name must be 0-64 characters, not 65", "setMyName", name="x" * 65)


async def test_too_many_items(caller: Caller) -> None:
    commands = [{"command": f"c{number}", "description": "x"} for number in range(101)]
    await caller.bad("commands must be 0-100 items, not 101", "setMyCommands", commands=commands)


# Buttons


@pytest.mark.parametrize("data", ["", "x" * 65, SMILE * 16 + "x"])
async def test_callback_data_is_counted_in_bytes(caller: Caller, anna: Phone, data: str) -> None:
    markup = inline([button(callback_data=data)])
    reason = "BUTTON_DATA_INVALID"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", reply_markup=markup)
    markup = inline([button(callback_data=SMILE * 16)])
    await caller.ok("sendMessage", chat_id=5, text="x", reply_markup=markup)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline([button(" ")]), "inline keyboard button text must be non-empty"),
        (inline([{"text": "A"}]), "text buttons are unallowed in the inline keyboard"),
        (
            inline([button(callback_data="a", url="https://example.org")]),
            "inline keyboard button must have exactly one action",
        ),
        (
            inline([button(url="http://localhost/x")]),
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        (
            inline([button(url="javascript:a.b")]),
            "inline keyboard button URL 'javascript:a.b' is invalid: Wrong HTTP URL",
        ),
        (
            inline([button(web_app={"url": "http://example.org"})]),
            "inline keyboard button Web App URL is invalid: Only HTTPS is allowed",
        ),
        (inline([button(callback_data="a", style="loud")]), "unknown button style"),
        (inline([]), "keyboard row must be non-empty"),
        (inline([button()] * 9), "keyboard row must have at most 8 buttons"),
        (inline(*[[button()]] * 101), "reply markup is too long"),
        ({"keyboard": [[]]}, "reply keyboard must have at least one button"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        (
            {"keyboard": [[{"text": "A", "request_contact": True, "request_location": True}]]},
            "keyboard button must have at most one action",
        ),
        ({"remove_keyboard": False}, "remove_keyboard must be true"),
        ({"force_reply": False}, "force_reply must be true"),
    ],
)
async def test_malformed_keyboard(caller: Caller, anna: Phone, markup: Json, reason: str) -> None:
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", reply_markup=markup)


async def test_largest_keyboard(caller: Caller, anna: Phone) -> None:
    markup = inline(*[[button()] * 8] * 12, [button()] * 4)
    await caller.ok("sendMessage", chat_id=5, text="x", reply_markup=markup)


async def test_personal_requests_in_groups(api: StrictBotApi, caller: Caller, anna: Phone) -> None:
    api.group(-20, "Neighbours", kind="group").adds_bot(by=anna)
    for field, what in (("request_contact", "phone number"), ("request_location", "location")):
        markup = {"keyboard": [[{"text": "A", field: True}]]}
        reason = f"{what} can be requested in private chats only"
        await caller.bad(reason, "sendMessage", chat_id=-20, text="x", reply_markup=markup)


# Entities


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (
            {"type": "bold", "offset": 2, "length": 3},
            "entity at offset 2 with length 3 is outside the text of 4 UTF-16 code units",
        ),
        (
            {"type": "bold", "offset": 0, "length": 2},
            "entity at offset 0 begins or ends in the middle of a UTF-16 symbol at offset 2",
        ),
        (
            {"type": "bold", "offset": 2, "length": 1},
            "entity at offset 2 begins or ends in the middle of a UTF-16 symbol at offset 2",
        ),
        (
            {"type": "bold", "offset": -1, "length": 1},
            "can't parse MessageEntity: wrong offset or length",
        ),
        (
            {"type": "bold", "offset": 0, "length": 0},
            "can't parse MessageEntity: wrong offset or length",
        ),
        (
            {"type": "loud", "offset": 0, "length": 1},
            "can't parse MessageEntity: unsupported type 'loud'",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1},
            "can't parse MessageEntity: text_link needs url",
        ),
    ],
)
async def test_bad_entities(caller: Caller, anna: Phone, entity: Json, reason: str) -> None:
    text = f"a{SMILE}b"
    await caller.bad(reason, "sendMessage", chat_id=5, text=text, entities=[entity])
    await caller.ok("sendMessage", chat_id=5, text="x")
    edit = {"chat_id": 5, "message_id": 2, "text": text, "entities": [entity]}
    await caller.bad(reason, "editMessageText", **edit)


async def test_bad_entities_of_a_caption(caller: Caller, anna: Phone) -> None:
    entities = json.dumps([{"type": "bold", "offset": 0, "length": 2}])
    body = await caller.form(
        "sendPhoto",
        ("chat_id", "5", None),
        ("photo", PNG, "a.png"),
        ("caption", "x", None),
        ("caption_entities", entities, None),
    )
    assert "is outside the text" in body["description"]


# Edits and deletions


async def test_unchanged_edits(api: StrictBotApi, caller: Caller, anna: Phone) -> None:
    markup = inline([button()])
    await caller.ok("sendMessage", chat_id=5, text="x", reply_markup=markup)
    at = {"chat_id": 5, "message_id": 2}
    await caller.bad(NOT_MODIFIED, "editMessageText", **at, text="x", reply_markup=markup)
    await caller.bad(NOT_MODIFIED, "editMessageReplyMarkup", **at, reply_markup=markup)
    await caller.ok("editMessageReplyMarkup", **at)
    await caller.bad(NOT_MODIFIED, "editMessageReplyMarkup", **at)
    await caller.bad(NOT_MODIFIED, "editMessageText", **at, text="x")
    await caller.ok(
        "editMessageText", **at, text="x", entities=[{"type": "bold", "offset": 0, "length": 1}]
    )
    assert api.refused == []


async def test_unchanged_caption(caller: Caller, anna: Phone) -> None:
    parts = [("chat_id", "5", None), ("photo", PNG, "a.png"), ("caption", "x", None)]
    await caller.form("sendPhoto", *parts)
    await caller.bad(NOT_MODIFIED, "editMessageCaption", chat_id=5, message_id=2, caption="x")
    await caller.ok("editMessageCaption", chat_id=5, message_id=2)
    await caller.bad(NOT_MODIFIED, "editMessageCaption", chat_id=5, message_id=2, caption="")


async def test_edit_of_an_unknown_message(caller: Caller, anna: Phone) -> None:
    reason = "message to edit not found"
    await caller.bad(reason, "editMessageText", chat_id=5, message_id=9, text="x")


async def test_edit_of_someone_elses_message(caller: Caller, anna: Phone) -> None:
    reason = "message can't be edited"
    await caller.bad(reason, "editMessageText", chat_id=5, message_id=1, text="x")


async def test_edit_of_what_is_not_there(caller: Caller, anna: Phone) -> None:
    await caller.form("sendPhoto", ("chat_id", "5", None), ("photo", PNG, "a.png"))
    reason = "there is no text in the message to edit"
    await caller.bad(reason, "editMessageText", chat_id=5, message_id=2, text="x")
    await caller.ok("sendMessage", chat_id=5, text="x")
    reason = "there is no caption in the message to edit"
    await caller.bad(reason, "editMessageCaption", chat_id=5, message_id=3, caption="x")


async def test_edit_of_no_message(caller: Caller, anna: Phone) -> None:
    await caller.bad("chat_id is empty", "editMessageText", message_id=2, text="x")
    await caller.bad("parameter 'message_id' is required", "editMessageText", chat_id=5, text="x")
    await caller.ok("sendMessage", chat_id=5, text="x")
    await caller.bad("message text is empty", "editMessageText", chat_id=5, message_id=2)


async def test_inline_messages(caller: Caller) -> None:
    reason = "message identifier is not specified"
    await caller.bad(reason, "editMessageText", inline_message_id="x", text="x")


async def test_deletion(api: StrictBotApi, clock: Clock, caller: Caller, anna: Phone) -> None:
    await caller.bad("message to delete not found", "deleteMessage", chat_id=5, message_id=9)
    group = api.group(-20, "Neighbours", kind="group")
    group.adds_bot(by=anna)
    said = group.says(anna, "hello")
    reason = "message can't be deleted"
    await caller.bad(reason, "deleteMessage", chat_id=-20, message_id=said)
    clock.at += 48 * 3600 + 1
    reason = "message can't be deleted for everyone"
    await caller.bad(reason, "deleteMessage", chat_id=5, message_id=1)


async def test_reply_to_an_unknown_message(caller: Caller, anna: Phone) -> None:
    reply: Json = {"message_id": 9}
    reason = "message to be replied not found"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", reply_parameters=reply)
    reply["allow_sending_without_reply"] = True
    await caller.ok("sendMessage", chat_id=5, text="x", reply_parameters=reply)


async def test_unknown_thread(caller: Caller, anna: Phone) -> None:
    reason = "message thread not found"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", message_thread_id=3)


async def test_business_connection(caller: Caller, anna: Phone) -> None:
    reason = "business connection not found"
    await caller.bad(reason, "sendMessage", chat_id=5, text="x", business_connection_id="b")


# Callbacks


async def test_unknown_callback(caller: Caller) -> None:
    await caller.bad(STALE, "answerCallbackQuery", callback_query_id="1")


async def test_callback_is_answered_once(api: StrictBotApi, caller: Caller, anna: Phone) -> None:
    query_id = anna.taps_forged("x", 1)
    await caller.ok("answerCallbackQuery", callback_query_id=query_id)
    await caller.bad(STALE, "answerCallbackQuery", callback_query_id=query_id)
    assert api.refused == []


async def test_stale_callback(clock: Clock, caller: Caller, anna: Phone) -> None:
    query_id = anna.taps_forged("x", 1)
    clock.at += 60.5
    await caller.bad(STALE, "answerCallbackQuery", callback_query_id=query_id)


# Chats


async def test_unknown_chats(caller: Caller) -> None:
    await caller.bad("chat not found", "sendMessage", chat_id=404, text="x")
    await caller.bad("chat not found", "sendMessage", chat_id="@nobody", text="x")
    await caller.bad("chat not found", "getChat", chat_id=404)


async def test_user_who_never_started_the_bot(api: StrictBotApi, caller: Caller) -> None:
    api.phone(user_id=6, first_name="Bea")
    reason = "Forbidden: bot can't initiate conversation with a user"
    await caller.refused(403, reason, "sendMessage", chat_id=6, text="x")
    await caller.bad("chat not found", "getChat", chat_id=6)
    assert len(api.refused) == 2


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "x"}),
        ("sendPhoto", {"photo": "x"}),
        ("sendChatAction", {"action": "typing"}),
        ("editMessageText", {"message_id": 1, "text": "x"}),
        ("deleteMessage", {"message_id": 1}),
    ],
)
async def test_blocked(
    api: StrictBotApi, caller: Caller, anna: Phone, method: str, params: Json
) -> None:
    anna.blocks_bot()
    reason = "Forbidden: bot was blocked by the user"
    await caller.refused(403, reason, method, chat_id=5, **params)
    assert api.refused == []


async def test_deactivated(api: StrictBotApi, caller: Caller, anna: Phone) -> None:
    anna.deletes_account()
    reason = "Forbidden: user is deactivated"
    await caller.refused(403, reason, "sendMessage", chat_id=5, text="x")
    assert api.refused == []


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_groups_without_the_bot(
    api: StrictBotApi, caller: Caller, anna: Phone, kind: str
) -> None:
    group = api.group(-20, "Neighbours", kind=kind)
    reason = f"Forbidden: bot is not a member of the {kind} chat"
    await caller.refused(403, reason, "sendMessage", chat_id=-20, text="x")
    group.adds_bot(by=anna)
    group.removes_bot(by=anna)
    reason = f"Forbidden: bot was kicked from the {kind} chat"
    await caller.refused(403, reason, "sendMessage", chat_id=-20, text="x")


async def test_migrated_group(api: StrictBotApi, caller: Caller, anna: Phone) -> None:
    group = api.group(-20, "Neighbours", kind="group")
    group.adds_bot(by=anna)
    new_id = group.migrates()
    reason = "group chat was upgraded to a supergroup chat"
    body = await caller.bad(reason, "sendMessage", chat_id=-20, text="x")
    assert body["parameters"] == {"migrate_to_chat_id": new_id}


async def test_leaving_a_private_chat(caller: Caller, anna: Phone) -> None:
    reason = "chat member status can't be changed in private chats"
    await caller.bad(reason, "leaveChat", chat_id=5)


async def test_unknown_chat_action(caller: Caller, anna: Phone) -> None:
    reason = "wrong parameter action in request"
    await caller.bad(reason, "sendChatAction", chat_id=5, action="juggling")


# Files


async def test_unknown_files(caller: Caller, anna: Phone) -> None:
    reason = "wrong file identifier/HTTP URL specified"
    await caller.bad(reason, "sendPhoto", chat_id=5, photo="unknown")
    await caller.bad("invalid file_id", "getFile", file_id="unknown")
    reason = "failed to get HTTP URL content"
    await caller.bad(reason, "sendPhoto", chat_id=5, photo="https://example.org/a.png")


async def test_file_of_another_kind(caller: Caller, anna: Phone) -> None:
    anna.sends_voice(3, b"OggS")
    file_id = anna.screen[-1].raw["voice"]["file_id"]
    reason = "can't use file of type voice as photo"
    await caller.bad(reason, "sendPhoto", chat_id=5, photo=file_id)


async def test_big_file(caller: Caller, anna: Phone) -> None:
    anna.sends_document("film.mkv", size=DOWNLOAD_LIMIT + 1)
    file_id = anna.screen[-1].raw["document"]["file_id"]
    await caller.bad("file is too big", "getFile", file_id=file_id)
    anna.sends_document("film.mkv", size=DOWNLOAD_LIMIT)
    await caller.ok("getFile", file_id=anna.screen[-1].raw["document"]["file_id"])


async def test_file_links_expire(clock: Clock, caller: Caller, anna: Phone) -> None:
    anna.sends_voice(3, b"OggS")
    file = await caller.ok("getFile", file_id=anna.screen[-1].raw["voice"]["file_id"])
    address = f"{caller.api.url}/file/bot{caller.api.token}/{file['file_path']}"
    async with caller.session.get(address) as answer:
        assert await answer.read() == b"OggS"
    clock.at += 3601
    async with caller.session.get(address) as answer:
        assert answer.status == 404


async def test_file_without_a_link(caller: Caller, anna: Phone) -> None:
    anna.sends_voice(3, b"OggS")
    body = await caller.raw(f"/file/bot{caller.api.token}/voice/file_0.oga")
    assert body["error_code"] == 404


async def test_empty_upload(caller: Caller, anna: Phone) -> None:
    body = await caller.form("sendVoice", ("chat_id", "5", None), ("voice", b"", "a.ogg"))
    assert body["description"] == "Bad Request: file must be non-empty"


async def test_photo_that_is_no_picture(caller: Caller, anna: Phone) -> None:
    body = await caller.form("sendPhoto", ("chat_id", "5", None), ("photo", b"%PDF", "a.png"))
    assert body["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_photo_that_is_too_big(caller: Caller, anna: Phone) -> None:
    photo = PNG + bytes(10 * 1024 * 1024)
    body = await caller.form("sendPhoto", ("chat_id", "5", None), ("photo", photo, "a.png"))
    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")


async def test_upload_nothing_asks_for(caller: Caller, anna: Phone) -> None:
    body = await caller.form(
        "sendMessage", ("chat_id", "5", None), ("text", "x", None), ("file", PNG, "a.png")
    )
    assert body["description"] == "Bad Request: unknown parameter 'file' of sendMessage"


async def test_attachment_that_is_not_there(caller: Caller, anna: Phone) -> None:
    body = await caller.form("sendPhoto", ("chat_id", "5", None), ("photo", "attach://a", None))
    assert body["description"] == "Bad Request: wrong file identifier/HTTP URL specified"


@pytest.mark.parametrize("count", [1, 11])
async def test_album_size(caller: Caller, anna: Phone, count: int) -> None:
    media = [{"type": "photo", "media": "x"}] * count
    await caller.bad("albums must have 2-10 items", "sendMediaGroup", chat_id=5, media=media)


async def test_mixed_album(caller: Caller, anna: Phone) -> None:
    media = [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]
    reason = "document can't be mixed with other media types"
    await caller.bad(reason, "sendMediaGroup", chat_id=5, media=media)


# Commands and webhooks


@pytest.mark.parametrize("name", ["Help", "", "x" * 33, "a-b"])
async def test_bad_command(caller: Caller, name: str) -> None:
    commands = [{"command": name, "description": "x"}]
    await caller.bad("BOT_COMMAND_INVALID", "setMyCommands", commands=commands)


async def test_command_twice(caller: Caller) -> None:
    commands = [{"command": "a", "description": "x"}] * 2
    await caller.bad("BOT_COMMAND_INVALID", "setMyCommands", commands=commands)


async def test_bad_command_description(caller: Caller) -> None:
    commands = [{"command": "a", "description": ""}]
    reason = "BOT_COMMAND_DESCRIPTION_INVALID"
    await caller.bad(reason, "setMyCommands", commands=commands)


async def test_bad_language(caller: Caller) -> None:
    reason = "invalid language_code specified"
    await caller.bad(reason, "setMyCommands", commands=[], language_code="nl-NL")


async def test_bad_webhooks(caller: Caller) -> None:
    url = "http://127.0.0.1:9/hook"
    reason = "bad webhook: An HTTPS URL must be provided for webhook"
    await caller.bad(reason, "setWebhook", url="ftp://127.0.0.1/")
    caller.api._https_only = True
    await caller.bad(reason, "setWebhook", url=url)
    reason = "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
    await caller.bad(reason, "setWebhook", url="https://example.org:8080/hook")
    caller.api._https_only = False
    reason = "secret token contains unallowed characters"
    await caller.bad(reason, "setWebhook", url=url, secret_token="a b")
    reason = "max_connections must be 1-100"
    await caller.bad(reason, "setWebhook", url=url, max_connections=0)
    reason = "bad webhook: Failed to resolve host: Name or service not known"
    await caller.bad(reason, "setWebhook", url="https:///hook")


# Receiving


async def test_polling_with_a_webhook(caller: Caller) -> None:
    await caller.ok("setWebhook", url="http://127.0.0.1:9/hook")
    reason = (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
        "delete the webhook first"
    )
    await caller.refused(409, reason, "getUpdates")
    await caller.ok("deleteWebhook")
    await caller.ok("getUpdates")


async def test_the_older_poll_is_terminated(api: StrictBotApi, caller: Caller, anna: Phone) -> None:
    await caller.ok("getUpdates", offset=api.updates.next_number)
    older = asyncio.create_task(caller.call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(caller.call("getUpdates", timeout=5))
    body = await older
    assert (body["error_code"], body["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
        "is running",
    )
    assert not newer.done()
    anna.says("hello")
    assert (await newer)["result"][0]["message"]["text"] == "hello"


async def test_a_webhook_terminates_the_poll(api: StrictBotApi, caller: Caller) -> None:
    poll = asyncio.create_task(caller.call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    await caller.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"


async def test_bad_polls(caller: Caller) -> None:
    for limit in (0, 101):
        await caller.bad("limit must be 1-100", "getUpdates", limit=limit)
    await caller.bad("timeout must not be negative", "getUpdates", timeout=-1)
    reason = "unknown update types ['mesage']"
    await caller.bad(reason, "getUpdates", allowed_updates=["mesage"])


async def test_a_poll_whose_client_went_away_takes_nothing_along(
    api: StrictBotApi, caller: Caller, anna: Phone
) -> None:
    await caller.ok("getUpdates", offset=api.updates.next_number)
    poll = asyncio.create_task(caller.call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    poll.cancel()
    await asyncio.sleep(0.05)
    assert api.updates._poll is None
    anna.says("hello")
    assert len(await caller.ok("getUpdates")) == 1
    assert api.refused == []


# Limits


def limited(clock: Clock, limits: Limits) -> tuple[StrictBotApi, Phone]:
    api = StrictBotApi(now=clock, limits=limits, seed=1)
    phone = api.phone(user_id=5, first_name="Anna")
    phone.start()
    return api, phone


async def flood(caller: Caller, chat_id: int, seconds: int) -> None:
    reason = f"Too Many Requests: retry after {seconds}"
    body = await caller.refused(429, reason, "sendMessage", chat_id=chat_id, text="x")
    assert body["parameters"] == {"retry_after": seconds}
    assert caller.api.refused == []


async def test_private_limit(clock: Clock) -> None:
    api, _ = limited(clock, Limits(private_burst=3))
    async with api, aiohttp.ClientSession() as session:
        caller = Caller(api, session)
        for _ in range(3):
            await caller.ok("sendMessage", chat_id=5, text="x")
        await flood(caller, 5, 1)
        clock.at += 1
        await caller.ok("sendMessage", chat_id=5, text="x")
        await flood(caller, 5, 1)


async def test_group_limit(clock: Clock) -> None:
    api, phone = limited(clock, Limits(overall_per_second=None))
    async with api, aiohttp.ClientSession() as session:
        caller = Caller(api, session)
        api.group(-20, "Neighbours").adds_bot(by=phone)
        await caller.ok("sendMessage", chat_id=-20, text="x")
        clock.at += 10
        for _ in range(19):
            await caller.ok("sendMessage", chat_id=-20, text="x")
        await flood(caller, -20, 50)
        clock.at += 50
        await caller.ok("sendMessage", chat_id=-20, text="x")
        await flood(caller, -20, 10)


async def test_overall_limit(clock: Clock) -> None:
    api, _ = limited(clock, Limits(private_per_second=None, overall_per_second=4))
    async with api, aiohttp.ClientSession() as session:
        caller = Caller(api, session)
        for _ in range(4):
            await caller.ok("sendMessage", chat_id=5, text="x")
        await flood(caller, 5, 1)
        clock.at += 0.25
        await caller.ok("sendMessage", chat_id=5, text="x")


async def test_edits_and_albums_count(clock: Clock) -> None:
    api, _ = limited(clock, Limits(private_burst=4, overall_per_second=None))
    async with api, aiohttp.ClientSession() as session:
        caller = Caller(api, session)
        await caller.ok("sendMessage", chat_id=5, text="x")
        await caller.ok("editMessageText", chat_id=5, message_id=2, text="y")
        media = [{"type": "photo", "media": f"attach://p{number}"} for number in range(3)]
        uploads = [(f"p{number}", PNG, "a.png") for number in range(3)]
        body = await caller.form(
            "sendMediaGroup", ("chat_id", "5", None), ("media", json.dumps(media), None), *uploads
        )
        assert body["error_code"] == 429
        assert len(api.chats[5].messages) == 2


# What tests look at


async def test_refused_calls_are_listed(api: StrictBotApi, caller: Caller) -> None:
    await caller.call("sendMessage", chat_id=404, text="x")
    await caller.call("sendTelepathy")
    assert [refused.method for refused in api.refused] == ["sendMessage", "sendTelepathy"]
    assert api.refused[0].params == {"chat_id": 404, "text": "x"}
    api.refused.clear()
    api.tolerate("chat not found")
    await caller.call("sendMessage", chat_id=404, text="x")
    assert api.refused == []
