"""Names of bodies that do not exist: a place, and words of their type."""

from __future__ import annotations

_FIRST = (
    "Oak", "River", "Hill", "Park", "Bridge", "Meadow", "Forest", "Castle", "Market", "Station", "Abbey", "Mill",
    "Lake", "Garden", "Harbour", "Valley", "Orchard", "Moor", "Spring", "Tower", "Willow", "Elm", "Ash", "Birch",
    "Beech", "Cedar", "Maple", "Hazel", "Rowan", "Alder", "North", "South", "East", "West", "Upper", "Lower",
    "Central", "New", "Old", "Green", "Silver", "Golden", "White", "Red", "Blue", "Stone", "Chapel", "Cross", "Field",
    "Wood",
)
_SECOND = {
    "school": ("Road", "View", "Lane", "Street", "Common", "Gate", "Grove", "Close", "Rise", "Green"),
    "fe-college": ("Trades", "Technology", "Arts", "Land", "Business", "Health", "Building", "Digital"),
    "housing-association": ("Homes", "Dwellings", "Cottages", "Estates", "Tenants", "Almshouses"),
    "company": ("Builders", "Foods", "Energy", "Logistics", "Software", "Catering", "Textiles", "Printing", "Motors"),
    "network": ("Health", "Skills", "Growth", "Climate", "Research", "Housing", "Culture", "Food"),
    "vcse": (
        "Carers", "Youth", "Families", "Advice", "Food", "Music", "Sports", "Heritage", "Refuge", "Welcome", "Hospice",
        "Transport", "Wellbeing", "Literacy", "Nature", "Volunteers", "Community", "Elders", "Recovery", "Play",
    ),
}
_LAST = {
    "school": ("Primary School", "Academy", "High School", "Infant School", "Junior School", "Sixth Form"),
    "fe-college": ("College", "Institute"),
    "housing-association": ("Housing Association", "Housing Society", "Co-operative", "Housing Trust"),
    "company": ("Limited", "Group", "Partners", "Services"),
    "network": ("Partnership", "Forum", "Alliance", "Network"),
    "vcse": ("Trust", "Centre", "Project", "Association", "Society", "Foundation"),
}


def name_of(type_: str, place: str, number: int) -> str:
    """The name of the body with this number, counted from 0, of a type in a place: no two are the same."""
    seconds, lasts = _SECOND[type_], _LAST[type_]
    rest, first = divmod(number, len(_FIRST))
    rest, second = divmod(rest, len(seconds))
    rest, last = divmod(rest, len(lasts))
    # Each step turns the wheel before it too, so that neighbours differ in all their words.
    first_word, second_word = _FIRST[first], seconds[(second + first) % len(seconds)]
    last_word = lasts[(last + second + first) % len(lasts)]
    return f"{place} {first_word} {second_word} {last_word}" + (f" {rest + 1}" if rest else "")


def aliases_of(name: str, type_: str) -> str:
    """What people call it besides: its initials, and its name without the words of its type."""
    short = name
    for ending in _LAST[type_]:
        short = short.removesuffix(f" {ending}")
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())
    return f"{initials.upper()}; {short}"
