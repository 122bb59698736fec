"""Make `table.json`, the Bot API as a compact table, from the full facts.

A field is written as one line: its types, `!` when it is required, and its limits, for example
`String! 1-4096 characters`.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("table.json")


def field_line(field: Mapping[str, Any]) -> str:
    """Return the one-line form of a parameter or a field."""
    line = " | ".join(field["types"])
    if field.get("required"):
        line += "!"
    if "unit" in field:
        line += f" {field['min']}-{field['max']} {field['unit']}"
    if "max_items" in field:
        line += f" {field.get('min_items', 0)}-{field['max_items']} items"
    return line


def field_lines(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the one-line forms of several fields, by name."""
    return {name: field_line(fields[name]) for name in sorted(fields)}


def type_lines(kind: Mapping[str, Any]) -> dict[str, str] | list[str]:
    """Return a type's fields, or the list of its variants."""
    if "one_of" in kind:
        return list(kind["one_of"])
    return field_lines(kind["fields"])


def table_text(facts: Mapping[str, Any]) -> str:
    """Return the table as JSON with one method or type a line."""
    methods = {name: field_lines(facts["methods"][name]) for name in sorted(facts["methods"])}
    types = {name: type_lines(facts["types"][name]) for name in sorted(facts["types"])}
    parts = [f'"version": {json.dumps(facts["version"])}']
    for title, section in (("methods", methods), ("types", types)):
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(section[key])}" for key in section)
        parts.append(f'"{title}": {{\n{lines}\n}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> int:
    """Write the table from the facts file that is named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.botapi.make_table FACTS.json\n")
        return 2
    facts = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    TABLE.write_text(table_text(facts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
