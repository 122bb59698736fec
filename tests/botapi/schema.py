"""Checks for every method's parameters, compiled once from `table.json`."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.botapi.refusal import Refusal, bad_request
from tests.botapi.rules import RULES, utf16_length

Json = dict[str, Any]
Check = Callable[[Any], None]

TABLE = Path(__file__).with_name("table.json")
LINE = re.compile(r"([^!]+?)(!)?(?: (\d+)-(\d+) (\w+))?\Z")
WHOLE = re.compile(r"-?\d{1,19}\Z")
INT64 = 2**63
TEXT_KINDS = frozenset({"String", "InputFile"})
SCALAR_KINDS = TEXT_KINDS | {"Boolean", "Float", "Integer"}

# What Telegram says, by field, when it is missing or empty and when it is too long.
EMPTY = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "callback_data": "BUTTON_DATA_INVALID",
    "command": "BOT_COMMAND_INVALID",
    "description": "BOT_COMMAND_DESCRIPTION_INVALID",
}
TOO_LONG = {
    ("sendMessage", "text"): "message is too long",
    ("editMessageText", "text"): "MESSAGE_TOO_LONG",
    ("answerCallbackQuery", "text"): "MESSAGE_TOO_LONG",
    ("InlineKeyboardButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("BotCommand", "command"): "BOT_COMMAND_INVALID",
    ("BotCommand", "description"): "BOT_COMMAND_DESCRIPTION_INVALID",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came along in a multipart body."""

    name: str
    mime_type: str
    data: bytes

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {self.mime_type!r}, {len(self.data)} bytes)"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter or field as the table describes it."""

    owner: str
    name: str
    types: tuple[str, ...]
    required: bool
    low: int = 0
    high: int | None = None
    unit: str = ""

    @classmethod
    def parse(cls, owner: str, name: str, line: str) -> "Field":
        """Read one line of the table."""
        match = LINE.match(line)
        if match is None:
            raise ValueError(f"{owner}.{name}: {line!r}")
        types, required, low, high, unit = match.groups()
        return cls(
            owner,
            name,
            tuple(types.split(" | ")),
            bool(required),
            int(low or 0),
            int(high) if high else None,
            unit or "",
        )


def wrong_type(field: Field) -> Refusal:
    """Return the refusal of a value of another type than the field's."""
    return bad_request(f"field {field.name!r} of {field.owner} must be {' or '.join(field.types)}")


def wrong_length(field: Field, length: int) -> Refusal:
    """Return the refusal of a text or list that is too short or too long."""
    if length < field.low and field.name in EMPTY:
        return bad_request(EMPTY[field.name])
    if field.high is not None and length > field.high:
        if (field.owner, field.name) in TOO_LONG:
            return bad_request(TOO_LONG[field.owner, field.name])
        if field.name == "caption":
            return bad_request("message caption is too long")
    return bad_request(f"{field.name} must be {field.low}-{field.high} {field.unit}, not {length}")


def missing(name: str) -> Refusal:
    """Return the refusal of a call without a required parameter."""
    return bad_request(EMPTY.get(name, f"parameter {name!r} is required"))


