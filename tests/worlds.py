"""Small datasets in the seed layout: a builder for tests written by hand, and a generator of arbitrary ones."""

from __future__ import annotations

from random import Random
from typing import Any

Rows = list[dict[str, str]]
AREAS = ("research", "estates", "skills")
DAYS = ("2023-12-31", "2024-02-29", "2024-03-31", "2024-04-01", "2024-06-30", "2025-02-28")
"""Days to ask about; the dates below lie on and around them and three years before them."""

BEFORE = ("2019", "2020-12-31", "2021", "2021-02", "2021-02-28", "2021-03-31", "2021-04", "2021-04-01", "2022-07-01")
AROUND = (
    "2023-12-31",
    "2024",
    "2024-01-01",
    "2024-02-29",
    "2024-03",
    "2024-03-31",
    "2024-04",
    "2024-04-01",
    "2024-04-02",
)
AFTER = ("2024-06-30", "2024-07", "2025", "2025-02", "2025-03-01", "2026-04-01")
DISTRICTS = tuple(f"D{number}" for number in range(1, 7))


class Dataset:
    """A dataset that grows by one call a row; every value not given has a plain default."""

    def __init__(self) -> None:
        self.tables: dict[str, Rows] = {
            name: []
            for name in (
                "benefits",
                "collection",
                "evidence",
                "expectations",
                "icb_tiles",
                "organisation_types",
                "organisations",
                "partner_types",
                "places",
                "relationships",
                "reviews",
                "sources",
                "successions",
                "value_areas",
                "within",
            )
        }
        self._add(
            "sources", id="S", title="A list", publisher="A publisher", vintage="2024", licence="OGL v3.0", note=""
        )
        self._add("evidence", id="E", title="A page", address="https://example.org/")
        for name, side, national in (
            ("nhs-trust", "nhs", "no"),
            ("icb", "nhs", "no"),
            ("university", "partner", "no"),
            ("vcse", "partner", "no"),
            ("local-authority", "partner", "no"),
            ("public-health-team", "partner", "no"),
            ("network", "convenor", "no"),
            ("dwp", "partner", "yes"),
        ):
            self._add("organisation_types", organisation_type=name, name=name, side=side, national=national)
            self._add("partner_types", partner_type=name, name=name, organisation_types=name)
        self._add("partner_types", partner_type="learning", name="Learning", organisation_types="university; vcse")
        for area in AREAS:
            self._add("value_areas", value_area=area, name=area, document="A document", passage="1")

    def _add(self, table: str, **row: str) -> None:
        self.tables[table].append(row)

    def place(self, code: str, kind: str = "local-authority-district", *, parts: tuple[str, ...] = ()) -> None:
        """A place and the places that lie in it."""
        self._add("places", code=code, name=code, kind=kind)
        for part in parts:
            self._add("within", child=part, parent=code, parent_kind=kind, share="1", basis="a list")

    def organisation(self, key: str, kind: str, **values: str) -> str:
        """An organisation; its id is given back."""
        row = dict.fromkeys(
            (
                "opened",
                "closed",
                "place_code",
                "covers_code",
                "place_basis",
                "postcode",
                "longitude",
                "latitude",
                "aliases",
                "icb",
                "tier",
                "host",
                "national",
            ),
            "",
        )
        status = "closed" if values.get("closed") else "open"
        self._add(
            "organisations", id=key, name=key, organisation_type=kind, status=status, source="S", **(row | values)
        )
        return key

    def partnership(self, one: str, other: str, value_area: str = "research", **values: str) -> str:
        """A record; its id is given back."""
        key = values.pop("id", f"P{len(self.tables['relationships']) + 1:03}")
        row = {
            "kind": "programme",
            "status": "active",
            "since": "2020",
            "until": "",
            "evidence": "E",
            "evidence_date": "2023-06-01",
            "evidence_basis": "read",
            "summary": "",
        } | values
        self._add("relationships", id=key, source_org=one, target_org=other, value_area=value_area, **row)
        return key

    def succession(self, predecessor: str, successor: str, on: str = "2024-04-01") -> None:
        """One organisation's life or functions pass to another."""
        self._add(
            "successions",
            predecessor=predecessor,
            successor=successor,
            date=on,
            kind="merger",
            basis="a list",
            source="S",
        )

    def expectation(self, partner_type: str, value_area: str = "research", **values: str) -> str:
        """A rule; its id is given back."""
        rule = values.pop("rule", f"{value_area}/{partner_type}")
        row = {
            "version": "1",
            "applies_to": "",
            "effect": "expected",
            "scope": "any",
            "valid_from": "",
            "valid_to": "",
            "document": "A document",
            "passage": "1",
            "note": "",
        } | values
        self._add("expectations", rule=rule, value_area=value_area, partner_type=partner_type, **row)
        return rule

    def collection(self, partner_type: str, partnerships: str) -> None:
        """How far partnerships of a partner type have been collected."""
        self._add("collection", partner_type=partner_type, organisations="partial", partnerships=partnerships, note="")

    def review(
        self, organisation: str, partner_type: str, asked_on: str, answer: str = "none", area: str = "research"
    ) -> None:
        """Somebody asked."""
        self._add(
            "reviews",
            organisation=organisation,
            value_area=area,
            partner_type=partner_type,
            asked_on=asked_on,
            answer=answer,
            note="",
        )


