"""A report holds what was found when somebody looked, for /ready and for `check`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """`problems` make it not ready; `warnings` do not."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)  # of `check`: a heading, a text

    @property
    def ready(self) -> bool:
        return not self.problems

    def add(self, other: Report) -> None:
        """Take over what another report holds."""
        self.problems += other.problems
        self.warnings += other.warnings
        self.figures |= other.figures
        self.lines += other.lines

    def as_json(self) -> dict[str, Any]:
        return {
            "ready": self.ready,
            "problems": self.problems,
            "warnings": self.warnings,
            **self.figures,
        }
