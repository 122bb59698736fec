"""The server: HTTP around the world, and the way in for people, failures and benchmarks."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web
from aiohttp.web_request import FileField

from tests.botapi.chats import Access
from tests.botapi.files import UPLOAD_LIMIT
from tests.botapi.limits import Limits
from tests.botapi.methods import HANDLERS, check_webhook
from tests.botapi.phones import Group, Phone, text_content
from tests.botapi.refusal import (
    Refusal,
    bad_request,
    conflict,
    not_found,
    too_many_requests,
    unauthorized,
)
from tests.botapi.schema import Upload, load
from tests.botapi.updates import MOST, encode
from tests.botapi.webhook import Webhook
from tests.botapi.world import World

Json = dict[str, Any]

TOKEN = "123456789:AAtestTokenForLoopbackUseOnly_000000"
TOKEN_SHAPE = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}\Z")
LONGEST_POLL = 50
JSON_HEADERS = {"Content-Type": "application/json"}
HTML_502 = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was recorded: either a result or an error."""

    method: str
    params: Json
    result: Any
    error: Json | None
    at: float


@dataclass(slots=True)
class Fault:
    """A failure that the next calls of a method meet."""

    how: str
    left: int


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class StrictBotApi(World):
    """A Bot API server on loopback that refuses what Telegram would refuse."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        bot_username: str = "strict_test_bot",
        bot_name: str = "Strict",
        now: Callable[[], float] = time.time,
        limits: Limits | None = None,
        callback_lifetime: float = 60.0,
        history: int | None = None,
        record: bool = True,
        privacy_mode: bool = True,
        https_webhooks_only: bool = False,
        webhook_pause: float = 2.0,
        seed: int | None = None,
    ) -> None:
        super().__init__(
            bot_id=int(token.split(":")[0]),
            bot_username=bot_username,
            bot_name=bot_name,
            now=now,
            limits=limits or Limits(),
            callback_lifetime=callback_lifetime,
            history=history,
            privacy_mode=privacy_mode,
            random=Random(seed),
        )
        self.token = token
        self.bot_username = bot_username
        self.url = ""
        self.record = record
        self.calls: list[Call] = []
        self.refused: list[Call] = []
        self.webhook: Webhook | None = None
        self.bot_listens: int | None = None  # the port where the bot takes posts; None: it polls
        self._tolerated: list[str] = []
        self._webhook_pause = webhook_pause
        self._https_only = https_webhooks_only
        self._prefix = f"/bot{token}/"
        self._file_prefix = f"/file/bot{token}/"
        self._methods = load().methods
        self._faults: dict[str, Fault] = {}
        self._runner: web.ServerRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listen on loopback."""
        if self._runner is not None:
            raise RuntimeError("the server is running")
        # A long poll whose client has gone must not swallow updates, so handlers are cancelled.
        server = web.Server(
            self._handle,
            handler_cancellation=True,
            request_factory=self._request,
            access_log=None,
            keepalive_timeout=75.0,
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, backlog=1024)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close everything; polls that are under way end."""
        await self._drop_webhook()
        self.updates.interrupt("the server stops")
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "StrictBotApi":
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    # People

    def phone(
        self,
        user_id: int,
        first_name: str,
        username: str | None = None,
        language_code: str | None = "nl",
    ) -> Phone:
        """Make a person known who has not started the bot."""
        user: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
        info: Json = {"id": user_id, "type": "private", "first_name": first_name}
        if username is not None:
            user["username"] = info["username"] = username
        if language_code is not None:
            user["language_code"] = language_code
        chat = self.add_chat(info, Access.NEVER_STARTED)
        self.users[user_id] = user
        return Phone(self, chat, user)

    def group(
        self, chat_id: int, title: str, kind: str = "supergroup", username: str | None = None
    ) -> Group:
        """Make a group known that the bot is not in."""
        if kind not in ("group", "supergroup") or chat_id >= 0:
            raise ValueError("a group has a negative id and is a group or a supergroup")
        info: Json = {"id": chat_id, "type": kind, "title": title}
        if username is not None:
            info["username"] = username
        return Group(self, self.add_chat(info, Access.NOT_A_MEMBER))

    # Updates

    def push_update(self, update: Json) -> int | None:
        """Queue one update and return its id; without `update_id` it gets the next one."""
        content = {name: value for name, value in update.items() if name != "update_id"}
        if len(content) != 1:
            raise ValueError("an update has one field beside update_id: else use push_raw")
        if "update_id" in update:
            self.updates.next_number = update["update_id"]
        kind, value = content.popitem()
        return self.updates.push(kind, value)

    def push_raw(self, item: Any) -> None:
        """Put anything into the list of updates; bytes go out as they are."""
        self.updates.push_raw(item)

    def push_message(self, chat_id: int, text: str, *, user_id: int | None = None) -> int:
        """Let a known user say something and return the message id: cheap, for benchmarks."""
        chat = self.chats[chat_id]
        if chat.access is Access.NEVER_STARTED:
            chat.access = Access.OPEN
        message = self.post(chat, self.users[user_id or chat_id], text_content(text))
        self.updates.push("message", message)
        return chat.last_id

    def push_callback(
        self, chat_id: int, message: Json, data: str, *, user_id: int | None = None
    ) -> str:
        """Let a known user press a button and return the query's id: cheap, for benchmarks."""
        chat = self.chats[chat_id]
        query_id = self.add_callback(chat)
        content = {
            "id": query_id,
            "from": self.users[user_id or chat_id],
            "message": message,
            "chat_instance": chat.instance,
            "data": data,
        }
        self.updates.push("callback_query", content)
        return query_id

    # Failures

    def break_next(self, method: str, how: str, count: int = 1) -> None:
        """Make the next calls of a method fail.

        `how` is "drop_before", "drop_after", "500", "502_html", "garbage", "429:SECONDS" or
        "delay:SECONDS"; the method "*" means any, "file" means a download.
        """
        plain = {"drop_before", "drop_after", "500", "502_html", "garbage"}
        if how not in plain and how.partition(":")[0] not in ("429", "delay"):
            raise ValueError(f"cannot break a call by {how!r}")
        if method not in self._methods and method not in ("*", "file"):
            raise ValueError(f"unknown method {method!r}")
        self._faults[method] = Fault(how, count)

    def tolerate(self, *descriptions: str) -> None:
        """Keep refusals whose description has one of these out of `refused`."""
        self._tolerated += descriptions

    def calls_of(self, *methods: str) -> list[Call]:
        """Return the recorded calls of these methods, in order."""
        return [call for call in self.calls if call.method in methods]

    # HTTP

    def _request(
        self, message: Any, payload: Any, protocol: Any, writer: Any, task: Any
    ) -> web.BaseRequest:
        loop = asyncio.get_running_loop()
        return web.BaseRequest(
            message, payload, protocol, writer, task, loop, client_max_size=UPLOAD_LIMIT + 2**20
        )

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path
        try:
            if path.startswith(self._prefix):
                name, _, query = path[len(self._prefix) :].partition("?")
                return await self._answer(request, name, query)
            return await self._elsewhere(request, path)
        except Refusal as refusal:
            self._note("", {"path": path}, None, refusal)
            return _response(encode(refusal.as_json()).encode(), refusal.code)
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()

    async def _elsewhere(self, request: web.BaseRequest, path: str) -> web.Response:
        """Answer a download, or a call whose address is written another way or wrong."""
        path, _, query = path.partition("?")
        path = unquote(path)
        if path.startswith(self._file_prefix):
            return await self._file(path[len(self._file_prefix) :])
        if path.startswith(self._prefix):
            return await self._answer(request, path[len(self._prefix) :], query)
        raise _wrong_address(path)

    async def _answer(self, request: web.BaseRequest, name: str, query: str) -> web.Response:
        how = self._fault(name) if self._faults else None
        if how is None:
            return await self._perform(request, name, query)
        if how.startswith("delay:"):
            await asyncio.sleep(float(how[6:]))
            return await self._perform(request, name, query)
        if how == "drop_after":
            await self._perform(request, name, query)
        await request.read()
        return _broken(how)

    def _fault(self, name: str) -> str | None:
        for key in (name, "*"):
            fault = self._faults.get(key)
            if fault is not None:
                fault.left -= 1
                if fault.left <= 0:
                    del self._faults[key]
                return fault.how
        return None

    async def _perform(self, request: web.BaseRequest, name: str, query: str) -> web.Response:
        given: Json = {}
        try:
            method = self._methods.get(name)
            if method is None:
                raise not_found()
            given, form = await _body(request, query)
            given, uploads = _split(given) if form else (given, {})
            given = method.check(given, form=form)
            if uploads:
                given = _plug(given, uploads)
            handler = HANDLERS.get(name)
            if handler is not None:
                result = handler(self, given)
                body = b'{"ok":true,"result":' + encode(result).encode() + b"}"
            else:
                result = await self._special(name, given)
                body = b'{"ok":true,"result":' + result + b"}"
        except Refusal as refusal:
            self._note(name, given, None, refusal)
            return _response(encode(refusal.as_json()).encode(), refusal.code)
        if self.record:
            self._note(name, given, result, None)
        return _response(body)

    def _note(self, name: str, given: Json, result: Any, refusal: Refusal | None) -> None:
        if isinstance(result, bytes):
            result = json.loads(result) if name != "getUpdates" else None
        error = refusal.as_json() if refusal else None
        call = Call(name, given, result, error, self.now())
        if self.record:
            self.calls.append(call)
        if refusal and not refusal.expected and not self._tolerates(refusal):
            self.refused.append(call)

    def _tolerates(self, refusal: Refusal) -> bool:
        return any(text in refusal.description for text in self._tolerated)

    async def _file(self, path: str) -> web.Response:
        how = self._fault("file") if self._faults else None
        if how is not None and how.startswith("delay:"):
            await asyncio.sleep(float(how[6:]))
        elif how is not None:
            return _broken(how)
        content = self.files.download(path)
        if content is None:
            raise not_found()
        return web.Response(body=content, content_type="application/octet-stream")

    # Receiving

    async def _special(self, name: str, given: Json) -> bytes:
        special = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
        }.get(name)
        if special is None:
            raise Refusal(501, f"Not Implemented: {name} is not implemented by this test server")
        return await special(given)

    async def _get_updates(self, given: Json) -> bytes:
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to "
                "delete the webhook first"
            )
        limit = given.get("limit", MOST)
        if limit not in range(1, MOST + 1):
            raise bad_request("limit must be 1-100")
        timeout = given.get("timeout", 0)
        if timeout < 0:
            raise bad_request("timeout must not be negative")
        if "allowed_updates" in given:
            self.updates.allow(given["allowed_updates"])
        return await self.updates.poll(given.get("offset", 0), limit, min(timeout, LONGEST_POLL))

    async def _set_webhook(self, given: Json) -> bytes:
        if not given["url"]:
            return await self._delete_webhook(given)
        check_webhook(given, https_only=self._https_only)
        await self._drop_webhook()
        self.updates.interrupt("terminated by setWebhook request")
        if "allowed_updates" in given:
            self.updates.allow(given["allowed_updates"])
        if given.get("drop_pending_updates"):
            self.updates.clear()
        self.webhook = Webhook(
            given["url"],
            given.get("secret_token"),
            given.get("max_connections", 40),
            self.updates,
            self._webhook_pause,
        )
        self.webhook.start()
        return b"true"

    async def _delete_webhook(self, given: Json) -> bytes:
        await self._drop_webhook()
        if given.get("drop_pending_updates"):
            self.updates.clear()
        return b"true"

    async def _drop_webhook(self) -> None:
        if self.webhook is not None:
            webhook, self.webhook = self.webhook, None
            await webhook.stop()

    async def _get_webhook_info(self, _: Json) -> bytes:
        info: Json = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }
        if self.webhook is not None:
            info.update(self.webhook.as_json())
        if self.updates.allowed is not None:
            info["allowed_updates"] = sorted(self.updates.allowed)
        return encode(info).encode()


