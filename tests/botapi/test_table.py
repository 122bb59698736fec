"""The table says what the facts say, and every type in it can be checked."""

import json
import os
from pathlib import Path

import pytest

from tests.botapi.make_table import TABLE, table_text
from tests.botapi.methods import HANDLERS
from tests.botapi.schema import Field, load

HERE = Path(__file__).resolve().parents[2]
FACTS = Path(os.environ.get("BOTAPI_FACTS", HERE.parent / "shared" / "botapi" / "facts.json"))


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts are not here; set BOTAPI_FACTS")
def test_table_is_made_from_the_facts() -> None:
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    assert table_text(facts) == TABLE.read_text(encoding="utf-8")


def test_every_handler_is_in_the_table() -> None:
    assert HANDLERS.keys() <= load().methods.keys()


def test_field_lines_are_read() -> None:
    line = "InputFile | String! 1-64 bytes"
    assert Field.parse("m", "n", line) == Field(
        "m", "n", ("InputFile", "String"), True, 1, 64, "bytes"
    )
    assert Field.parse("m", "n", "Boolean") == Field("m", "n", ("Boolean",), False)


def test_every_parameter_can_be_checked() -> None:
    for method in load().methods.values():
        for parameter in method.parameters.values():
            with pytest.raises(Exception, match=r"Bad Request"):
                parameter.check(object())
