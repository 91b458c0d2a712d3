"""Which nodes and relationships the rows of each table give: what the statements of `cypher/load` write, as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphsvc.dates import first_day, last_day
from graphsvc.ingest.record import second_label
from graphsvc.model import TABLE, Kind, Row, Table, split_list
from graphsvc.snapshot.read import LAST_DAYS

Made = Callable[[str], str]
"""Makes of a canonical text what the importer reads."""

_TYPES = {
    Kind.NUMBER: ":double", Kind.INTEGER: ":long", Kind.FLAG: ":boolean", Kind.LIST: ":string[]", Kind.DAY: ":date",
}
_POSITION = "position"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a file.

    Attributes
    ----------
    header : str
        Its first line, which also says what the importer makes of it.
    column : str
        The table's column that it is made of.
    made : callable, optional
        How; without it the text stands as it is.
    """

    header: str
    column: str
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """One file: all nodes of a label, or all relationships of a type.

    Attributes
    ----------
    name : str
        The label or the type.
    table : Table
        Whose rows give them.
    fields : tuple of Field
        Columns of the file.
    key : tuple of str
        The properties by which one is found, in the order of the table's key without the columns of `ends`.
    ends : tuple of str
        Of a relationship: the columns that name the nodes at its ends.
    at_ends : tuple of str
        And the properties of these nodes that they name.
    stamped : bool
        Whether it says when it was first recorded and last changed.
    rows : callable, optional
        The rows that give it, where not each gives one.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    at_ends: tuple[str, ...] = ()
    stamped: bool = True
    rows: Callable[[Iterable[Row]], Iterable[Row]] | None = None

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name.lower()}.csv"


_first = lru_cache(maxsize=50_000)(lambda text: str(first_day(text) or ""))
_last = lru_cache(maxsize=50_000)(lambda text: str(last_day(text) or ""))


def _flag(text: str) -> str:
    return {"yes": "true", "no": "false"}.get(text, "")


def _parts(text: str) -> str:
    return text.replace("; ", ";")


_MADE: dict[Kind, Made] = {Kind.FLAG: _flag, Kind.LIST: _parts, Kind.DAY: _first}


def _properties(table: Table, named: Mapping[str, str], left_out: Iterable[str]) -> Iterator[Field]:
    for column in table.columns:
        if column.name in left_out:
            continue
        name = named.get(column.name, column.name)
        if column.kind is Kind.PARTIAL_DATE:
            yield Field(f"{name}:date", column.name, _last if column.name in LAST_DAYS else _first)
            yield Field(f"{name}_text", column.name)
        else:
            yield Field(f"{name}{_TYPES.get(column.kind, '')}", column.name, _MADE.get(column.kind))


def _nodes(
    label: str, table: str, named: Mapping[str, str] = {}, left_out: Iterable[str] = (), *further: Field
) -> Shape:
    about = TABLE[table]
    fields = list(_properties(about, named, left_out))
    key = tuple(named.get(column, column) for column in about.key)
    if label in _FOUND:
        at = next(index for index, field in enumerate(fields) if field.column == about.key[0])
        fields[at] = Field(f"{key[0]}:ID({label})", about.key[0])
    return Shape(label, about, (*fields, *further), key)


def _links(type_: str, table: str, ends: Mapping[str, str], named: Mapping[str, str] = {}) -> Shape:
    about = TABLE[table]
    (source, start), (target, end) = ends.items()
    key = tuple(named.get(column, column) for column in about.key if column not in ends)
    fields = (*_ends(source, start, target, end), *_properties(about, named, ends))
    return Shape(type_, about, fields, key, tuple(ends), (_FOUND[start], _FOUND[end]))


def _joins(type_: str, table: str, column: str, end: str) -> Shape:
    """Relationships that a filled column of nodes gives."""
    about = TABLE[table]
    fields = _ends(about.key[0], "Organisation", column, end)
    return Shape(type_, about, fields, stamped=False, rows=lambda rows: (row for row in rows if row[column]))


def _ends(source: str, start: str, target: str, end: str) -> tuple[Field, Field]:
    return Field(f":START_ID({start})", source), Field(f":END_ID({end})", target)


def _accepted(rows: Iterable[Row]) -> Iterator[Row]:
    """A row for each organisation type that a partner type accepts, with its position."""
    for row in rows:
        for position, one in enumerate(split_list(row["organisation_types"]), start=1):
            yield {"partner_type": row["partner_type"], "organisation_types": one, _POSITION: str(position)}


_FOUND = {"Organisation": "id", "OrganisationType": "id", "PartnerType": "id", "Place": "code", "ValueArea": "id"}
"""Labels of the nodes that relationships join, and the property that names them."""

NODES: tuple[Shape, ...] = (
    _nodes("Source", "sources"),
    _nodes("OrganisationType", "organisation_types", {"organisation_type": "id"}),
    _nodes("PartnerType", "partner_types", {"partner_type": "id"}, ("organisation_types",)),
    _nodes("ValueArea", "value_areas", {"value_area": "id"}),
    _nodes("Benefit", "benefits", {"benefit": "id"}),
    _nodes("Place", "places"),
    _nodes(
        "Organisation", "organisations", {"organisation_type": "type"}, ("place_code", "covers_code", "host"),
        Field(":LABEL", "organisation_type", second_label),
    ),
    _nodes("Tile", "icb_tiles"),
    _nodes("Evidence", "evidence"),
    _nodes("Collection", "collection"),
    _nodes("Review", "reviews"),
)

LINKS: tuple[Shape, ...] = (
    Shape(
        "ACCEPTS", TABLE["partner_types"],
        (*_ends("partner_type", "PartnerType", "organisation_types", "OrganisationType"),
         Field(f"{_POSITION}:long", _POSITION)),
        stamped=False, rows=_accepted,
    ),
    _links("WITHIN", "within", {"child": "Place", "parent": "Place"}),
    _joins("SITS_IN", "organisations", "place_code", "Place"),
    _joins("COVERS", "organisations", "covers_code", "Place"),
    _joins("HOSTED_BY", "organisations", "host", "Organisation"),
    _links("SUCCEEDED_BY", "successions", {"predecessor": "Organisation", "successor": "Organisation"}),
    _links(
        "PARTNERS_WITH", "relationships", {"source_org": "Organisation", "target_org": "Organisation"},
        {"evidence_basis": "basis"},
    ),
    _links("EXPECTS", "expectations", {"value_area": "ValueArea", "partner_type": "PartnerType"}),
)
