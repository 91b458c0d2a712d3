"""The table of a map for a spreadsheet: a row for each record, and for records that are drawn as one."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.facts import end_ids
from graphsvc.maps.nodes import MapBundle, MapLink
from graphsvc.sheets import Sheet
from graphsvc.vocabulary import KINDS

_COLUMNS = (
    "value area", "organisation", "partner", "kind", "state", "since", "until", "evidence", "address",
    "evidence date", "evidence basis", "summary", "records", "record", "organisation id", "organisation type",
    "partner id", "partner type",
)


def table(drawing: Drawing) -> Sheet:
    """The records of a map, those of the organisations that were asked for first.

    Parameters
    ----------
    drawing : Drawing
        The map. Records that it draws as one have a row for each value area, which says how many they are.
    """
    ends = _Ends(drawing)
    rows = [ends.record(link) for link in (*drawing.own_links, *drawing.other_links)]
    rows += [row for bundle in drawing.bundles for row in ends.bundle(bundle)]
    left_out = [organisation.name for organisation in drawing.left_out]
    told = (
        drawing.note, drawing.filtered, f"As at {in_words(drawing.as_at)}.",
        f"Left out, {drawing.left_out_says}: {'; '.join(left_out)}." if left_out else "", drawing.source,
    )
    return Sheet(
        drawing.title, _COLUMNS, tuple(rows), tuple(line for line in told if line), drawing.as_at, drawing.snapshot
    )


class _Ends:
    """Who stands at the ends of a map's links."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._names = drawing.names_by_key
        self._ids = end_ids(drawing)
        self._types = {item.key: item.type for item in drawing.nodes} | {one.key: one.type for one in drawing.groups}

    def record(self, item: MapLink) -> tuple[object, ...]:
        record, evidence = item.link.partnership, item.link.partnership.evidence
        state = (item.state.word or str(item.link.state)) + (", undated" if item.link.undated else "")
        told = (
            KINDS[record.kind], state, record.since, record.until, evidence.title, evidence.address, evidence.date,
            evidence.basis, record.summary, 1, record.id,
        )
        return self._row(record.value_area, item.source, item.target, told)

    def bundle(self, bundle: MapBundle) -> list[tuple[object, ...]]:
        return [
            self._row(area, bundle.source, bundle.target, ("",) * 9 + (count, ""))
            for area, count in bundle.counts.items()
        ]

    def _row(self, area: str, source: str, target: str, told: tuple[object, ...]) -> tuple[object, ...]:
        return (
            self._drawing.area_names[area], self._names[source], self._names[target], *told,
            self._ids[source], self._types[source], self._ids[target], self._types[target],
        )