class Schema:
    """The compiled table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._types: Mapping[str, Any] = table["types"]
        self._objects: dict[str, Check] = {}
        self.update_kinds = frozenset(table["types"]["Update"]) - {"update_id"}
        self.methods = {
            name: Method(
                name, [self._parameter(Field.parse(name, *item)) for item in lines.items()]
            )
            for name, lines in table["methods"].items()
        }

    def _parameter(self, field: Field) -> "Parameter":
        return Parameter(field, self._field(field), _reader(field))

    def _field(self, field: Field) -> Check:
        if field.name == "parse_mode" or field.name.endswith("_parse_mode"):
            return _no_parse_mode
        check = self._any_of(field, field.types)
        return check if field.high is None else _with_length(field, check)

    def _any_of(self, field: Field, types: tuple[str, ...]) -> Check:
        if len(types) == 1:
            return self._one(field, types[0])
        if all(kind.startswith("Array of ") for kind in types):
            items = tuple(kind.removeprefix("Array of ") for kind in types)
            return _list_of(field, self._union(field, items))
        if all(kind in self._types and kind != "InputFile" for kind in types):
            return self._union(field, types)
        return _first_that_fits(field, [self._one(field, kind) for kind in types])

    def _one(self, field: Field, kind: str) -> Check:
        if kind.startswith("Array of "):
            return _list_of(field, self._one(field, kind.removeprefix("Array of ")))
        if kind == "InputFile":
            return _upload(field)
        if kind in self._types:
            return self._later(field, kind)
        return _SCALARS[kind](field)

    def _later(self, field: Field, kind: str) -> Check:
        """Return a check that is compiled when first used, since types refer to each other."""
        compiled: list[Check] = []

        def check(value: Any) -> None:
            if not compiled:
                compiled.append(self._object(field, kind))
            compiled[0](value)

        return check

    def _object(self, field: Field, kind: str) -> Check:
        if kind not in self._objects:
            definition = self._types[kind]
            if isinstance(definition, list):
                named = Field(field.owner, field.name, (kind,), False)
                self._objects[kind] = self._any_of(named, tuple(definition))
            else:
                fields = [Field.parse(kind, *item) for item in definition.items()]
                checks = {item.name: self._field(item) for item in fields}
                required = tuple(item.name for item in fields if item.required)
                self._objects[kind] = _object(kind, checks, required)
        return self._objects[kind]

    def _union(self, field: Field, kinds: tuple[str, ...]) -> Check:
        variants = {kind: self._one(field, kind) for kind in kinds}
        by_type = self._by_type(kinds)
        by_key = self._by_key(kinds)

        def check(value: Any) -> None:
            if type(value) is not dict:
                raise wrong_type(field)
            for key, kind in by_key.items():
                if key in value:
                    return variants[kind](value)
            if by_type:
                kind = by_type.get(str(value.get("type")), "")
                if not kind:
                    raise bad_request(f"can't parse {field.name}: unknown or missing type")
                return variants[kind](value)
            return _first_that_fits(field, list(variants.values()))(value)

        return check

    def _by_type(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """Map the value of `type` to the variant: InputMediaLivePhoto is `live_photo`."""
        if not all("type" in self._types[kind] for kind in kinds):
            return {}
        prefix = min(kinds)
        while not all(kind.startswith(prefix) and kind > prefix for kind in kinds):
            prefix = re.sub(r"[A-Z][^A-Z]*\Z", "", prefix)
        names = {_snake(kind.removeprefix(prefix)): kind for kind in kinds}
        return {} if any(name.startswith("cached_") for name in names) else names

    def _by_key(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """Map a required field that only one variant has to that variant."""
        needs = {
            kind: {name for name, line in self._types[kind].items() if "!" in line}
            for kind in kinds
            if isinstance(self._types[kind], dict)
        }
        found: dict[str, str] = {}
        for kind in needs:
            others = set().union(*(self._types[other] for other in needs if other != kind))
            own = needs[kind] - others - {"type"}
            if own:
                found[min(own)] = kind
        return found if len(found) == len(kinds) else {}


class Parameter:
    """One parameter's check, and how to read it from a form."""

    __slots__ = ("check", "field", "read", "structured")

    def __init__(self, field: Field, check: Check, read: Callable[[str], Any]) -> None:
        self.field = field
        self.check = check
        self.read = read
        self.structured = not (SCALAR_KINDS & set(field.types))


