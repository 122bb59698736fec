"""`programme.toml` as values, with errors that say what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.locales import all_locales, offerable
from conversations.calendar import Calendar, Clocks
from conversations.messages import Label
from conversations.programme import Department, Helplines, Programme, YouthWorker
from conversations.questions import Option


class BadProgramme(Exception):
    """The file cannot be read or does not say what is needed; the message says what to mend."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


LabelText = Annotated[str, Field(min_length=1, max_length=24)]  # it stands on a button


class _Entry(_Strict):
    code: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,23}$")
    label: dict[str, LabelText] = Field(min_length=1)
    synonyms: list[str] = []
    retired: bool = False


class _Wijk(_Entry):
    manager: LabelText | None = None  # a name, as in the invitation


class _Desk(_Strict):
    """A desk to which something that is not ours is passed on."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,23}$")
    label: dict[str, Annotated[str, Field(min_length=1, max_length=60)]] = Field(min_length=1)
    takes: list[Literal["broken", "complaint", "benefits", "official"]] = Field(min_length=1)
    phone: str | None = Field(default=None, max_length=20)
    link: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=200)
    retired: bool = False


_Coded = TypeVar("_Coded", _Entry, _Wijk, _Desk)


class _Privacy(_Strict):
    controller: str
    officer: str
    link: str
    version: str = Field(max_length=20)
    push_detail: Literal["full", "notice"] = "full"


class _Clocks(_Strict):
    read_within: int = Field(default=5, ge=1, le=60)
    answer_within: int = Field(default=15, ge=2, le=120)
    delay: int = Field(default=10, ge=1, le=60)
    heartbeat: int = Field(default=20, ge=5, le=120)
    repeat_question: int = Field(default=5, ge=1, le=60)
    question_rests: int = Field(default=10, ge=1, le=60)
    look_again: int = Field(default=60, ge=1, le=250)
    check_back: int = Field(default=20, ge=1, le=120)
    close: int = Field(default=20, ge=1, le=120)
    quiet_from: int = Field(default=21, ge=17, le=24)
    quiet_until: int = Field(default=8, ge=0, le=9)
    undo: int = Field(default=60, ge=0, le=600)


Phone = Annotated[str, Field(pattern=r"^[0-9+][0-9 ()-]{1,19}$")]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class _Emergency(_Strict):
    emergency: Phone = "112"
    suicide: Phone = "113"
    home: Phone = "0800-2000"
    team: Name | None = None
    team_phone: Phone | None = None

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.team is None) is not (self.team_phone is None):
            raise ValueError("team and team_phone belong together: give both, or neither")
        return self


class _Youth(_Strict):
    name: Name
    phone: Phone


class _Holidays(_Strict):
    also_free: list[date] = []
    not_free: list[date] = []


class _File(_Strict):
    name: str
    office: str
    timezone: str
    country: str
    example: bool = False
    privacy: _Privacy
    languages: dict[str, str] = Field(min_length=1)
    clocks: _Clocks = _Clocks()
    holidays: _Holidays = _Holidays()
    emergency: _Emergency = _Emergency()
    youth: _Youth | None = None
    wijken: list[_Wijk] = Field(min_length=1)
    themes: list[_Entry] = []
    desks: list[_Desk] = []

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, OSError) as error:
            raise ValueError(f"there is no time zone {value!r}") from error
        return value

    @field_validator("languages")
    @classmethod
    def _spoken(cls, value: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(set(value) - offerable()):
            known = ", ".join(sorted(offerable()))
            none = "only words to understand" if unknown[0] in all_locales() else "no texts"
            raise ValueError(f"there are {none} in {unknown[0]!r}; there are texts in {known}")
        return value

    @field_validator("wijken")
    @classmethod
    def _some(cls, value: list[_Wijk]) -> list[_Wijk]:
        if all(entry.retired for entry in value):
            raise ValueError("every wijk is retired: there is none to choose")
        return value

    @field_validator("wijken", "themes", "desks")
    @classmethod
    def _once(cls, value: list[_Coded]) -> list[_Coded]:
        codes = [entry.code for entry in value]
        if len(set(codes)) != len(codes):
            twice = next(code for code in codes if codes.count(code) > 1)
            raise ValueError(f"two entries have the code {twice!r}")
        return value


@dataclass(frozen=True)
class FreeDays:
    """Public holidays of a country, plus and minus the programme's own lists."""

    public: holidays.HolidayBase
    also: frozenset[date]
    without: frozenset[date]

    def __contains__(self, day: date, /) -> bool:
        return day in self.also or (day in self.public and day not in self.without)


