"""What was released is never changed: revisions, and what was saved with each."""

from __future__ import annotations

from tests.saved import kept


def test_nothing_that_was_kept_is_otherwise_now() -> None:
    assert list(kept.faults(kept.sums(), kept.revision_files(), kept.saved())) == []


def test_a_changed_revision_is_seen() -> None:
    path = "storage/migrations/versions/0001_first_tables.py"
    [line] = kept.faults(kept.sums() | {path: "0" * 64}, [], [])
    assert line.startswith(f"{path} was changed: make a new revision instead")


def test_a_removed_revision_is_seen() -> None:
    [line] = kept.faults(kept.sums() | {"storage/migrations/versions/0000_gone.py": "0"}, [], [])
    assert line.endswith("0000_gone.py is gone, and was kept for ever")


def test_a_revision_without_a_database_is_seen() -> None:
    [line] = kept.faults(kept.sums(), ["0001"], [])
    assert line == "0001 has no saved database: run `python -m tests.saved.make`"


def test_a_saved_file_that_nobody_froze_is_seen() -> None:
    without = {path: digest for path, digest in kept.sums().items() if "queued" not in path}
    assert "tests/saved/0001/queued.jsonl is not in frozen.txt" in kept.faults(
        without, [], ["0001"]
    )
