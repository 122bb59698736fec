"""The peer: the same conversation as one writes it with python-telegram-bot alone.

`ConversationHandler` with `PicklePersistence`, everything else as it comes: httpx, updates one
after the other (PTB asks for that with a ConversationHandler), taps answered. What that means for
durability: states, answers and finished contributions live in memory and are written to the file
every 60 seconds (`update_interval`, the default) and at a clean stop. A crash loses up to a minute
of answers, although Telegram was told that they had arrived; a power cut may lose the file's
latest version, which is not flushed to the disk.
"""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.warnings import PTBUserWarning

BEGIN, WIJK, STORY, DAYS, PLACE, HELP, NAME = range(7)
TEXT = filters.TEXT & ~filters.COMMAND

Context = ContextTypes.DEFAULT_TYPE
WIJKEN = {
    "klarendal": "Klarendal",
    "geitenkamp": "Geitenkamp",
    "presikhaaf": "Presikhaaf",
    "malburgen": "Malburgen",
    "arnhemse-broek": "Arnhemse Broek",
}
OFTEN = {"daily": "Elke dag", "weekly": "Elke week", "rarely": "Soms"}
YES_NO = {"yes": "Ja", "no": "Nee"}


def keyboard(options: dict[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=code)] for code, label in options.items()]
    )


async def say(update: Update, text: str, options: dict[str, str] | None = None) -> None:
    markup = keyboard(options) if options else None
    assert update.effective_message is not None
    await update.effective_message.reply_text(text, reply_markup=markup)


async def tapped(update: Update) -> str:
    """Answer the tap, as the documentation asks; what was tapped."""
    query = update.callback_query
    assert query is not None
    await query.answer()
    return query.data or ""


def typed(update: Update) -> str:
    assert update.message is not None
    return update.message.text or ""


def answers(context: Context) -> dict[Any, Any]:
    assert context.user_data is not None
    return context.user_data


async def start(update: Update, context: Context) -> int:
    answers(context).clear()
    await say(
        update,
        "👋 Hoi! Ik ben Buurtstem, de chatbot van Arnhem-Oost. Ik ben een computer.\n"
        "Wat je stuurt, leest een mens: het programmabureau.\n\n"
        "Typ, spreek in of stuur een foto.",
        {"begin": "Begin"},
    )
    return BEGIN


async def begin(update: Update, context: Context) -> int:
    await tapped(update)
    await say(update, "Vraag 1 van 6. In welke wijk woon je?", WIJKEN)
    return WIJK


async def wijk(update: Update, context: Context) -> int:
    answers(context)["wijk"] = await tapped(update)
    await say(update, "Vraag 2 van 6. Wat wil je zeggen over je buurt?")
    return STORY


async def story(update: Update, context: Context) -> int:
    answers(context)["story"] = typed(update)
    await say(update, "Vraag 3 van 6. Hoe vaak merk je dit?", OFTEN)
    return DAYS


async def days(update: Update, context: Context) -> int:
    answers(context)["days"] = await tapped(update)
    await say(update, "Vraag 4 van 6. Op welke plek is het?")
    return PLACE


async def place(update: Update, context: Context) -> int:
    answers(context)["place"] = typed(update)
    await say(update, "Vraag 5 van 6. Wil je zelf meehelpen?", YES_NO)
    return HELP


async def helping(update: Update, context: Context) -> int:
    answers(context)["help"] = await tapped(update)
    await say(update, "Vraag 6 van 6. Hoe heet je?")
    return NAME


async def name(update: Update, context: Context) -> int:
    answers(context)["name"] = typed(update)
    contributions = context.bot_data.setdefault("contributions", [])
    contributions.append(dict(answers(context)))
    await say(
        update,
        f"Dank je wel, {typed(update)}. Je idee is binnen. Het nummer is {len(contributions)}.\n"
        "Je krijgt antwoord. Ook als het nee is.",
    )
    return ConversationHandler.END


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    # It warns that taps are tracked per chat and not per message, which is what is meant here.
    warnings.filterwarnings("ignore", category=PTBUserWarning)
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_TOKEN"])
        .base_url(os.environ["TELEGRAM_API_URL"] + "/bot")
        .persistence(PicklePersistence(filepath=os.environ["PICKLE_FILE"]))
        .build()
    )
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            BEGIN: [CallbackQueryHandler(begin)],
            WIJK: [CallbackQueryHandler(wijk)],
            STORY: [MessageHandler(TEXT, story)],
            DAYS: [CallbackQueryHandler(days)],
            PLACE: [MessageHandler(TEXT, place)],
            HELP: [CallbackQueryHandler(helping)],
            NAME: [MessageHandler(TEXT, name)],
        },
        fallbacks=[CommandHandler("start", start)],
        name="conversation",
        persistent=True,
    )
    application.add_handler(conversation)
    application.run_polling()


if __name__ == "__main__":
    main()
