"""The picture of the lifecycle in the docs is made from the table; ACCEPT_DRAWING=1 makes it."""

from __future__ import annotations

import os
from pathlib import Path

from conversations.calendar import Clocks
from conversations.lifecycle import CHANGES, ENDED, Change, Party, Status
from conversations.promises import What

FILE = Path(__file__).parents[2] / "docs" / "lifecycle.md"

HEAD = """# What happens to a contribution

Made from `conversations/lifecycle.py` and `conversations/promises.py` by a test, which fails when
this page is not what those tables say (`ACCEPT_DRAWING=1` writes it anew).

"""


def drawn() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.RECEIVED}"]
    for status in Status:
        arrows: dict[str, list[str]] = {}
        for change in CHANGES:
            if status in change.sources:
                arrows.setdefault(str(change.target), []).append(f"{change.act} ({_who(change)})")
        lines += [f"    {status} --> {to}: {', '.join(acts)}" for to, acts in arrows.items()]
    lines += [f"    {status} --> [*]" for status in Status if status in ENDED]
    lines += ["```", "", "| what happens | from | to | by | who hears |", "|---|---|---|---|---|"]
    for change in CHANGES:
        sources = ", ".join(str(s) for s in Status if s in change.sources)
        lines.append(
            f"| {change.act} | {sources} | {change.target} | {_who(change)} | {change.hears} |"
        )
    lines += ["", "What falls due: " + ", ".join(f"`{what}`" for what in What) + "."]
    lines += ["", "The clocks, in working days, unless the programme says otherwise:", ""]
    lines += [f"- `{name}` = {value}" for name, value in vars_of(Clocks()).items()]
    return HEAD + "\n".join(lines) + "\n"


def _who(change: Change) -> str:
    return " or ".join(party for party in Party if party in change.who)


def vars_of(clocks: Clocks) -> dict[str, int]:
    return {name: getattr(clocks, name) for name in Clocks.__slots__}


def test_the_picture_is_what_the_table_says() -> None:
    if "ACCEPT_DRAWING" in os.environ:
        FILE.write_text(drawn())
    assert FILE.read_text() == drawn()