def _wrong_address(path: str) -> Refusal:
    found = re.match(r"(?:/file)?/bot([^/]*)/", path)
    if found and TOKEN_SHAPE.match(found[1]):
        return unauthorized()
    return not_found()


def _response(body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, headers=JSON_HEADERS)


def _broken(how: str) -> web.Response:
    if how == "500":
        return _response(
            b'{"ok":false,"error_code":500,"description":"Internal Server Error"}', 500
        )
    if how == "502_html":
        return web.Response(body=HTML_502, status=502, content_type="text/html")
    if how == "garbage":
        return _response(b'{"ok":true,"result":{"message_id":')
    if how.startswith("429:"):
        refusal = too_many_requests(float(how[4:]))
        return _response(encode(refusal.as_json()).encode(), 429)
    raise Dropped


async def _body(request: web.BaseRequest, query: str) -> tuple[Json, bool]:
    """Return what a call gives, and whether it came as texts rather than JSON."""
    given: Json = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        data = await request.read()
        return (_json_object(data), False) if data else (given, True)
    if kind == "multipart/form-data":
        given.update(await _parts(request))
    elif kind == "application/x-www-form-urlencoded":
        given.update(_pairs(await request.read()))
    elif await request.read():
        raise bad_request(f"content type {kind!r} is not understood")
    return given, True