@dataclass(frozen=True)
class LoadedProgramme:
    """The programme as the core sees it, and what only the operator needs."""

    programme: Programme
    path: Path
    is_example: bool
    retired: Mapping[str, frozenset[str]]

    def codes(self, name: str) -> frozenset[str]:
        """Return all codes of a list or of the desks, those that were retired too."""
        found = self.programme.desks if name == "desks" else self.programme.lists[name]
        return frozenset(one.code for one in found if one.code) | self.retired[name]


def find_file(configured: Path | None) -> Path:
    """Return PROGRAMME_FILE, else programme.toml here, else the example in the package. Raises
    BadProgramme."""
    if configured is not None:
        if not configured.is_file():
            raise BadProgramme(f"PROGRAMME_FILE names {configured}, and there is no such file.")
        return configured
    packaged = Path(__file__).with_name("programme.example.toml")
    beside = Path(__file__).parent.parent / "programme.toml"
    here = Path("programme.toml")
    return next(p for p in (here, packaged, beside) if p.is_file())


def load(configured: Path | None = None) -> LoadedProgramme:
    """Load the programme. Raises BadProgramme."""
    path = find_file(configured)
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadProgramme(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadProgramme(f"{path} is not valid TOML: {error}") from error
    except ValidationError as error:
        raise BadProgramme(f"{path}:\n" + "\n".join(_said(error))) from error
    return LoadedProgramme(
        programme=_programme(file),
        path=path,
        is_example=file.example,
        retired={
            "wijken": frozenset(e.code for e in file.wijken if e.retired),
            "themes": frozenset(e.code for e in file.themes if e.retired),
            "desks": frozenset(d.code for d in file.desks if d.retired),
        },
    )


def _said(error: ValidationError) -> list[str]:
    return [
        f"  {'.'.join(str(place) for place in problem['loc'])}: {problem['msg']}"
        for problem in error.errors()
    ]


def _programme(file: _File) -> Programme:
    try:
        public = holidays.country_holidays(file.country)
    except NotImplementedError as error:
        raise BadProgramme(f"country: no holidays are known for {file.country!r}.") from error
    free = FreeDays(public, frozenset(file.holidays.also_free), frozenset(file.holidays.not_free))
    clocks = Clocks(**file.clocks.model_dump())
    return Programme(
        name=file.name,
        office=file.office,
        controller=file.privacy.controller,
        privacy_link=file.privacy.link,
        notice_version=file.privacy.version,
        languages=file.languages,
        lists={"wijken": _options(file.wijken), "themes": _options(file.themes)},
        calendar=Calendar(ZoneInfo(file.timezone), free, clocks),
        desks=tuple(
            Department(Label(d.label), d.code, frozenset(d.takes), d.phone, d.link, d.retired)
            for d in file.desks
        ),
        helplines=Helplines(**file.emergency.model_dump()),
        youth=YouthWorker(**file.youth.model_dump()) if file.youth else None,
        managers={w.code: w.manager for w in file.wijken if w.manager},
        push_detail=file.privacy.push_detail,
    )


def _options(entries: Sequence[_Entry]) -> tuple[Option, ...]:
    return tuple(
        Option(e.code, Label(e.label), tuple(e.synonyms)) for e in entries if not e.retired
    )