class Method:
    """One method's parameters."""

    __slots__ = ("name", "parameters", "required")

    def __init__(self, name: str, parameters: Iterable[Parameter]) -> None:
        self.name = name
        self.parameters = {item.field.name: item for item in parameters}
        self.required = tuple(
            item.field.name for item in self.parameters.values() if item.field.required
        )

    def check(self, given: Mapping[str, Any], *, form: bool) -> Json:
        """Return the parameters with their types, or raise the refusal."""
        checked: Json = {}
        parameters = self.parameters
        for name, value in given.items():
            parameter = parameters.get(name)
            if parameter is None:
                raise bad_request(f"unknown parameter {name!r} of {self.name}")
            if type(value) is str and (form or parameter.structured):
                value = parameter.read(value)
            parameter.check(value)
            checked[name] = value
        for name in self.required:
            if name not in checked:
                raise missing(name)
        return checked


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _no_parse_mode(_: Any) -> None:
    raise bad_request("parse_mode is refused by this test server: send entities instead")


def _object(kind: str, checks: Mapping[str, Check], required: tuple[str, ...]) -> Check:
    rule = RULES.get(kind)

    def check(value: Any) -> None:
        if type(value) is not dict:
            raise bad_request(f"{kind} must be a JSON object")
        for name, item in value.items():
            field_check = checks.get(name)
            if field_check is None:
                raise bad_request(f"unknown field {name!r} in {kind}")
            field_check(item)
        for name in required:
            if name not in value:
                raise bad_request(f"field {name!r} is missing in {kind}")
        if rule is not None:
            rule(value)

    return check


def _list_of(field: Field, item_check: Check) -> Check:
    def check(value: Any) -> None:
        if type(value) is not list:
            raise wrong_type(field)
        for item in value:
            item_check(item)

    return check


def _first_that_fits(field: Field, checks: list[Check]) -> Check:
    def check(value: Any) -> None:
        problem = wrong_type(field)
        for one in checks:
            try:
                return one(value)
            except Refusal as refusal:
                problem = refusal
        raise problem if len(checks) == 1 else wrong_type(field)

    return check


def _with_length(field: Field, check: Check) -> Check:
    low, high = field.low, field.high or 0
    measure = {"characters": utf16_length, "bytes": _byte_length, "items": len}[field.unit]

    def check_length(value: Any) -> None:
        check(value)
        length = measure(value)
        if length < low or length > high:
            raise wrong_length(field, length)

    return check_length


def _byte_length(text: str) -> int:
    return len(text.encode())


def _integer(field: Field) -> Check:
    def check(value: Any) -> None:
        if type(value) is not int or not -INT64 <= value < INT64:
            raise wrong_type(field)

    return check


def _float(field: Field) -> Check:
    def check(value: Any) -> None:
        if type(value) is not float and type(value) is not int:
            raise wrong_type(field)

    return check


def _boolean(field: Field) -> Check:
    def check(value: Any) -> None:
        if type(value) is not bool:
            raise wrong_type(field)

    return check


def _string(field: Field) -> Check:
    def check(value: Any) -> None:
        if type(value) is not str:
            raise wrong_type(field)
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise bad_request("strings must be encoded in UTF-8") from None

    return check


def _upload(field: Field) -> Check:
    def check(value: Any) -> None:
        if type(value) is not Upload:
            raise wrong_type(field)

    return check


_SCALARS: dict[str, Callable[[Field], Check]] = {
    "Boolean": _boolean,
    "Float": _float,
    "Integer": _integer,
    "String": _string,
}
_TRUTH = {"true": True, "True": True, "1": True, "false": False, "False": False, "0": False}


def _reader(field: Field) -> Callable[[str], Any]:
    """Return how to read the field's text in a form; what cannot be read stays text."""
    if set(field.types) == {"Integer", "String"}:
        return lambda text: int(text) if WHOLE.match(text) else text
    if TEXT_KINDS & set(field.types):
        return lambda text: text
    if field.types == ("Integer",):
        return lambda text: int(text) if WHOLE.match(text) else text
    if field.types == ("Boolean",):
        return lambda text: _TRUTH.get(text, text)
    return _parsed(field)


def _parsed(field: Field) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return json.loads(text)
        except ValueError:
            raise bad_request(f"can't parse {field.name} JSON object") from None

    return read


@cache
def load() -> Schema:
    """Return the schema, compiled on first use."""
    return Schema(json.loads(TABLE.read_text(encoding="utf-8")))
