"""What is taken for plain without a closer look is what the closer look would let through."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from graphsvc.ingest.cells import cell_problem
from graphsvc.ingest.columns import plain
from graphsvc.ingest.texts import longest
from graphsvc.model import TABLES, Column, Table, canonical_value

COLUMNS = [(table, column) for table in TABLES for column in table.columns]
TEXTS = st.text(st.characters(max_codepoint=0x17F), max_size=40) | st.from_regex(r"\A[ -~]{1,30}\Z") | st.from_regex(
    r"\Ahttps?://[a-z.:/@ -]{1,30}\Z"
)


@given(st.sampled_from(COLUMNS), TEXTS)
@example(COLUMNS[0], "a\n")
@example(COLUMNS[1], "=1")
@example(COLUMNS[1], "-")
def test_plain_texts_have_no_fault_and_are_canonical(about: tuple[Table, Column], text: str) -> None:
    table, column = about
    if plain(column).fullmatch(text) and len(text) <= longest(column):
        assert cell_problem(table, column, text) == ""
        assert canonical_value(column, text) == text
