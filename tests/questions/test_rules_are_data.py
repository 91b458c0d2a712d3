"""Rules: value areas, partner types and expectations are data. New ones in a copied seed folder need no code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graphsvc.snapshot.graph import Snapshot
from tests.comparison import Product, SecondReading
from tests.fixtures.vocabulary import LEEDS, MANCHESTER, with_new_words
from tests.reading.tables import read_folder

DAY = date(2026, 11, 23)


def test_a_sixth_value_area_a_local_rule_for_a_place_and_a_new_partner_type(tmp_path: Path) -> None:
    tables = read_folder(with_new_words(tmp_path / "seed"))
    product, reading = Product(Snapshot.from_rows(tables), DAY), SecondReading(tables, DAY)
    leeds, manchester = product.gaps(LEEDS), product.gaps(MANCHESTER)
    assert (leeds, manchester) == (reading.gaps(LEEDS), reading.gaps(MANCHESTER))
    assert leeds["cells"]["climate", "transport"]["state"] == "recorded"
    assert manchester["cells"]["climate", "transport"]["state"] == "unrecorded"
    assert leeds["cells"]["social-inclusion", "vcse"]["rule"] == ("leeds/no-vcse", 1)
    assert manchester["cells"]["social-inclusion", "vcse"]["rule"][0] == "social-inclusion/vcse"