def england_in_small(data: Dataset) -> None:
    """Six districts under two boards, in two NHS regions of one country."""
    for district in DISTRICTS:
        data.place(district)
    data.place("B1", "icb-area", parts=("D1", "D2", "D3"))
    data.place("B2", "icb-area", parts=("D4", "D5"))
    data.place("U1", "upper-tier-area", parts=("D2", "D3"))
    data.place("C1", "combined-authority-area", parts=("D3", "D4"))
    data.place("N1", "nhs-region", parts=("B1",))
    data.place("N2", "nhs-region", parts=("B2",))
    data.place("EN", "country", parts=("N1", "N2"))


def any_world(draw: Random) -> Dataset:
    """A small world with parallel records, chains of succession, splits, closures, hosts, local rules, reviews."""
    data = Dataset()
    england_in_small(data)
    for name, covers in (("Q1", "B1"), ("Q2", "B2"), ("Q3", "B2")):
        place = draw.choice(("", "", "D1", "D5"))
        covered = draw.choice((covers, covers, covers, ""))
        data.organisation("GB-NHS-" + name, "icb", place_code=place, covers_code=covered, **_life(draw, 4))
    kinds = (
        ["nhs-trust"] * 4 + ["university", "vcse", "local-authority", "network"] * 3 + ["dwp", "public-health-team"] * 2
    )
    names = ["GB-NHS-Q1", "GB-NHS-Q2", "GB-NHS-Q3"]
    for number, kind in enumerate(kinds[: draw.randint(6, len(kinds))]):
        names.append(
            data.organisation(f"{kind[0].upper()}{number:02}", kind, **_life(draw, 3), **_situation(draw, kind))
        )
    for row in data.tables["organisations"]:
        if draw.random() < (0.8 if row["organisation_type"] == "public-health-team" else 0.15):
            row["host"] = draw.choice(names)
    _follow(draw, data, names)
    known = draw.sample(names, draw.randint(4, len(names)))
    for _ in range(draw.randint(3, 60)):
        one, other = draw.sample(known, 2)
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            data.partnership(one, other, draw.choice(AREAS), **_record(draw))
    if draw.random() < 0.3:
        names += _merged_and_split(draw, data)
    _expect(draw, data, names)
    return data


def _merged_and_split(draw: Random, data: Dataset) -> list[str]:
    """Two that worked with each other and ended, each followed by the same two: a pair of heirs is reached twice."""
    kind = draw.choice(("nhs-trust", "vcse"))
    ended = [data.organisation(f"Y{number}", kind, closed=draw.choice(AROUND)) for number in (1, 2)]
    heirs = [data.organisation(f"Z{number}", kind, **_situation(draw, kind)) for number in (1, 2)]
    for one in ended:
        for heir in heirs:
            data.succession(one, heir, draw.choice(AROUND))
    data.partnership(ended[0], ended[1], draw.choice(AREAS), **_record(draw))
    return [*ended, *heirs]


def _life(draw: Random, seldom: int) -> dict[str, str]:
    """Opened and closed dates, mostly none."""
    if draw.randrange(seldom):
        return {}
    opened, closed = draw.choice(
        [("", AROUND), ("", AFTER), ("2019", AROUND), ("2019", AFTER), (AROUND, ""), (AROUND, "2026")]
    )
    return {
        "opened": opened if isinstance(opened, str) else draw.choice(opened),
        "closed": closed if isinstance(closed, str) else draw.choice(closed),
    }


def _situation(draw: Random, kind: str) -> dict[str, str]:
    """Where it sits, what it covers, its board, whether it deals with everyone."""
    covering = kind in ("local-authority", "public-health-team") or draw.random() < 0.1
    return {
        "place_code": draw.choice(("", *DISTRICTS)),
        "covers_code": draw.choice(("", *DISTRICTS, "U1", "C1", "B1")) if covering else "",
        "icb": draw.choice(("", "Q1", "Q2", "Q3")) if kind == "nhs-trust" else "",
        "national": draw.choice(("", "", "", "", "yes", "no")),
    }


