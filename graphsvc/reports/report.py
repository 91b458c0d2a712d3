"""A report: one question in Cypher, with what its reader must know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Value = str | int | float | bool | date | tuple[str, ...] | None
"""What stands in one cell of an answer."""

ParameterType = Literal[
    "text", "whole", "number", "truth", "date", "choice", "organisation", "nhs-organisation", "icb", "region",
    "value-area", "partner-type", "organisation-type",
]
"""How a parameter is read. `organisation`, `nhs-organisation` (a trust or a board) and `icb` are ids, `region` the code
of an NHS region, `value-area`, `partner-type` and `organisation-type` ids of the vocabulary."""

ColumnType = Literal["text", "whole", "number", "share", "truth", "date", "texts"]
"""What a column holds. `share` is from 0 to 1, `texts` several texts."""

ChartKind = Literal["bars", "stacked", "heat"]
"""`bars`: a length for each row; `stacked`: lengths by series on one bar; `heat`: a shade for each pair of x and y."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader may choose.

    Attributes
    ----------
    name : str
        As the statement names it, without the dollar.
    type : ParameterType
        How it is read.
    help : str
        One sentence.
    default : str, int, float, bool or None
        What it is when not given; a date's may be `today` or `today-1y`. None: it must be given.
    choices : tuple of str
        What it may be, when it is a `choice`.
    minimum, maximum : int or None
        The least and the most of a `whole`; None for any.
    """

    name: str
    type: ParameterType
    help: str
    default: str | int | float | bool | None = None
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of the answer is.

    Attributes
    ----------
    name : str
        As the statement returns it.
    title : str
        In words.
    type : ColumnType
        What it holds.
    unit : str
        Of numbers: `cells`, `records`, `days`.
    """

    name: str
    title: str
    type: ColumnType = "text"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """How an answer is drawn: the names of the columns that make it."""

    kind: ChartKind
    x: str
    y: str
    series: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A question in Cypher.

    Attributes
    ----------
    id : str
        Its file's name without the ending.
    title, question, reading : str
        What it is called, what it answers in plain words, and how to read the answer.
    caveats : tuple of str
        What it leaves out.
    version : int
        Goes up whenever the same record would give another answer.
    parameters : tuple of Parameter
        What may be chosen.
    columns : tuple of Column
        What it returns, in order.
    example : mapping
        Parameters of a good first question.
    chart : Chart or None
        How it is drawn.
    empty : str
        Why the example may give no row; empty when it gives one.
    statement : str
        The whole file: it pastes into Neo4j Browser.
    sum : str
        SHA-256 of the file.
    """

    id: str
    title: str
    question: str
    reading: str
    version: int
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, str | int | float | bool]
    statement: str
    sum: str
    caveats: tuple[str, ...] = ()
    chart: Chart | None = None
    empty: str = ""
