"""All pages of ours: the web chat, what stands behind links, and organisations' own."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from bot.web.chat import ChatPages
from bot.web.enter import EnterPages
from bot.web.handed import WebDependencies
from bot.web.promise import PromisePages


def routes(handed: WebDependencies) -> Sequence[BaseRoute]:
    chat = ChatPages(handed)
    return [*EnterPages(chat).routes(), *PromisePages(chat).routes(), *chat.routes()]
