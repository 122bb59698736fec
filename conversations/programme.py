"""The programme as words and rules depend on it: a part of `programme.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from conversations.calendar import Calendar
from conversations.messages import Label
from conversations.options import Option


@dataclass(frozen=True)
class Department:
    """A desk to which something goes when it is not ours; without a code it is our own office."""

    label: Label
    code: str | None = None
    takes: frozenset[str] = frozenset()  # broken, complaint, benefits, official
    phone: str | None = None
    link: str | None = None
    retired: bool = False


@dataclass(frozen=True)
class Helplines:
    """The places of help, as the texts of danger name them."""

    emergency: str = "112"
    suicide: str = "113"
    home: str = "0800-2000"
    team: str | None = None  # of the neighbourhood: its name and number
    team_phone: str | None = None


@dataclass(frozen=True)
class YouthWorker:
    """The person to whom somebody under 16 is referred."""

    name: str
    phone: str


@dataclass(frozen=True)
class Programme:
    """The part of `programme.toml` that words and rules depend on."""

    name: str
    office: str  # who reads when nobody is enrolled
    controller: str  # who is responsible for the data (GDPR)
    privacy_link: str
    notice_version: str
    languages: Mapping[str, str]  # code -> own name, the default first
    lists: Mapping[str, tuple[Option, ...]]  # "wijken", "themes"
    calendar: Calendar
    desks: tuple[Department, ...] = ()
    helplines: Helplines = Helplines()
    youth: YouthWorker | None = None
    managers: Mapping[str, str] = field(default_factory=dict)  # wijk -> a name, as enrolled
    push_detail: str = "full"  # "notice": what others may see says only that there is news

    @property
    def default_language(self) -> str:
        return next(iter(self.languages))

    def office_or(self, name: str | None) -> str:
        return name or self.office

    @property
    def own_department(self) -> Department:
        return Department(Label({self.default_language: self.office}))

    def desk(self, code: str | None) -> Department:
        """Return the desk, also a retired one; the office itself when there is no such desk."""
        return next((d for d in self.desks if d.code == code), self.own_department)

    def department_for(self, what: str) -> Department:
        """Return where something of that sort goes now: the office when nobody else takes it."""
        found = (d for d in self.desks if what in d.takes and not d.retired)
        return next(found, self.own_department)

    def label(self, list_name: str, code: str | None) -> Label | None:
        labels = (o.label for o in self.lists[list_name] if o.code == code)
        return next((label for label in labels if isinstance(label, Label)), None)
