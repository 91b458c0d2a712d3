"""A generated England is as large as asked for, passes the checks, has what England has, and is the same each time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.generate import generate, main
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.tables import read_tables
from graphsvc.model import Dataset

ORGANISATIONS, PARTNERSHIPS = 4_000, 12_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "england"
    generate(folder, ORGANISATIONS, PARTNERSHIPS, seed=7)
    return folder


@pytest.fixture(scope="module")
def dataset(made: Path) -> Dataset:
    """Its rows; that they are there says that all checks passed."""
    return check_tables(read_tables(made))


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(made: Path, tmp_path: Path) -> None:
    asked = ["--organisations", str(ORGANISATIONS), "--partnerships", str(PARTNERSHIPS)]
    for seed in ("7", "8"):
        done = CliRunner().invoke(main, [str(tmp_path / seed), *asked, "--seed", seed])
        assert done.exit_code == 0, done.output
    assert content(tmp_path / "7") == content(made)
    differing = {name for name, bytes_ in content(tmp_path / "8").items() if bytes_ != content(made)[name]}
    assert differing == {"organisations.csv", "successions.csv", "relationships.csv", "reviews.csv"}


def test_it_has_as_many_rows_as_asked_for_and_no_two_drawn_names_are_the_same(dataset: Dataset) -> None:
    assert len(dataset["organisations"]) == ORGANISATIONS
    assert len(dataset["relationships"]) == PARTNERSHIPS
    names = Counter(row["name"] for row in dataset["organisations"])
    drawn = [row["name"] for row in dataset["organisations"] if row["source"] == "generated"]
    assert [name for name in drawn if names[name] > 1] == []


def test_it_has_closed_ones_that_others_followed_hosts_national_ones_aliases_and_positions(dataset: Dataset) -> None:
    drawn = [row for row in dataset["organisations"] if row["source"] == "generated"]
    followed = {row["predecessor"] for row in dataset["successions"]}
    closed = {row["id"] for row in drawn if row["status"] == "closed"}
    assert closed & followed
    assert closed - followed
    for column in ("host", "aliases", "longitude", "opened"):
        filled = sum(1 for row in drawn if row[column])
        assert 0 < filled < len(drawn), column
    assert {row["organisation_type"] for row in drawn} >= {"school", "vcse", "fe-college", "network"}


def test_a_few_organisations_have_very_many_partners_and_evidence_is_shared(dataset: Dataset) -> None:
    partnerships = dataset["relationships"]
    degrees = Counter(row[end] for row in partnerships for end in ("source_org", "target_org"))
    ranked = [count for _, count in degrees.most_common()]
    assert ranked[0] > 20 * ranked[len(ranked) // 2]
    assert sum(ranked[: len(ranked) // 20]) > 0.3 * sum(ranked)
    assert max(Counter(row["evidence"] for row in partnerships).values()) > 5


def test_most_partners_are_near(dataset: Dataset) -> None:
    districts = {row["id"]: row["place_code"] for row in dataset["organisations"] if row["place_code"]}
    both = [(districts.get(row["source_org"]), districts.get(row["target_org"])) for row in dataset["relationships"]]
    known = [pair for pair in both if None not in pair]
    assert sum(1 for source, target in known if source == target) > 0.4 * len(known)


def test_partnerships_have_every_area_kind_status_basis_and_way_of_dating(dataset: Dataset) -> None:
    partnerships = dataset["relationships"]
    assert {row["value_area"] for row in partnerships} == {row["value_area"] for row in dataset["value_areas"]}
    for column, count in (("kind", 7), ("status", 3), ("evidence_basis", 2)):
        assert len({row[column] for row in partnerships}) == count
    for column in ("since", "until", "evidence_date"):
        assert {len(row[column]) for row in partnerships} == {0, 4, 7, 10}
    assert {bool(row["benefits"]) for row in partnerships} == {True, False}
    assert dataset["reviews"]


@pytest.mark.parametrize("asked", [["--organisations", "100"], ["--partnerships", "0"]])
def test_what_cannot_be_made_is_refused_by_name(asked: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(tmp_path / "out"), *asked])
    assert done.exit_code == 2
    assert f"Invalid value for {asked[0]}" in done.output
    assert not (tmp_path / "out").exists()
