"""A conversation is declared with these kinds of question, one file each.

A new kind is a file beside these and a line here: the engine asks it what it hears, what a tap on
it does, which buttons it shows, how it is asked, and what going back undoes (`base.Question`).
"""

from conversations.options import (
    Option,
    ProgrammeList,
    options,
    programme,
)
from conversations.questions.base import Among, Answers, Condition, Includes, Question, Reading
from conversations.questions.choice import Choice
from conversations.questions.choices import Choices
from conversations.questions.date import Date
from conversations.questions.long_text import LongText
from conversations.questions.number import Number
from conversations.questions.offering import FromFacts, Options
from conversations.questions.place import Place, PlaceValue
from conversations.questions.short_text import ShortText
from conversations.questions.story import Story
from conversations.questions.suggested import Suggested
from conversations.questions.yes_no import YesNo

__all__ = [
    "Among",
    "Answers",
    "Choice",
    "Choices",
    "Condition",
    "Date",
    "FromFacts",
    "Includes",
    "LongText",
    "Number",
    "Option",
    "Options",
    "Place",
    "PlaceValue",
    "ProgrammeList",
    "Question",
    "Reading",
    "ShortText",
    "Story",
    "Suggested",
    "YesNo",
    "options",
    "programme",
]
