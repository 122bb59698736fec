"""Put the example programme into the wheel: it stands at the top of the repository, where people
look for it, and a checkout reads it there; an installation reads the copy in `bot`.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExampleProgramme(BuildHookInterface):
    """Not by `force-include`: that also drops a copy beside an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file, except to an editable installation, which is a pointer to the checkout."""
        if version == "standard":
            build_data["force_include"]["programme.toml"] = "bot/programme.example.toml"
