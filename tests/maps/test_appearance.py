"""Looks: contrast, and that no value area, type or state depends on colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from graphsvc.maps.appearance import INK, PAPER, area_styles, blend, state_style, type_styles
from graphsvc.vocabulary import State
from tests.fixtures.facts import seed_tables


def contrast(colour: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours (1 to 21), as the Web Content Accessibility Guidelines reckon it."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("count", [1, 5, 6, 7, 12, 49])
def test_words_and_links_of_any_number_of_areas_can_be_read(count: int) -> None:
    for style in area_styles([str(number) for number in range(count)]).values():
        assert contrast(style.colour, PAPER) >= 4.5
        assert contrast(style.colour, style.tint) >= 4.5
        assert contrast(INK, style.tint) >= 7


def test_areas_differ_in_dash_as_well_as_in_colour() -> None:
    first = list(area_styles([str(number) for number in range(7)]).values())
    assert len({style.dash for style in first}) == len({style.colour for style in first}) == 7
    many = area_styles([str(number) for number in range(49)]).values()
    assert len({(style.colour, style.dash) for style in many}) == 49


@pytest.mark.parametrize("matrix", [
    ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
], ids=["protanopia", "deuteranopia", "tritanopia"])
def test_areas_that_colour_blind_readers_confuse_differ_in_dash(matrix: tuple[tuple[float, ...], ...]) -> None:
    def seen(colour: str) -> list[float]:
        parts = [int(colour[at:at + 2], 16) for at in (1, 3, 5)]
        return [sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in matrix]

    for one, other in combinations(area_styles([str(number) for number in range(7)]).values(), 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen(one.colour), seen(other.colour), strict=True)) ** 0.5
        assert apart > 40 or one.dash != other.dash


def test_shapes_tell_the_side_and_with_the_fill_the_type() -> None:
    rows = [(row["organisation_type"], row["side"]) for row in seed_tables()["organisation_types"]]
    styles = type_styles(rows)
    assert len({(style.shape, style.fill) for style in styles.values()}) == len(rows)
    shapes: dict[str, set[str]] = {}
    for kind, side in rows:
        shapes.setdefault(side, set()).add(styles[kind].shape)
    assert shapes["nhs"] == {"square"}
    assert shapes["convenor"] == {"star"}
    assert not shapes["partner"] & {"square", "star"}


def test_each_state_has_its_own_mark_and_word() -> None:
    looks = [state_style(state, inherited) for state in State for inherited in (False, True)]
    assert len({look.word for look in looks}) == len(looks)
    assert len({look.mark for look in looks}) == len(looks)
    assert state_style(State.ACTIVE, False).mark == ""


def test_colours_mix() -> None:
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
