"""Rules: value areas, partner types and expectations are data. New ones in a copied seed folder need no code."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

from graphsvc.snapshot.graph import Snapshot
from tests.comparison import Product, SecondReading
from tests.reading.tables import read_folder

SEED = Path(__file__).parents[2] / "seed"
DAY = date(2026, 11, 23)
LEEDS = "GB-NHS-RR8"
MANCHESTER = "GB-NHS-R0A"


def add(folder: Path, table: str, **values: str) -> None:
    """Write one more row at the end of a file."""
    file = folder / f"{table}.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines))
    with file.open("a", encoding="utf-8", newline="") as lines:
        csv.DictWriter(lines, header, restval="").writerow(values)


def test_a_sixth_value_area_a_local_rule_for_a_place_and_a_new_partner_type(tmp_path: Path) -> None:
    folder = tmp_path / "seed"
    shutil.copytree(SEED, folder)
    add(folder, "value_areas", value_area="climate", name="Climate", document="A local plan", passage="1")
    add(
        folder,
        "partner_types",
        partner_type="transport",
        name="Transport body",
        organisation_types="government-body; company",
    )
    rule = {"version": "1", "effect": "expected", "scope": "any", "document": "A local plan"}
    add(folder, "expectations", rule="climate/transport", value_area="climate", partner_type="transport", **rule)
    add(
        folder, "expectations", rule="leeds/no-vcse", value_area="social-inclusion", partner_type="vcse",
        applies_to="E08000035", **(rule | {"effect": "not-expected"}),
    )  # fmt: skip
    add(
        folder, "relationships", id="X1", source_org=LEEDS, target_org="LOCAL-transport-for-greater-manchester",
        value_area="climate", kind="programme", status="active", since="2024", evidence="S001", evidence_date="2026",
        evidence_basis="read",
    )  # fmt: skip
    tables = read_folder(folder)
    product, reading = Product(Snapshot.from_rows(tables), DAY), SecondReading(tables, DAY)
    leeds, manchester = product.gaps(LEEDS), product.gaps(MANCHESTER)
    assert (leeds, manchester) == (reading.gaps(LEEDS), reading.gaps(MANCHESTER))
    assert leeds["cells"]["climate", "transport"]["state"] == "recorded"
    assert manchester["cells"]["climate", "transport"]["state"] == "unrecorded"
    assert leeds["cells"]["social-inclusion", "vcse"]["rule"] == ("leeds/no-vcse", 1)
    assert manchester["cells"]["social-inclusion", "vcse"]["rule"][0] == "social-inclusion/vcse"