def _record(draw: Random) -> dict[str, str]:
    since, until = draw.choice(("", *BEFORE, draw.choice(AROUND))), ""
    if draw.random() < 0.3:
        until = draw.choice(AFTER if since in AROUND else AROUND + AFTER)
    return {
        "kind": draw.choice(("programme", "membership", "contract")),
        "status": draw.choice(("active",) * 8 + ("proposed", "lapsed")),
        "since": since,
        "until": until,
        "evidence_date": draw.choice(("", *BEFORE, *BEFORE, *BEFORE, *AROUND, *AFTER)),
        "evidence_basis": draw.choice(("read", "read", "well-known, unread")),
    }


def _follow(draw: Random, data: Dataset, names: list[str]) -> None:
    """Successions, always from an earlier to a later name so that none goes in a circle."""
    kinds = {row["id"]: row["organisation_type"] for row in data.tables["organisations"]}
    followed = set()
    for row in data.tables["organisations"]:
        if not row["closed"] or draw.random() < 0.2:
            continue
        later = names[names.index(row["id"]) + 1 :]
        alike = [name for name in later if kinds[name] == row["organisation_type"]] or later
        for _ in range(draw.choice((1, 1, 2, 3))):
            heir = draw.choice(alike if draw.random() < 0.8 else later) if later else None
            if heir and (row["id"], heir) not in followed:
                followed.add((row["id"], heir))
                data.succession(row["id"], heir, draw.choice((*AROUND, "2024-04-01", "2024-04-01", *AFTER)))


def _expect(draw: Random, data: Dataset, names: list[str]) -> None:
    """Rules for everyone and local ones, what was collected, who asked."""
    types = [row["partner_type"] for row in data.tables["partner_types"]]
    places = [row["code"] for row in data.tables["places"]]
    for number in range(draw.randint(4, 14)):
        partner_type, area = draw.choice(types), draw.choice(AREAS)
        for version in range(1, draw.choice((2, 2, 2, 3))):
            data.expectation(
                partner_type,
                area,
                rule=f"rule-{number:02}",
                version=str(version),
                applies_to=draw.choice(("", "", "", draw.choice(places), draw.choice(names))),
                effect=draw.choice(("expected", "expected", "expected", "not-expected")),
                scope=draw.choice(("any", "covering")),
                valid_from=draw.choice(("", "", *AROUND)),
                valid_to=draw.choice(("", "", "", *AFTER)),
            )
    for partner_type in types:
        if draw.random() < 0.6:
            data.collection(partner_type, draw.choice(("complete", "partial", "none")))
    asked = {
        (draw.choice(names[:7]), draw.choice(types), draw.choice(DAYS), draw.choice(AREAS))
        for _ in range(draw.randint(0, 8))
    }
    for organisation, partner_type, day, area in sorted(asked):
        data.review(organisation, partner_type, day, draw.choice(("none", "none", "some")), area)


def any_case(draw: Random, tables: dict[str, Rows]) -> dict[str, Any]:
    """The words of an arbitrary question about paths that is not bad input."""
    recorded = {row[end] for row in tables["relationships"] for end in ("source_org", "target_org")}
    recorded |= {row["successor"] for row in tables["successions"]}
    names = [row["id"] for row in tables["organisations"] if row["id"] in recorded or draw.random() < 0.1]
    nearest = draw.random() < 0.3
    sources = draw.sample(names, min(len(names) - 1, draw.choice((1, 1, 1, 2, 3))))
    others = [name for name in names if name not in sources]
    target = draw.choice(others)
    spare = [name for name in names if name not in (target, sources[0])]
    avoid = draw.sample(spare, min(len(spare), draw.choice((0, 0, 0, 1, 3))))
    via = draw.choice([name for name in names if name not in avoid]) if draw.random() < 0.3 else ""
    return {
        "sources": tuple(sources),
        "target": "" if nearest else target,
        "target_type": draw.choice(("university", "vcse", "network", "dwp", "local-authority")) if nearest else "",
        "target_place": draw.choice(("", "", "B1", "D4", "C1", "EN")) if nearest else "",
        "value_areas": draw.choice(((), (), (), (AREAS[0],), AREAS[:2])),
        "kinds": draw.choice(((), (), (), ("programme",), ("programme", "contract"))),
        "k": draw.choice((1, 3, 7, 20)),
        "max_hops": draw.choice((1, 2, 3, 4, 6, 10)),
        "order": draw.choice(("hops", "evidence")),
        "inherited": draw.random() < 0.5,
        "national": draw.random() < 0.3,
        "avoid": tuple(avoid),
        "via": via,
    }
