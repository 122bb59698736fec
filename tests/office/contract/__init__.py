"""The contract of stores: what each need is answered with, and what each field of `Writes` does."""

import pytest

pytest.register_assert_rewrite(
    "tests.office.contract.contributions",
    "tests.office.contract.people",
    "tests.office.contract.work",
    "tests.office.contract.records",
    "tests.office.contract.persons",
)
