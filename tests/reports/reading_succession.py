"""What passed on, was proposed and lapsed, worked out from the CSV files for reports."""

from __future__ import annotations

from datetime import date

from tests.reading.dates import first_day, last_day
from tests.reading.records import state_of
from tests.reading.tables import Row
from tests.reports.reading_partners import OURS, Answer, Facts


def chain(on: Facts, start: str) -> dict[str, tuple[date, tuple[str, ...]]]:
    """Open organisations that followed one that is not: on the latest day of the way there, on which grounds."""
    found: dict[str, tuple[date, set[str]]] = {}

    def follow(organisation: str, latest: date, bases: frozenset[str]) -> None:
        if organisation in on.world.open:
            before, grounds = found.get(organisation, (latest, set()))
            found[organisation] = (max(before, latest), grounds | bases)
            return
        for row in on.tables["successions"]:
            day = first_day(row["date"])
            if row["predecessor"] == organisation and day is not None and day <= on.day:
                follow(row["successor"], max(latest, day), bases | {row["basis"]})

    if start not in on.world.open:
        follow(start, date.min, frozenset())
    return {heir: (day, tuple(sorted(bases))) for heir, (day, bases) in found.items()}


def evidence(on: Facts, row: Row) -> tuple[object, ...]:
    return (*on.titles[row["evidence"]], first_day(row["evidence_date"]))


def about(on: Facts, row: Row) -> tuple[object, ...]:
    return (row["value_area"], on.areas[row["value_area"]], row["kind"])


def in_region(on: Facts, pair: tuple[str, str], region: str) -> bool:
    """Whether a trust or board of a pair lies in a region, when one is given."""
    return not region or any(on.world.type_of(one) in OURS and on.in_region(one, region) for one in pair)


def proposed(on: Facts, region: str = "") -> Answer:
    answer: Answer = []
    for one, others in on.records.between.items():
        for other, records in others.items():
            if one > other or not in_region(on, (one, other), region):
                continue
            ours = [key for key in (one, other) if on.world.type_of(key) in OURS]
            pair = (other, one) if ours == [other] else (one, other)
            for record in records:
                if record.state == "proposed":
                    ends = tuple(part for key in pair for part in (key, on.name(key)))
                    answer.append((
                        record.id, *ends, *about(on, record.row), first_day(record.row["since"]), record.succeeded,
                        record.row["summary"] or None, *evidence(on, record.row),
                    ))
    return sorted(answer, key=lambda row: (row[2], row[1], row[4], row[3], row[0]))


def lapsed(on: Facts, since: date) -> Answer:
    answer: Answer = []
    for row in on.tables["relationships"]:
        until, seen = last_day(row["until"]), first_day(row["evidence_date"])
        day = until or seen
        if state_of(row, on.day) == "lapsed" and day is not None and since < day:
            ends = (row["source_org"], row["target_org"])
            answer.append((
                row["id"], day, "last day" if until else "date of evidence",
                *(part for key in ends for part in (key, on.name(key))), *about(on, row),
                tuple(on.name(key) for key in ends if key not in on.world.open), *evidence(on, row),
            ))
    return sorted(answer, key=lambda row: (-row[1].toordinal(), row[0]))  # type: ignore[attr-defined]


def reconfirm(on: Facts, since: date, region: str = "") -> Answer:
    answer = set()
    for one, others in on.records.between.items():
        for other, records in others.items():
            for record in records:
                row = record.row
                for gone, far in ((row["source_org"], row["target_org"]), (row["target_org"], row["source_org"])):
                    heirs, partners = chain(on, gone), on.records.heirs.of(far)
                    kinds = [on.world.type_of(key) for key in (gone, far, one, other)]
                    if record.inherited and one in heirs and other in partners and kinds[:2] == kinds[2:]:
                        day = heirs[one][0]
                        if day >= since and in_region(on, (one, other), region):
                            seen = first_day(row["evidence_date"])
                            age = whole_years(seen, on.day) if seen and seen <= on.day else None
                            answer.add((
                                row["id"], gone, on.name(gone), one, on.name(one), day, other, on.name(other),
                                *about(on, row), *evidence(on, row), age, row["evidence_basis"] == "read",
                            ))
    return sorted(answer, key=lambda row: (row[4], row[3], row[7], row[6], row[0], row[1]))


def whole_years(begin: date, end: date) -> int:
    return end.year - begin.year - ((end.month, end.day) < (begin.month, begin.day))


def lep_links(on: Facts) -> Answer:
    types = {row["organisation_type"]: row["name"] for row in on.tables["organisation_types"]}
    world, answer = on.world, []
    for row in on.tables["relationships"]:
        for lep, partner in ((row["source_org"], row["target_org"]), (row["target_org"], row["source_org"])):
            state = state_of(row, on.day)
            if world.type_of(lep) not in on.types_of("lep") or state is None:
                continue
            start = (row["id"], lep, on.name(lep), partner, on.name(partner), *about(on, row), state)
            heirs, there = chain(on, lep), world.area(partner)
            told = [
                heir for heir in heirs
                if len(heirs) == 1 or not there or not world.area(heir) or there & world.area(heir)
            ]
            for heir in told:
                kind = world.type_of(heir)
                answer.append((
                    *start, "passed on", heir, on.name(heir), types[kind], kind == world.type_of(lep), *heirs[heir],
                    *evidence(on, row),
                ))
            if not told:
                why = "open" if lep in world.open else "no heir in the area" if heirs else "no heir recorded"
                answer.append((*start, why, None, None, None, None, None, None, *evidence(on, row)))
    return sorted(answer, key=lambda row: (row[2], row[1], row[4], row[3], row[0], row[11] or "", row[10] or ""))