def _json_object(data: bytes) -> Json:
    try:
        given = json.loads(data)
    except ValueError:
        raise bad_request("can't parse JSON body") from None
    if type(given) is not dict:
        raise bad_request("the body must be a JSON object")
    return given


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _parts(request: web.BaseRequest) -> Json:
    try:
        return {name: _part(value) for name, value in (await request.post()).items()}
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    except ValueError:
        raise bad_request("can't parse the multipart body") from None


def _part(value: Any) -> Any:
    if isinstance(value, FileField):
        return Upload(value.filename, value.content_type, value.file.read())
    return value if isinstance(value, str) else bytes(value).decode()


def _split(given: Json) -> tuple[Json, dict[str, Upload]]:
    """Return the parameters and, apart, the uploads that `attach://` names inside one of them."""
    uploads = {name: item for name, item in given.items() if isinstance(item, Upload)}
    texts = {name: item for name, item in given.items() if name not in uploads}
    inside = {
        name: item
        for name, item in uploads.items()
        if any(f"attach://{name}" in text for text in texts.values())
    }
    for name, text in texts.items():
        if text.startswith("attach://"):
            texts[name] = inside.get(text.removeprefix("attach://"), text)
    return texts | {name: item for name, item in uploads.items() if name not in inside}, inside


def _plug(item: Any, uploads: dict[str, Upload]) -> Any:
    """Return a checked parameter with its uploads in their places."""
    if isinstance(item, str) and item.startswith("attach://"):
        return uploads.get(item.removeprefix("attach://"), item)
    if isinstance(item, list):
        return [_plug(one, uploads) for one in item]
    if isinstance(item, dict):
        return {name: _plug(one, uploads) for name, one in item.items()}
    return item
