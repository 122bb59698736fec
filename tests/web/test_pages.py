"""The web port over HTTP: who somebody is, what counts once, and what is refused, kindly."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.web import returning
from bot.web.limits import CODES_TRIED, NEW_CHATS, UPLOADS
from bot.web.looking import STATIC
from conversations.messages import say
from storage.database import DatabaseUnavailable, metadata
from storage.models import invitations, web, web_lines
from storage.models import outbox as letters
from storage.models.inbox import inbox
from storage.models.people import person
from tests.bot_media.material import exif, halves, ogg, opened, png_claiming, saved, webm
from tests.house import House
from tests.web.conftest import HERE, Browser

New = Callable[[], Browser]
ELSEWHERE = "http://evil.example"
NAME = "0b0e7a52-6d0f-4c39-9d50-9b4b1f3a7c11"


def fresh() -> str:
    return str(uuid.uuid4())


async def count(house: House, name: str) -> int:
    async with house.app.database.reading() as db:
        found = await db.execute(select(func.count()).select_from(metadata.tables[name]))
        return int(found.scalar_one())


async def snapshot(house: House) -> dict[str, int]:
    return {name: await count(house, name) for name in metadata.tables}


# Who somebody is


async def test_the_first_post_makes_an_identity_that_stays(browsers: New) -> None:
    fatma = browsers()
    assert (await fatma.state())["known"] is False
    answer = await fatma.starts()
    assert answer.status_code == 202
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "Path=/chat/me/", "SameSite=strict", "Max-Age=34560000"):
        assert part in cookie
    state = await fatma.state()
    assert state["known"] is True
    assert "Ik ben Buurtstem" in state["messages"][0]["text"]


async def test_a_token_is_kept_as_a_hash_only(browsers: New, web_house: House) -> None:
    fatma = browsers()
    await fatma.starts()
    token = fatma.http.cookies["buurtstem"]
    assert len(token) >= 43
    async with web_house.app.database.reading() as db:
        for table in metadata.tables.values():
            for row in await db.execute(select(table)):
                assert token not in repr(tuple(row)), table.name


async def test_two_slots_are_two_people_in_one_browser(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    await fatma.says("meer bankjes")
    other = Browser(fatma.http, fatma.house, "other")
    assert (await other.state())["known"] is False
    await other.starts()
    texts = [m["text"] for m in (await other.state())["messages"]]
    assert "meer bankjes" not in texts
    assert (await fatma.state())["messages"][1]["text"] == "meer bankjes"


@pytest.mark.one_database
async def test_who_is_nobody_yet_is_told_so(browsers: New) -> None:
    nobody = browsers()
    assert (await nobody.event("text", text="hoi")).status_code == 401
    assert (await nobody.uploads("photo", saved(halves(), "JPEG"))).status_code == 401
    assert (await nobody.post("code", {})).status_code == 401
    nobody.http.cookies.set("buurtstem", "forged", path="/chat/me/")
    assert (await nobody.state())["known"] is False
    assert (await nobody.get("stream?after=0")).status_code == 204


@pytest.mark.one_database
async def test_another_language_is_asked_for_or_guessed(browsers: New) -> None:
    mary = browsers()
    guessed = await mary.get("state", **{"Accept-Language": "en-GB,en;q=0.9"})
    assert guessed.json()["language"] == "en"
    assert (await mary.get("state?language=nl", **{"Accept-Language": "en"})).json()[
        "language"
    ] == "nl"
    await mary.starts(language="en")
    assert "I am a computer" in (await mary.state())["messages"][0]["text"]


# What counts once


async def test_a_repeated_post_counts_once(browsers: New, web_house: House) -> None:
    fatma = browsers()
    await fatma.starts()
    event_id = str(uuid.uuid4())
    for _ in range(3):
        assert (await fatma.event("text", event_id, text="meer bankjes")).status_code == 202
    messages = await fatma.settled()
    assert [m["text"] for m in messages].count("meer bankjes") == 1
    async with web_house.app.database.reading() as db:
        texts = select(inbox.c.payload).where(inbox.c.channel == "web").order_by(inbox.c.id)
        kinds = [row[0]["kind"] for row in await db.execute(texts)]
    assert kinds == ["start", "text"]


async def test_nobody_can_take_another_ones_event_name(browsers: New) -> None:
    fatma, els = browsers(), browsers()
    await fatma.starts()
    await els.starts()
    event_id = str(uuid.uuid4())
    await fatma.event("text", event_id, text="van Fatma")
    await els.event("text", event_id, text="van Els")
    assert "van Els" in [m["text"] for m in await els.settled()]
    assert "van Fatma" in [m["text"] for m in await fatma.settled()]


async def test_what_was_accepted_survives_a_database_that_does_not_answer(
    browsers: New, web_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fatma = browsers()
    await fatma.starts()
    event_id = str(uuid.uuid4())
    with monkeypatch.context() as patch:
        patch.setattr(web_house.app.channels["web"], "_receive", None)
        answer = await fatma.event("text", event_id, text="meer bankjes")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert answer.json()["say"] == "Het lukt nu even niet. Ik probeer het zo weer."
    assert (await fatma.event("text", event_id, text="meer bankjes")).status_code == 202
    assert [m["text"] for m in await fatma.settled()].count("meer bankjes") == 1


async def test_no_get_changes_anything(browsers: New, web_house: House) -> None:
    fatma = browsers()
    await fatma.starts()
    await invited(web_house)
    before = await snapshot(web_house)
    paths = [
        *("/", "/chat/", "/chat/me/", "/chat/me/state", "/chat/me/media/1", "/health", "/ready"),
        *("/enter/", "/enter/i-token", "/enter/m-nothing", "/static/chat.js", "/chat/new/state"),
        *("/chat/me/code", "/chat/me/forget", "/chat/me/return", "/chat/me/enter"),
    ]
    for path in paths:
        for method in ("GET", "HEAD"):
            await fatma.http.request(method, path)
    assert await snapshot(web_house) == before


# What is said, and what follows


@pytest.mark.one_database
async def test_the_whole_idea_over_http(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    await fatma.taps("💡 Ik heb een idee")
    await fatma.says("Meer <b>bankjes</b> & ook_voor opa 🌳 שלום")
    await fatma.taps("Presikhaaf")
    await fatma.says("Fatma")
    messages = await fatma.taps("✅ Ja, verstuur")
    receipt = next(m for m in messages if "Het nummer is" in m["text"])
    assert "vóór" in receipt["text"]
    summary = next(m for m in messages if m["text"].startswith("Klopt dit?"))
    assert "Meer <b>bankjes</b> & ook_voor opa 🌳 שלום" in summary["text"]
    assert "buttons" not in summary
    assert next(m for m in messages if "welke wijk" in m["text"])["chosen"] == "Presikhaaf"


async def test_the_stream_carries_what_follows(browsers: New, web_house: House) -> None:
    fatma = browsers()
    await fatma.starts()
    state = await fatma.state()
    read = await streamed(fatma, web_house, f"?after={state['last']}", "meer bankjes")
    assert read[0]["text"] == "meer bankjes"
    assert all(m["seq"] > state["last"] for m in read)
    again = await streamed(fatma, web_house, "", "en nog iets", {"Last-Event-ID": "2"})
    assert [m["seq"] for m in again] == sorted({m["seq"] for m in again})
    assert again[0]["seq"] == 3


async def streamed(
    browser: Browser, house: House, query: str, said: str, headers: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """What a stream carries while something is said; then the bot stops."""
    onlookers = house.app.transcripts.onlookers

    async def speak() -> None:
        while not len(onlookers):
            await asyncio.sleep(0.01)
        await browser.says(said)
        onlookers.close()

    speaking = asyncio.create_task(speak())
    async with asyncio.timeout(10):
        answer = await browser.get(f"stream{query}", **(headers or {}))
    await speaking
    onlookers.closing = False
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert len(onlookers) == 0
    return [json.loads(data) for data in re.findall(r"^data: (\{.+\})$", answer.text, re.M)]


async def test_history_is_the_last_fifty(browsers: New, web_house: House) -> None:
    fatma = browsers()
    await fatma.starts()
    for n in range(60):
        await web_house.app.transcripts.said(await to_of(web_house), str(uuid.uuid4()), f"n{n}")
    messages = (await fatma.state())["messages"]
    assert [m["text"] for m in messages] == [f"n{n}" for n in range(10, 60)]


async def to_of(house: House) -> str:
    async with house.app.database.reading() as db:
        rows = await db.execute(select(metadata.tables["web_chat"].c.sender))
        return str(rows.scalars().one()).removeprefix("web:")


# Coming back


async def test_a_code_brings_one_back_once(browsers: New) -> None:
    fatma, library = browsers(), browsers()
    await fatma.starts()
    await fatma.says("meer bankjes")
    code = (await fatma.post("code", {})).json()["code"]
    assert re.fullmatch(r"[a-z]+ [a-z]+ [a-z]+", code)
    spoken = f"  {code.upper().replace(' ', ', ')}. "
    answer = await library.post("return", {"code": spoken, "attempt": NAME})
    assert answer.status_code == 200
    messages = await library.settled()
    assert "meer bankjes" in [m["text"] for m in messages]
    assert any("Je oude code werkt nu niet meer" in m["text"] for m in messages)
    refused = await browsers().post("return", {"code": code, "attempt": str(uuid.uuid4())})
    assert refused.status_code == 404
    assert "Deze woorden ken ik niet" in refused.json()["say"]
    assert (await fatma.state())["known"] is True


async def test_a_new_code_ends_the_one_before(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    first = (await fatma.post("code", {})).json()["code"]
    second = (await fatma.post("code", {})).json()["code"]
    assert (
        await browsers().post("return", {"code": first, "attempt": str(uuid.uuid4())})
    ).status_code == 404
    assert (
        await browsers().post("return", {"code": second, "attempt": str(uuid.uuid4())})
    ).status_code == 200


async def test_an_answer_that_was_lost_takes_nothing_away(browsers: New, web_house: House) -> None:
    """Begun, returned or enrolled: the same post again is the same person, for a while."""
    fatma, library = browsers(), browsers()
    name = str(uuid.uuid4())
    for _ in range(2):
        fatma.http.cookies.clear()
        assert (await fatma.event("start", name)).status_code == 202
    assert await count(web_house, "web_chat") == 1
    await fatma.settled()
    code = (await fatma.post("code", {})).json()["code"]
    for _ in range(2):
        library.http.cookies.clear()
        body = {"code": code, "attempt": NAME}
        assert (await library.post("return", body)).status_code == 200
    assert (await library.state())["known"] is True
    other = {"code": code, "attempt": str(uuid.uuid4())}
    assert (await browsers().post("return", other)).status_code == 404
    web_house.clock.forward(minutes=11)
    assert (await browsers().post("return", body)).status_code == 404
    assert (await browsers().event("start", name)).status_code == 400


async def test_what_was_not_accepted_does_not_stand_there_as_sent(
    browsers: New, web_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fatma = browsers()
    await fatma.starts()
    with monkeypatch.context() as patch:
        patch.setattr(web_house.app.channels["web"], "_receive", None)
        assert (await fatma.event("text", text="meer bankjes")).status_code == 503
    assert "meer bankjes" not in [m["text"] for m in (await fatma.state())["messages"]]


async def test_signs_that_nothing_can_keep_are_left_out(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    said = b'{"id": "%s", "kind": "text", "text": "een \\ud800boom\\u0000"}' % NAME.encode()
    assert (await fatma.http.post("/chat/me/events", content=said)).status_code == 202
    assert "een boom" in [m["text"] for m in await fatma.settled()]


async def test_a_tap_on_an_old_answer_is_not_taken_for_unread(
    browsers: New, web_house: House
) -> None:
    fatma = browsers()
    await fatma.starts()
    to = await to_of(web_house)
    buttons = [[{"label": "Gelezen", "action": "r:read:1"}]]
    number = await web_house.app.transcripts.add(to, "Nieuws", buttons, None, True)
    later = web_house.clock.now() + timedelta(days=10)
    async with web_house.app.database.reading() as db:
        assert [u.id for u in await web_lines.unfetched(db, later)] == [number]
    await web_house.app.transcripts.choose(to, number or 0, "Gelezen")
    async with web_house.app.database.reading() as db:
        assert await web_lines.unfetched(db, later) == []


@pytest.mark.one_database
async def test_codes_cannot_be_tried_without_end(browsers: New) -> None:
    thief = browsers()
    tried = [
        (await thief.post("return", {"code": f"aap noot mies{n}", "attempt": NAME})).status_code
        for n in range(CODES_TRIED.times + 1)
    ]
    assert tried == [404] * CODES_TRIED.times + [429]


async def test_forgetting_lets_go_of_this_device_only(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    await fatma.says("meer bankjes")
    code = (await fatma.post("code", {})).json()["code"]
    token = fatma.http.cookies["buurtstem"]
    assert (await fatma.post("forget", {})).status_code == 200
    fatma.http.cookies.set("buurtstem", token, path="/chat/me/")
    assert (await fatma.state())["known"] is False
    assert (
        await browsers().post("return", {"code": code, "attempt": str(uuid.uuid4())})
    ).status_code == 200


def test_code_words_are_plain_and_cannot_be_taken_for_each_other() -> None:
    words = returning._code_words()
    assert len(set(words)) == len(words) >= 600
    assert all(re.fullmatch(r"[a-z]{3,9}", word) for word in words)
    shorter = {word[:i] + word[i + 1 :] for word in words for i in range(len(word))}
    assert not shorter & set(words)


# An invitation's page


async def invited(house: House, role: str = "staff") -> str:
    async with house.app.database.transaction() as db:
        until = house.clock.now() + timedelta(days=7)
        await invitations.add(db, "token", role, "Samira", None, until)
    return "i-token"


async def test_an_invitation_enrols_by_its_button(browsers: New, web_house: House) -> None:
    samira = browsers()
    payload = await invited(web_house)
    link = await samira.http.get(f"/enter/{payload}")
    assert (link.status_code, link.headers["location"]) == (303, "/enter/")
    page = await samira.http.get("/enter/")
    assert "Hoi \u2068Samira\u2069" in page.text
    assert "medewerker" in page.text
    assert "<script" not in page.text
    posted = await samira.http.post(
        "/chat/me/enter", data={"payload": payload, "event_id": fresh()}
    )
    assert (posted.status_code, posted.headers["location"]) == (303, "/chat/me/")
    messages = await samira.settled()
    assert "Je bent nu medewerker" in messages[-1]["text"]
    async with web_house.app.database.reading() as db:
        assert (await db.execute(select(person.c.role))).scalars().all() == ["staff"]


async def test_a_link_that_was_used_says_so(browsers: New, web_house: House) -> None:
    samira = browsers()
    payload = await invited(web_house)
    await samira.http.post("/chat/me/enter", data={"payload": payload, "event_id": fresh()})
    await web_house.settle()
    els = browsers()
    await els.http.get(f"/enter/{payload}")
    assert "werkt niet meer" in (await els.http.get("/enter/")).text
    await els.http.post("/chat/me/enter", data={"payload": payload, "event_id": fresh()})
    assert "al gebruikt" in (await els.settled())[-1]["text"]
    for odd in ("i-../../x", "x-1", ""):
        assert (
            await els.http.post("/chat/me/enter", data={"payload": odd, "event_id": NAME})
        ).status_code == 400


# Uploads


async def test_a_photo_is_kept_without_where_it_was_taken(browsers: New) -> None:
    fatma, els = browsers(), browsers()
    await fatma.starts()
    await els.starts()
    photo = saved(halves(), "JPEG", exif=exif())
    assert opened(photo).getexif()
    assert (await fatma.uploads("photo", photo)).status_code == 202
    message = next(m for m in await fatma.settled() if m.get("media"))
    path = f"media/{message['media']['id']}"
    answer = await fatma.get(path)
    assert answer.headers["content-type"] == "image/jpeg"
    assert not opened(answer.content).getexif()
    part = await fatma.get(path, Range="bytes=0-9")
    assert (part.status_code, len(part.content)) == (206, 10)
    assert (await els.get(path)).status_code == 404


@pytest.mark.one_database
async def test_a_voice_note_is_heard_everywhere(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    for data in (webm(1.0), ogg(1.0)):
        assert (await fatma.uploads("voice", data)).status_code == 202
    for message in [m for m in await fatma.settled() if m.get("media")]:
        assert message["media"]["seconds"] == 1
        answer = await fatma.get(f"media/{message['media']['id']}")
        assert answer.headers["content-type"] == "audio/mpeg"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("kind", "data", "status", "said"),
    [
        ("photo", b"<svg onload=alert(1)>", 415, "lijkt geen foto"),
        ("photo", ogg(0.5), 415, "lijkt geen foto"),
        ("photo", png_claiming(60_000, 60_000), 415, "te groot"),
        ("voice", saved(halves(), "JPEG"), 415, "niet afspelen"),
        ("voice", b"", 415, "niet afspelen"),
        ("photo", b"\xff\xd8\xff" + b"0" * (20 * 1024 * 1024), 413, "te groot"),
        ("dance", b"x", 400, "niet lezen"),
    ],
)
async def test_what_is_no_photo_or_voice_note_is_refused(
    browsers: New, kind: str, data: bytes, status: int, said: str
) -> None:
    fatma = browsers()
    await fatma.starts()
    answer = await fatma.uploads(kind, data)
    assert answer.status_code == status
    assert said in answer.json()["say"]
    assert all(not m.get("media") for m in await fatma.settled())


async def test_an_upload_that_is_repeated_counts_once(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    event_id = str(uuid.uuid4())
    for _ in range(2):
        await fatma.uploads("photo", saved(halves(), "JPEG"), event_id)
    assert sum(bool(m.get("media")) for m in await fatma.settled()) == 1


# What is refused


@pytest.mark.one_database
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_a_post_from_another_site_is_refused(
    browsers: New, web_house: House, headers: dict[str, str]
) -> None:
    fatma = browsers()
    await fatma.starts()
    before = await snapshot(web_house)
    for path in ("events", "code", "forget", "return", "seen", "enter"):
        answer = await fatma.post(path, {"id": str(uuid.uuid4()), "kind": "start"}, **headers)
        assert answer.status_code == 403, path
    assert await snapshot(web_house) == before


@pytest.mark.one_database
async def test_another_name_for_this_machine_is_refused(browsers: New) -> None:
    tricked = browsers()
    answer = await tricked.http.get("/chat/me/", headers={"Host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.one_database
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"7",
        b"\xff",
        json.dumps({"kind": "text", "text": "zonder naam"}).encode(),
        json.dumps({"id": "x", "kind": "text", "text": "hoi"}).encode(),
        json.dumps({"id": NAME, "kind": "text", "text": " "}).encode(),
        json.dumps({"id": NAME, "kind": "text", "text": 7}).encode(),
        json.dumps({"id": NAME, "kind": "tap"}).encode(),
        json.dumps({"id": NAME, "kind": "dance"}).encode(),
        b"[" * 60_000,
    ],
)
async def test_what_no_page_posts_is_refused_in_words(browsers: New, body: bytes) -> None:
    fatma = browsers()
    await fatma.starts()
    answer = await fatma.http.post("/chat/me/events", content=body)
    assert answer.status_code == 400
    assert answer.json()["say"].startswith("Dit kan ik niet lezen")


@pytest.mark.one_database
async def test_a_text_that_is_too_long_is_refused_in_words(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    answer = await fatma.event("text", text="a" * 10_001)
    assert (answer.status_code, "te lang" in answer.json()["say"]) == (413, True)
    huge = await fatma.http.post("/chat/me/events", content=b"a" * 70_000)
    assert huge.status_code == 413


async def test_a_forged_tap_gets_a_kind_answer(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    for message in (1, 999, None, "1", 2**70):
        await fatma.event("tap", action="c:zz:submit:9", message=message)
    assert "Die knop is van eerder" in (await fatma.settled())[-1]["text"]


@pytest.mark.one_database
async def test_limits_are_said_kindly(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    photo = saved(halves(), "JPEG")
    answers = [await fatma.uploads("photo", photo) for _ in range(UPLOADS.times + 1)]
    assert answers[-1].status_code == 429
    assert "Wacht even" in answers[-1].json()["say"]
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.one_database
async def test_one_address_cannot_make_chats_without_end(browsers: New) -> None:
    made = [(await browsers().event("start")).status_code for _ in range(NEW_CHATS.times + 1)]
    assert made == [202] * NEW_CHATS.times + [429]


# Every answer


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["/chat/me/", "/static/chat.js", "/enter/", "/nothing", "/health"])
async def test_every_answer_is_dressed(browsers: New, path: str) -> None:
    answer = await browsers().http.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_pages_hold_no_script_or_style_of_their_own_and_name_no_other_host() -> None:
    pages = [*STATIC.glob("*"), *STATIC.with_name("pages").glob("*.html")]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*src=)", text), page.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), page.name
        assert not re.search(r"https?://(?!www\.w3\.org|\[)", text), page.name


def test_the_page_is_under_sixty_kilobytes() -> None:
    files = [STATIC / name for name in ("chat.html", "chat.css", "chat.js", "icon.svg")]
    assert sum(file.stat().st_size for file in files) < 60_000


@pytest.mark.one_database
async def test_a_tapped_command_is_shown_as_any_other_answer(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    await fatma.taps("💡 Ik heb een idee")
    await fatma.says("meer bankjes")
    await fatma.taps("Presikhaaf")
    await fatma.taps("Liever niet")
    messages = await fatma.taps("✅ Ja, verstuur")
    summary = next(m for m in messages if m["text"].startswith("Klopt dit?"))
    assert summary["chosen"] == "✅ Ja, verstuur"
    name = next(m for m in messages if "Hoe mogen we je noemen" in m["text"])
    assert name["chosen"] == "Liever niet"


async def test_a_code_brings_one_back_after_the_device_forgot(browsers: New) -> None:
    fatma = browsers()
    await fatma.starts()
    await fatma.says("meer bankjes")
    code = (await fatma.post("code", {})).json()["code"]
    before = fatma.http.cookies["buurtstem"]
    assert (await fatma.post("forget", {})).status_code == 200
    assert "buurtstem" not in fatma.http.cookies
    fatma.http.cookies.set("buurtstem", before, path="/chat/me/")
    assert (await fatma.state())["known"] is False, "the session itself has ended"
    fatma.http.cookies.clear()
    body = {"code": code, "attempt": fresh()}
    assert (await fatma.post("return", body)).status_code == 200
    assert "meer bankjes" in [m["text"] for m in (await fatma.state())["messages"]]


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["stream?after=0", "media/1"])
async def test_a_database_that_is_away_is_said_kindly_everywhere(
    browsers: New, web_house: House, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    fatma = browsers()
    await fatma.starts()

    async def away(*_: object) -> str:
        raise DatabaseUnavailable("away")

    monkeypatch.setattr(web, "who", away)
    answer = await fatma.get(path)
    assert answer.status_code == 503
    assert answer.json()["say"] == "Het lukt nu even niet. Ik probeer het zo weer."


async def test_a_letter_that_nobody_fetches_is_work_also_when_it_is_about_no_message(
    browsers: New, web_house: House
) -> None:
    fatma = browsers()
    await fatma.starts()
    async with web_house.app.database.transaction() as db:
        [account] = (await db.execute(text("SELECT id FROM account"))).scalars()
        said, once = say("went-wrong", reference="x"), "letter:task:1"
        letter = letters.New(account, said, letters.FOLLOW_UP, dedupe_key=once)
        reminder = letters.New(account, said, letters.FOLLOW_UP)
        await letters.add(db, [letter, reminder], web_house.clock.now())
    await web_house.settle()
    web_house.clock.forward(days=10)
    await web_house.app.ticks.unfetched()
    async with web_house.app.database.reading() as db:
        assert list((await db.execute(text("SELECT what FROM task"))).scalars()) == ["unreachable"]
