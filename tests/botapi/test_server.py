"""The good paths: raw HTTP, PTB's client, and the people's side."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError

from tests.botapi import Limits, Phone, StrictBotApi

Json = dict[str, Any]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
async def api() -> AsyncIterator[StrictBotApi]:
    async with StrictBotApi(limits=Limits.off(), seed=1, webhook_pause=0.01) as server:
        yield server


@pytest.fixture
def anna(api: StrictBotApi) -> Phone:
    phone = api.phone(user_id=5, first_name="Anna", username="anna")
    phone.start()
    return phone


@pytest.fixture
async def bot(api: StrictBotApi) -> AsyncIterator[telegram.Bot]:
    bot = telegram.Bot(api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot")
    async with bot:
        yield bot


async def call(api: StrictBotApi, method: str, **params: Any) -> Json:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/bot{api.token}/{method}", json=params) as answer,
    ):
        body: Json = await answer.json()
        return body


async def updates(api: StrictBotApi, **params: Any) -> list[Json]:
    body = await call(api, "getUpdates", **params)
    found: list[Json] = body["result"]
    return found


async def test_library_says_who_the_bot_is(api: StrictBotApi, bot: telegram.Bot) -> None:
    me = await bot.get_me()
    assert me.username == api.bot_username
    assert me.is_bot


async def test_message_with_buttons_and_a_tap(
    api: StrictBotApi, bot: telegram.Bot, anna: Phone
) -> None:
    yes = telegram.InlineKeyboardButton("Yes", callback_data="y")
    sent = await bot.send_message(5, "Coming?", reply_markup=telegram.InlineKeyboardMarkup([[yes]]))
    assert sent.message_id == 2
    shown = await anna.sees("Coming?")
    assert shown.rows == (("Yes",),)
    query_id = anna.taps("Yes")
    update = (await bot.get_updates(allowed_updates=["message", "callback_query"]))[-1]
    assert update.callback_query is not None
    assert update.callback_query.data == "y"
    assert await update.callback_query.answer("Noted")
    assert await anna.sees_toast("Noted") == "Noted"
    assert anna.answer_to(query_id) is not None
    edited = await bot.edit_message_text("See you", 5, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert (await anna.sees("See you")).edited
    assert anna.last is not None
    assert anna.last.rows == ()
    assert api.refused == []


async def test_media_by_upload_and_by_identifier(
    api: StrictBotApi, bot: telegram.Bot, anna: Phone
) -> None:
    photo = await bot.send_photo(5, PNG, caption="Look")
    again = await bot.send_photo(5, photo.photo[-1].file_id)
    voice = await bot.send_voice(5, b"OggS" + bytes(20), duration=3)
    assert voice.voice is not None
    assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id
    file = await bot.get_file(voice.voice.file_id)
    assert bytes(await file.download_as_bytearray()) == b"OggS" + bytes(20)
    document = await bot.send_document(5, b"%PDF-1.7", filename="plan.pdf")
    assert document.document is not None
    assert document.document.file_name == "plan.pdf"
    album = await bot.send_media_group(
        5, [telegram.InputMediaPhoto(PNG, caption="One"), telegram.InputMediaPhoto(PNG)]
    )
    assert len({message.media_group_id for message in album}) == 1
    assert [shown.media for shown in anna.screen[1:]] == [
        "photo",
        "photo",
        "voice",
        "document",
        "photo",
        "photo",
    ]
    assert api.refused == []


async def test_long_poll_returns_when_something_happens(api: StrictBotApi, anna: Phone) -> None:
    first = await updates(api)
    assert first[0]["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    poll = asyncio.create_task(updates(api, offset=first[-1]["update_id"] + 1, timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    anna.says("hello")
    (update,) = await poll
    assert update["message"]["text"] == "hello"
    assert update["update_id"] == first[-1]["update_id"] + 1


async def test_offset_confirms_and_limit_limits(api: StrictBotApi, anna: Phone) -> None:
    for text in "abc":
        anna.says(text)
    everything = await updates(api)
    assert await updates(api, limit=2) == everything[:2]
    assert await updates(api, offset=everything[2]["update_id"]) == everything[2:]
    assert await updates(api) == everything[2:]
    assert await updates(api, offset=everything[3]["update_id"] + 1) == []


async def test_kinds_not_asked_for_are_not_queued(api: StrictBotApi, anna: Phone) -> None:
    await updates(api, allowed_updates=["callback_query"])
    anna.says("unheard")
    assert [update["message"]["text"] for update in await updates(api)] == ["/start"]


async def test_updates_are_kept_for_a_day() -> None:
    clock = [1000.0]
    async with StrictBotApi(now=lambda: clock[0]) as api:
        api.phone(5, "Anna").start()
        clock[0] += 24 * 3600 + 1
        assert await updates(api) == []


async def test_raw_updates_come_out_once_they_were_handed_out(api: StrictBotApi) -> None:
    api.push_raw({"update_id": 5, "unheard_of": {}})
    api.push_raw("nonsense")
    api.push_raw(b"[1]")
    expected: list[Any] = [{"update_id": 5, "unheard_of": {}}, "nonsense", [1]]
    assert await updates(api, offset=100) == expected
    assert await updates(api, offset=6) == []


async def test_given_updates_keep_their_number(api: StrictBotApi) -> None:
    assert api.push_update({"update_id": 77, "message": {"message_id": 1}}) == 77
    assert api.push_update({"message": {"message_id": 2}}) == 78
    assert [update["update_id"] for update in await updates(api)] == [77, 78]


async def test_blocking_and_coming_back(api: StrictBotApi, bot: telegram.Bot, anna: Phone) -> None:
    anna.blocks_bot()
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(5, "hello?")
    anna.unblocks_bot()
    await bot.send_message(5, "welcome back")
    kinds = [update.my_chat_member for update in await bot.get_updates()][1:]
    assert [kind.new_chat_member.status for kind in kinds if kind] == ["kicked", "member"]
    assert api.refused == []


async def test_album_is_several_updates(api: StrictBotApi, anna: Phone) -> None:
    anna.sends_album([PNG, PNG, PNG], caption="Our street")
    messages = [update["message"] for update in await updates(api)][1:]
    assert len(messages) == 3
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["Our street", None, None]


async def test_everything_a_phone_sends_is_understood(
    api: StrictBotApi, bot: telegram.Bot, anna: Phone
) -> None:
    said = anna.says("hello", reply_to=1)
    anna.edits(said, "hello there")
    anna.sends_voice(3, b"OggS")
    anna.sends_audio(3, b"ID3")
    anna.sends_video(3, b"....ftyp")
    anna.sends_sticker()
    anna.sends_location(52.37, 4.9)
    anna.sends_contact()
    anna.sends_document("plan.pdf", b"%PDF-1.7", mime_type="application/pdf")
    anna.taps_forged("forged", 99)
    found = await bot.get_updates()
    assert len(found) == 11
    assert found[2].edited_message is not None
    assert found[8].message is not None
    assert found[8].message.contact is not None
    assert found[8].message.contact.user_id == 5
    assert isinstance(found[-1].callback_query, telegram.CallbackQuery)
    assert found[-1].callback_query.message is not None
    assert not found[-1].callback_query.message.is_accessible


async def test_deep_links(api: StrictBotApi, anna: Phone) -> None:
    anna.opens(f"https://t.me/{api.bot_username}?start=abc_1")
    assert (await updates(api))[-1]["message"]["text"] == "/start abc_1"


async def test_reply_keyboard(api: StrictBotApi, bot: telegram.Bot, anna: Phone) -> None:
    button = telegram.KeyboardButton("Share", request_contact=True)
    await bot.send_message(5, "Who?", reply_markup=telegram.ReplyKeyboardMarkup([[button]]))
    assert anna.keyboard == (("Share",),)
    anna.taps("Share")
    assert (await updates(api))[-1]["message"]["contact"]["user_id"] == 5
    await bot.send_message(5, "Thanks", reply_markup=telegram.ReplyKeyboardRemove())
    assert not anna.keyboard


async def test_missing_button_prints_the_screen(api: StrictBotApi, anna: Phone) -> None:
    await call(api, "sendMessage", chat_id=5, text="Welcome")
    with pytest.raises(AssertionError, match="Welcome"):
        anna.taps("No such button")


async def test_sees_looks_only_at_what_is_newer(api: StrictBotApi, anna: Phone) -> None:
    await call(api, "sendMessage", chat_id=5, text="Welcome")
    await anna.sees("Welcome")
    with pytest.raises(AssertionError, match="was not seen"):
        await anna.sees("Welcome", timeout=0.01)
    await anna.quiet(0.01)
    send = asyncio.create_task(call(api, "sendMessage", chat_id=5, text="Welcome"))
    with pytest.raises(AssertionError, match="not quiet"):
        await anna.quiet(1)
    await send


async def test_group_hears_commands_replies_and_taps(
    api: StrictBotApi, bot: telegram.Bot, anna: Phone
) -> None:
    group = api.group(-20, "Neighbours", kind="group")
    group.adds_bot(by=anna)
    group.says(anna, "not for the bot")
    group.says(anna, "/help@somebody_else")
    group.says(anna, f"/help@{api.bot_username}")
    markup = telegram.InlineKeyboardMarkup(
        [[telegram.InlineKeyboardButton("A", callback_data="a")]]
    )
    sent = await bot.send_message(-20, "Question", reply_markup=markup)
    group.says(anna, "an answer", reply_to=sent.message_id)
    group.taps(anna, "A")
    heard = await bot.get_updates()
    assert [update.message.text for update in heard[3:5] if update.message] == [
        f"/help@{api.bot_username}",
        "an answer",
    ]
    assert heard[1].my_chat_member is not None
    assert heard[5].callback_query is not None


async def test_group_migration(api: StrictBotApi, bot: telegram.Bot, anna: Phone) -> None:
    group = api.group(-20, "Neighbours", kind="group")
    group.adds_bot(by=anna)
    new_id = group.migrates()
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(-20, "hello?")
    assert raised.value.new_chat_id == new_id
    await bot.send_message(new_id, "hello")
    assert [shown.text for shown in group.screen if shown.by_bot] == ["hello"]
    old, new = [update["message"] for update in (await updates(api))[-2:]]
    assert old["migrate_to_chat_id"] == new_id
    assert new["migrate_from_chat_id"] == -20
    assert api.refused == []


async def test_topics(api: StrictBotApi, anna: Phone) -> None:
    group = api.group(-100200, "Forum")
    group.adds_bot(by=anna)
    topic = group.opens_topic(anna, "Trees")
    body = await call(api, "sendMessage", chat_id=-100200, text="hi", message_thread_id=topic)
    assert body["result"]["message_thread_id"] == topic


async def test_bot_leaves_and_is_removed(api: StrictBotApi, anna: Phone) -> None:
    group = api.group(-20, "Neighbours", kind="group")
    group.adds_bot(by=anna)
    assert (await call(api, "leaveChat", chat_id=-20))["result"] is True
    assert "not a member" in (await call(api, "sendMessage", chat_id=-20, text="x"))["description"]
    group.adds_bot(by=anna)
    group.removes_bot(by=anna)
    assert "was kicked" in (await call(api, "sendMessage", chat_id=-20, text="x"))["description"]


async def test_profile_and_commands(api: StrictBotApi, bot: telegram.Bot) -> None:
    await bot.set_my_commands([("help", "Explain")], language_code="nl")
    await bot.set_my_commands([("help", "Group")], scope=telegram.BotCommandScopeAllGroupChats())
    assert [one.description for one in await bot.get_my_commands(language_code="nl")] == ["Explain"]
    assert await bot.get_my_commands() == ()
    await bot.set_my_name("Buddy")
    assert (await bot.get_my_name("nl")).name == "Buddy"
    await bot.set_my_description("What it does")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description()).short_description == "Short"


async def test_chat_action_delete_and_get_chat(
    api: StrictBotApi, bot: telegram.Bot, anna: Phone
) -> None:
    assert await bot.send_chat_action(5, "typing")
    sent = await bot.send_message(5, "soon gone")
    assert await bot.delete_message(5, sent.message_id)
    assert [shown.by_bot for shown in anna.screen] == [False]
    assert (await bot.get_chat(5)).first_name == "Anna"


async def test_caption_and_buttons_are_edited(
    api: StrictBotApi, bot: telegram.Bot, anna: Phone
) -> None:
    button = telegram.InlineKeyboardButton("A", url="https://example.org/a")
    sent = await bot.send_photo(5, PNG, caption="Before")
    await bot.edit_message_caption(5, sent.message_id, caption="After")
    await bot.edit_message_reply_markup(
        5, sent.message_id, reply_markup=telegram.InlineKeyboardMarkup([[button]])
    )
    assert anna.last is not None
    assert (anna.last.text, anna.last.rows) == ("After", (("A",),))
    assert anna.taps("A") == "https://example.org/a"


async def test_replies_and_entities(api: StrictBotApi, anna: Phone) -> None:
    body = await call(
        api,
        "sendMessage",
        chat_id=5,
        text="\N{GRINNING FACE} bold",
        entities=[{"type": "bold", "offset": 3, "length": 4}],
        reply_parameters={"message_id": 1},
    )
    assert body["result"]["reply_to_message"]["text"] == "/start"
    assert body["result"]["entities"] == [{"type": "bold", "offset": 3, "length": 4}]


async def test_space_at_the_end_is_cut_off(api: StrictBotApi, anna: Phone) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "code", "offset": 3, "length": 1},
    ]
    body = await call(api, "sendMessage", chat_id=5, text="ab  ", entities=entities)
    assert body["result"]["text"] == "ab"
    assert body["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


def test_misuse_is_an_error() -> None:
    api = StrictBotApi()
    api.phone(5, "Anna")
    for misuse in (
        lambda: api.phone(5, "Bea"),
        lambda: api.group(20, "Positive"),
        lambda: api.push_update({"message": {}, "edited_message": {}}),
        lambda: api.break_next("getMe", "gently"),
        lambda: api.break_next("getYou", "500"),
    ):
        with pytest.raises(ValueError, match=r"exists|negative|one field|cannot|unknown"):
            misuse()


async def test_a_running_server_is_not_started_again(api: StrictBotApi) -> None:
    with pytest.raises(RuntimeError):
        await api.start()


async def test_get_and_urlencoded_calls(api: StrictBotApi, anna: Phone) -> None:
    address = f"{api.url}/bot{api.token}/sendMessage"
    markup = json.dumps({"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    async with aiohttp.ClientSession() as session:
        async with session.get(address, params={"chat_id": "5", "text": "by get"}) as answer:
            assert answer.status == 200
        form = {
            "chat_id": "5",
            "text": "by form",
            "reply_markup": markup,
            "protect_content": "true",
        }
        async with session.post(address, data=form) as answer:
            assert answer.status == 200
    assert [shown.text for shown in anna.screen[1:]] == ["by get", "by form"]
    assert anna.screen[-1].rows == (("A",),)


async def test_webhook_gets_updates_in_order_until_it_accepts(
    api: StrictBotApi, anna: Phone
) -> None:
    answers = [500, 302, 404, 204]
    seen: list[tuple[str | None, int]] = []
    done = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update["update_id"]))
        if len(seen) == 5:
            done.set()
        return web.Response(status=answers.pop(0) if answers else 200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    assert (await call(api, "setWebhook", url=url, secret_token="s3cret"))["ok"]
    anna.says("second")
    await asyncio.wait_for(done.wait(), 5)
    first = seen[0][1]
    assert seen == [("s3cret", first)] * 4 + [("s3cret", first + 1)]
    info = (await call(api, "getWebhookInfo"))["result"]
    assert info["url"] == url
    assert "404" in info["last_error_message"]
    await call(api, "deleteWebhook")
    anna.says("third")
    assert [update["message"]["text"] for update in await updates(api)] == ["third"]
    await runner.cleanup()


@pytest.mark.parametrize("how", ["drop_before", "drop_after"])
async def test_dropped_connections(api: StrictBotApi, anna: Phone, how: str) -> None:
    api.break_next("sendMessage", how)
    with pytest.raises(aiohttp.ClientConnectionError):
        await call(api, "sendMessage", chat_id=5, text="lost?")
    assert len(anna.screen) == (2 if how == "drop_after" else 1)
    assert (await call(api, "sendMessage", chat_id=5, text="again"))["ok"]


async def test_broken_answers(api: StrictBotApi, bot: telegram.Bot, anna: Phone) -> None:
    for how in ("500", "502_html", "garbage"):
        api.break_next("getMe", how)
        with pytest.raises((NetworkError, telegram.error.TelegramError)):
            await bot.get_me()
    api.break_next("*", "429:7", count=2)
    for _ in range(2):
        body = await call(api, "getMe")
        assert body["parameters"] == {"retry_after": 7}
    api.break_next("getMe", "delay:0.05")
    before = time.monotonic()
    assert (await call(api, "getMe"))["ok"]
    assert time.monotonic() - before >= 0.05


async def test_calls_are_recorded_and_hooks_called(api: StrictBotApi, anna: Phone) -> None:
    sent: list[tuple[int, str]] = []
    api.on_sent = lambda chat_id, message: sent.append((chat_id, message["text"]))
    message = (await call(api, "sendMessage", chat_id=5, text="one"))["result"]
    await call(api, "editMessageText", chat_id=5, message_id=message["message_id"], text="two")
    assert sent == [(5, "one"), (5, "two")]
    assert [recorded.method for recorded in api.calls] == ["sendMessage", "editMessageText"]
    assert api.calls_of("sendMessage")[0].params == {"chat_id": 5, "text": "one"}
    api.record = False
    await call(api, "getMe")
    assert len(api.calls) == 2


async def test_cheap_pushes_for_benchmarks(api: StrictBotApi, anna: Phone) -> None:
    number = api.push_message(5, "fast")
    assert number == 2
    message = (await call(api, "sendMessage", chat_id=5, text="one"))["result"]
    query_id = api.push_callback(5, message, "data")
    assert (await call(api, "answerCallbackQuery", callback_query_id=query_id))["ok"]
    assert [next(iter(set(one) - {"update_id"})) for one in await updates(api)] == [
        "message",
        "message",
        "callback_query",
    ]


async def test_history_is_bounded_when_asked() -> None:
    async with StrictBotApi(history=3, limits=Limits.off()) as api:
        phone = api.phone(5, "Anna")
        phone.start()
        for number in range(5):
            await call(api, "sendMessage", chat_id=5, text=str(number))
        assert [shown.text for shown in phone.screen] == ["2", "3", "4"]


async def test_library_turns_refusals_into_its_errors(bot: telegram.Bot, anna: Phone) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "x")
