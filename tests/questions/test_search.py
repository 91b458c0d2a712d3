"""Search and resolve: finding organisations by what people type."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.search import Likeness, resolve, search
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import view
from tests.worlds import Dataset

DAY = date(2026, 11, 23)
LEEDS = "GB-NHS-RR8"
LANCASHIRE = "GB-NHS-RXN"
BIRMINGHAM = "GB-NHS-RRK"
UNIVERSITY_OF_LEEDS = "GB-UKPRN-10007795"
UNIVERSITY_OF_MANCHESTER = "GB-UKPRN-10007798"
KINGS_COLLEGE = "GB-UKPRN-10003645"
CITY_OF_LEEDS = "E08000035"


@pytest.fixture(scope="module")
def england() -> View:
    """The seed as at a day."""
    return seed_snapshot().view(DAY)


def called(*names: str, **values: str) -> Dataset:
    """Voluntary organisations with these names, and ids that say nothing."""
    return called_too(Dataset(), *names, **values)


def called_too(data: Dataset, *names: str, **values: str) -> Dataset:
    """More of them in the same dataset."""
    for name in names:
        data.organisation(f"GB-CHC-{len(data.tables['organisations']) + 1}", "vcse", **values)
        data.tables["organisations"][-1]["name"] = name
    return data


def names(at: View, text: str, **options: Any) -> list[str]:  # noqa: ANN401 - of many types
    """Names of those found, best first."""
    return [match.organisation.name for match in search(at, text, **options)]


def ids(at: View, text: str, **options: Any) -> list[str]:  # noqa: ANN401 - of many types
    """Ids of those found, best first."""
    return [match.organisation.id for match in search(at, text, **options)]


def likeness(at: View, text: str) -> dict[str, Likeness]:
    """How each of those found fits."""
    return {match.organisation.id: match.likeness for match in search(at, text)}


# What makes no difference


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("leeds teaching hospitals nhs trust", LEEDS),
        ("LEEDS TEACHING HOSPITALS NHS TRUST", LEEDS),
        ("  Leeds   Teaching\tHospitals, NHS-Trust.  ", LEEDS),
        ("Leeds Teaching Hospital NHS Trust", LEEDS),
        ("King’s College London", KINGS_COLLEGE),
        ("King's College London", KINGS_COLLEGE),
        ("Kings College London", KINGS_COLLEGE),
        ("Guy's and St Thomas' NHS Foundation Trust", "GB-NHS-RJ1"),
        ("Guys & St. Thomas NHS Foundation Trust", "GB-NHS-RJ1"),
        ("guy’s and saint thomas’ nhs foundation trust", "GB-NHS-RJ1"),
        ("Telford and Wrekin Council", "GB-LAE-TFW"),
        ("Telford&Wrekin Council", "GB-LAE-TFW"),
        ("Saint Helens Council", "GB-LAE-SHN"),
        ("Uni of Leeds", UNIVERSITY_OF_LEEDS),
    ],
)
def test_case_punctuation_saint_and_ampersand_make_no_difference_to_a_whole_name(
    england: View, typed: str, found: str
) -> None:
    best = search(england, typed)[0]
    assert (best.organisation.id, best.likeness) == (found, Likeness.NAME)


@pytest.mark.parametrize("typed", ["cafe societe", "CAFÉ SOCIÉTÉ", "Cafe\u0301 Socie\u0301te\u0301"])
@pytest.mark.parametrize("name", ["Café Société", "Cafe Societe"])
def test_accents_make_no_difference_in_what_is_typed_and_in_the_name(name: str, typed: str) -> None:
    assert likeness(view(called(name, "Cafeteria")), typed) == {"GB-CHC-1": Likeness.NAME}


def test_saint_is_st_in_either_direction() -> None:
    at = view(called("St Mungo’s", "Saint Mungo Museum"))
    assert names(at, "saint mungo") == names(at, "St. Mungo") == ["Saint Mungo Museum", "St Mungo’s"]


def test_words_may_come_in_any_order_and_all_of_them_must_be_there(england: View) -> None:
    assert UNIVERSITY_OF_LEEDS in ids(england, "leeds university")
    assert LEEDS in ids(england, "hospitals teaching leeds")
    assert LEEDS not in ids(england, "leeds teaching university")


def test_a_word_may_be_the_beginning_of_one(england: View) -> None:
    assert ids(england, "leeds teach")[0] == LEEDS
    assert ids(england, "lee tea hosp")[0] == LEEDS


# Misspellings


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("univeristy of leeds", UNIVERSITY_OF_LEEDS),
        ("leeds teachng hospitals", LEEDS),
        ("univeristy of birmingam", "GB-UKPRN-10006840"),
        ("sheffeild hallam", "GB-UKPRN-10005790"),
        ("greater manchster combined authority", "GSS-E47000001"),
    ],
)
def test_words_spelt_nearly_alike_are_found(england: View, typed: str, found: str) -> None:
    best = search(england, typed)[0]
    assert (best.organisation.id, best.likeness) == (found, Likeness.MISSPELT)


def test_a_misspelt_town_finds_everyone_who_has_it_in_a_name(england: View) -> None:
    assert sorted(ids(england, "birmingam", limit=100)) == sorted(ids(england, "birmingham", limit=100))
    assert "GB-LAE-BIR" in ids(england, "birmingam")


def test_misspellings_count_only_where_no_name_has_the_words() -> None:
    at = view(called("Marlow Forum", "Marlaw Forum"))
    assert names(at, "Marlow") == ["Marlow Forum"]
    assert names(at, "Marliw") == ["Marlaw Forum", "Marlow Forum"]


def test_another_word_is_no_misspelling() -> None:
    assert names(view(called("Preston Forum")), "Boston") == []


# Abbreviations, other names and ids


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UHB", BIRMINGHAM), ("uhb", BIRMINGHAM), ("UHBFT", BIRMINGHAM), ("GMCA", "GSS-E47000001"), ("LTHT", LEEDS),
        ("L.T.H.T.", LEEDS), ("WMCA", "GSS-E47000007"), ("DWP", "LOCAL-department-for-work-and-pensions"),
        ("LTHFT", LANCASHIRE),
    ],
)  # fmt: skip
def test_initials_are_found_in_any_case_first(england: View, typed: str, found: str) -> None:
    best = search(england, typed)[0]
    assert (best.organisation.id, best.likeness) == (found, Likeness.INITIALS)


def test_initials_without_foundation_fit_less_than_those_of_the_register(england: View) -> None:
    assert likeness(england, "LTHT") == {LEEDS: Likeness.INITIALS, LANCASHIRE: Likeness.OTHER_INITIALS}


def test_initials_may_leave_out_small_words_and_one_word_has_none() -> None:
    at = view(called("Society for the Arts of Hull", "Zest"))
    for typed in ("SAH", "SFtAoH"):
        assert names(at, typed) == ["Society for the Arts of Hull"]
    assert names(at, "Z") == ["Zest"]
    assert likeness(at, "Z") == {"GB-CHC-2": Likeness.BEGINNING}


def test_an_alias_is_found_by_its_words_its_whole_and_its_initials() -> None:
    at = view(called("Zest", aliases="Leeds General Infirmary; The Jubilee Wing"))
    for typed, fits in (
        ("leeds general infirmary", Likeness.ALIAS), ("LGI", Likeness.INITIALS), ("jubilee", Likeness.WORDS),
        ("leeds gen", Likeness.BEGINNING), ("jubilee wing the", Likeness.WORDS),
    ):  # fmt: skip
        assert likeness(at, typed) == {"GB-CHC-1": fits}


def test_the_alias_of_the_seed_finds_whom_it_names(england: View) -> None:
    assert ids(england, "University of Northumbria at Newcastle") == ["GB-UKPRN-10001282"]
    assert likeness(england, "York")["GB-LAE-YOR"] is Likeness.ALIAS


def test_a_name_as_it_is_said_is_an_alias(england: View) -> None:
    assert likeness(england, "leeds teaching hospitals") == {LEEDS: Likeness.ALIAS}
    assert likeness(england, "west yorkshire icb") == {"GB-NHS-QWO": Likeness.ALIAS}


@pytest.mark.parametrize("typed", ["GB-NHS-RR8", "gb-nhs-rr8", "RR8", "rr8", " Rr8 "])
def test_an_id_and_a_bare_ods_code_are_found_in_any_case(england: View, typed: str) -> None:
    assert likeness(england, typed) == {LEEDS: Likeness.ID}


def test_the_number_of_another_register_is_found_with_its_prefix_only(england: View) -> None:
    assert likeness(england, "gb-ukprn-10007795") == {UNIVERSITY_OF_LEEDS: Likeness.ID}
    assert ids(england, "10007795") == []


# Order


def test_best_first_by_id_name_alias_initials_beginning_and_words() -> None:
    data = called("Sheffield", "Sheffield and Rotherham Forum of Many Words", "Zest", "Old Sheffield")
    data.tables["organisations"][2]["aliases"] = "Sheffield"
    data.tables["organisations"].append({**data.tables["organisations"][0], "id": "SHEFFIELD", "name": "Anybody"})
    assert names(view(data), "sheffield") == [
        "Anybody", "Sheffield", "Zest", "Sheffield and Rotherham Forum of Many Words", "Old Sheffield",
    ]  # fmt: skip
    data = called("Habitat", "Hull Arts Board", "Hab Forum", "Old Hab")
    assert names(view(data), "HAB") == ["Hab Forum", "Hull Arts Board", "Habitat", "Old Hab"]


def test_a_beginning_comes_before_inner_words(england: View) -> None:
    assert names(view(called("Old York", "York and Its Many Neighbours")), "york") == [
        "York and Its Many Neighbours", "Old York",
    ]  # fmt: skip
    fits = [match.likeness for match in search(england, "bradford", limit=100)]
    assert fits == sorted(fits)
    assert {Likeness.FIRST_WORDS, Likeness.WORDS} <= set(fits)


@pytest.mark.parametrize(
    ("day", "first"), [("2024-03-31", "Alpha Fund"), ("2024-04-01", "Alpha Fund of the North")]
)
def test_of_equals_the_open_come_before_those_that_are_not_open_at_the_date(day: str, first: str) -> None:
    data = called("Alpha Fund", closed="2024-03-31")
    assert names(view(called_too(data, "Alpha Fund of the North"), day), "alpha")[0] == first


def test_of_equals_those_with_records_come_before_those_without() -> None:
    data = called("Alpha Fund", "Alpha Fund of the North", "Zest")
    data.partnership("GB-CHC-2", "GB-CHC-3")
    assert names(view(data), "alpha") == ["Alpha Fund of the North", "Alpha Fund"]


def test_then_shorter_names_come_first_and_then_by_name() -> None:
    at = view(called("Alpha Fund of the North", "Alpha Two", "Alpha One"))
    assert names(at, "alpha") == ["Alpha One", "Alpha Two", "Alpha Fund of the North"]


# Filters, limit, odd texts


def test_only_those_of_some_types(england: View) -> None:
    found = search(england, "leeds", types=["university", "local-authority"], limit=100)
    assert {match.organisation.type for match in found} == {"university", "local-authority"}
    assert {UNIVERSITY_OF_LEEDS, "GB-LAE-LDS"} <= {match.organisation.id for match in found}


def test_only_those_that_cover_or_sit_in_a_place(england: View) -> None:
    rows = seed_tables()["organisations"]
    universities = [row["id"] for row in rows if row["organisation_type"] == "university"]
    sitting = {row["id"] for row in rows if row["id"] in universities and row["place_code"] == CITY_OF_LEEDS}
    assert len(sitting) > 3
    assert set(ids(england, "", types=["university"], place=CITY_OF_LEEDS, limit=5000)) == sitting
    assert ids(england, "west yorkshire", types=["combined-authority"], place=CITY_OF_LEEDS) == ["GSS-E47000003"]
    assert ids(england, "greater manchester", types=["combined-authority"], place=CITY_OF_LEEDS) == []


def test_a_place_that_nobody_knows_has_nobody(england: View) -> None:
    assert ids(england, "leeds", place="E99999999") == []


def test_only_open_ones_or_only_the_others(england: View) -> None:
    closed, following = "GB-NHS-QH8", "GB-NHS-D7T5G"
    assert ids(england, "essex icb", open_only=True)[0] == following
    assert closed not in ids(england, "essex icb", open_only=True)
    assert closed in ids(england, "essex icb", open_only=False)
    assert following not in ids(england, "essex icb", open_only=False)
    assert {closed, following} <= set(ids(england, "essex icb"))
    before = seed_snapshot().view(date(2026, 3, 31))
    assert closed in ids(before, "essex icb", open_only=True)


def test_the_limit_is_counted_after_the_filters(england: View) -> None:
    everyone = ids(england, "leeds", types=["university"], limit=100)
    assert len(everyone) > 2
    assert ids(england, "leeds", types=["university"], limit=2) == everyone[:2]
    assert len(ids(england, "trust")) == 20


def test_empty_text_is_everyone_the_open_with_records_first_by_name() -> None:
    data = called("Both of them", "All of them", "Dot", "Cat")
    data.partnership("GB-CHC-1", "GB-CHC-3")
    called_too(data, "Ant", closed="2023")
    assert names(view(data), "") == ["Both of them", "Dot", "All of them", "Cat", "Ant"]


def test_empty_text_with_filters_is_everyone_whom_they_let_through(england: View) -> None:
    rows = seed_tables()["organisations"]
    assert len(ids(england, "", limit=10_000)) == len(rows)
    boards = sorted(row["id"] for row in rows if row["organisation_type"] == "icb")
    assert sorted(ids(england, "", types=["icb"], limit=10_000)) == boards


@pytest.mark.parametrize("typed", ["zzzz qqqq", "leeds zzzz", "!!!", "…", "x" * 10_000, "'; MATCH (n) DELETE n //"])
def test_what_fits_nobody_finds_nobody(england: View, typed: str) -> None:
    assert search(england, typed) == ()


def test_of_ten_kilobytes_only_the_first_two_hundred_characters_are_read(england: View) -> None:
    assert ids(england, "Leeds Teaching Hospitals NHS Trust".ljust(200) + "zzzz " * 2000) == [LEEDS]
    assert ids(england, "Leeds Teaching Hospitals NHS Trust".ljust(195) + "zzzz " * 2000) == []
    assert set(ids(england, "leeds " * 1700, limit=100)) == set(ids(england, "leeds", limit=100))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("st", "Stockport"), ("unif", "Unified"), ("uni", "Unified"), ("birmingam univ", "University of Birmingham")],
)
def test_a_word_may_be_a_short_spelling_or_the_beginning_of_another(england: View, typed: str, found: str) -> None:
    assert any(found in name for name in names(england, typed, limit=1000))


def test_who_begins_with_the_word_comes_before_those_with_such_initials(england: View) -> None:
    assert names(england, "nhs")[0].startswith("NHS ")


# The one that is meant


@pytest.mark.parametrize(("typed", "offered"), [("UHB", BIRMINGHAM), ("GMCA", "GSS-E47000001"), ("MFT", "GB-NHS-RPA")])
def test_initials_are_offered_and_not_taken_though_they_fit_one_alone(england: View, typed: str, offered: str) -> None:
    with pytest.raises(BadInput) as refused:
        resolve(england, typed, "source")
    said = f"One organisation has initials like {typed!r}; name one by its id:\n  {offered} "
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (LEEDS, LEEDS),
        ("gb-nhs-rr8", LEEDS),
        ("rr8", LEEDS),
        (" RR8\n", LEEDS),
        ("GB-NHS-QH8", "GB-NHS-QH8"),
        ("qh8", "GB-NHS-QH8"),
        ("leeds teaching hospitals nhs trust", LEEDS),
        ("Kings College London", KINGS_COLLEGE),
        ("barts", "GB-NHS-R1H"),
        ("teaching hospitals leeds", LEEDS),
    ],
)
def test_an_id_an_ods_code_a_whole_name_or_a_sole_match_is_meant(england: View, typed: str, meant: str) -> None:
    assert resolve(england, typed).id == meant


@pytest.mark.parametrize(
    ("typed", "meant", "also"),
    [
        ("Leeds City Council", "GB-LAE-LDS", "LOCAL-public-health-lds"),
        ("The University of Manchester", UNIVERSITY_OF_MANCHESTER, "GB-UKPRN-10006841"),
        ("manchester university nhs foundation trust", "GB-NHS-R0A", ""),
    ],
)
def test_a_whole_name_is_meant_though_longer_names_contain_it(
    england: View, typed: str, meant: str, also: str
) -> None:
    assert resolve(england, typed).id == meant
    assert not also or also in ids(england, typed)


def test_the_beginning_of_two_names_is_neither_and_the_whole_of_one_is_that() -> None:
    at = view(called("Alpha Fund", "Alpha Fund of the North"))
    assert resolve(at, "alpha fund").name == "Alpha Fund"
    with pytest.raises(BadInput):
        resolve(at, "alpha")


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("manchester university", ["GB-NHS-R0A", UNIVERSITY_OF_MANCHESTER, "GB-UKPRN-10006841", "GB-UKPRN-10004180"]),
        ("york", ["GB-LAE-YOR", "GB-UKPRN-10007713"]),
        ("University of Manchester", [UNIVERSITY_OF_MANCHESTER, "GB-UKPRN-10006841"]),
        ("LTHT", [LEEDS, LANCASHIRE]),
        ("Bristol", ["GB-LAE-BST"]),
    ],
)
def test_what_fits_several_is_refused_with_a_list_and_the_parameter(
    england: View, typed: str, listed: list[str]
) -> None:
    with pytest.raises(BadInput) as refused:
        resolve(england, typed, "target")
    assert (refused.value.parameter, refused.value.value) == ("target", typed)
    lines = str(refused.value).splitlines()
    everyone = search(england, typed, limit=1000)
    assert lines[0] == f"{len(everyone)} organisations fit {typed!r}; name one by its id:"
    assert lines[1:9] == [f"  {match.organisation.id}  {match.organisation.name}" for match in everyone[:8]]
    assert lines[9:] == ([f"  and {len(everyone) - 8} more"] if len(everyone) > 8 else [])
    for organisation in listed:
        assert any(organisation in line for line in lines)


def test_a_whole_alias_or_initials_are_not_meant_where_others_fit_too() -> None:
    data = called("Zest", aliases="Ox")
    assert resolve(view(data), "ox").name == "Zest"
    with pytest.raises(BadInput):
        resolve(view(called_too(data, "Ox Farm")), "ox")
    at = view(called("Hull Arts Board", "Hab Forum"))
    with pytest.raises(BadInput):
        resolve(at, "hab")


def test_the_whole_name_of_two_is_refused_with_both() -> None:
    at = view(called("Age UK", "Age UK"))
    with pytest.raises(BadInput) as refused:
        resolve(at, "age uk", "source")
    assert "GB-CHC-1" in str(refused.value)
    assert "GB-CHC-2" in str(refused.value)
    assert refused.value.parameter == "source"


def test_the_only_open_one_is_not_taken_where_a_closed_one_fits_too() -> None:
    data = called("Alpha Fund of Leeds", closed="2023")
    with pytest.raises(BadInput):
        resolve(view(called_too(data, "Alpha Fund of Hull")), "alpha fund")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("univeristy of leeds", f"{UNIVERSITY_OF_LEEDS}  University of Leeds"),
        ("leeds teachng hospitals", f"{LEEDS}  Leeds Teaching Hospitals NHS Trust"),
    ],
)
def test_a_misspelt_name_alone_is_not_taken_but_offered(england: View, typed: str, offered: str) -> None:
    with pytest.raises(NotFound) as refused:
        resolve(england, typed)
    assert str(refused.value) == f"no organisation is called {typed!r}"
    assert refused.value.suggestions[0] == offered


def test_a_misspelt_name_that_fits_one_alone_is_not_taken() -> None:
    with pytest.raises(NotFound) as refused:
        resolve(view(called("Marlow Forum", "Zest")), "Marliw Forum")
    assert refused.value.suggestions == ("GB-CHC-1  Marlow Forum",)


def test_at_most_eight_near_names_are_offered(england: View) -> None:
    with pytest.raises(NotFound) as refused:
        resolve(england, "birmingam")
    assert len(refused.value.suggestions) == 8


@pytest.mark.parametrize("typed", ["", "   ", "zzzz qqqq", "!!!"])
def test_what_fits_nobody_is_not_found_and_offers_nothing(england: View, typed: str) -> None:
    with pytest.raises(NotFound) as refused:
        resolve(england, typed)
    assert refused.value.suggestions == ()


@pytest.mark.parametrize(("typed", "error"), [("x" * 10_000, NotFound), ("leeds " * 1700, BadInput)])
def test_ten_kilobytes_are_refused_with_a_short_message(
    england: View, typed: str, error: type[NotFound] | type[BadInput]
) -> None:
    with pytest.raises(error) as refused:
        resolve(england, typed)
    assert len(str(refused.value)) < 1000


def test_the_name_of_a_board_need_only_tell_it_from_boards() -> None:
    england = seed_snapshot().view(date(2026, 11, 24))
    assert resolve(england, "west yorkshire", "--icb", (ICB,)).id == "GB-NHS-QWO"
    with pytest.raises(BadInput) as several:
        resolve(england, "london", "--icb", (ICB,))
    assert "Borough" not in str(several.value)
    # Who is no board is found all the same: it is told to be none, and not to be unknown.
    assert resolve(england, "leeds city council", "--icb", (ICB,)).type == "local-authority"
    with pytest.raises(NotFound):
        resolve(england, "zzzzqqq", "--icb", (ICB,))
