"""What must be known of a brief: caveats, method and sources, a paragraph each."""

from __future__ import annotations

from collections import Counter

from graphsvc.dates import in_words
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.names import in_sentence
from graphsvc.reports.brief.comparison import ENOUGH
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import counted
from graphsvc.reports.table import SUPPRESSED


def caveats_of(material: Material, hidden: bool) -> tuple[str, ...]:
    """What the numbers leave out.

    Parameters
    ----------
    material : Material
        What the brief is made from.
    hidden : bool
        Whether any number is hidden.
    """
    found = [
        "Recorded is not existing. A number says what is on record. Where there is no recorded partnership, nobody has "
        "recorded one: it may exist all the same.",
        "Numbers say nothing of causes. A low share can mean few partnerships, or few that were published or "
        "collected.",
        "Evidence was read in its opening part only. Evidence that is “well-known, unread” is a published fact that "
        "nobody read in a page. A partnership counts as active as long as nothing on record says that it has ended.",
        _collection(material),
        _geography(material),
        "Dates that are known to the year or the month only count by the first day of their span; what ended or closed "
        "by the last. Records without any date count on every day.",
        "A record first becomes known when it is loaded. What became known in the span can be old, and most of it is "
        "where the record was begun in that time.",
    ]
    if material.below > 1:
        found.append(_small_numbers(material.below, hidden))
    return tuple(filter(None, found))


def _small_numbers(below: int, hidden: bool) -> str:
    said = (
        f"Small numbers: counts from 1 to {below - 1} are not shown, nor is what they could be worked out from; "
        f"{SUPPRESSED} stands for them, and also for larger numbers. Worked paths and the network, which show single "
        "records, are left out. The folder record/ holds every fact: publish the brief without it."
    )
    if hidden:
        return (
            f"{said} Since rows of one number would tell others, no number of this brief opens its rows. How many "
            "trusts and boards there are is known to everybody, and is shown."
        )
    return f"{said} There was none in this brief."


def _collection(material: Material) -> str:
    """Partner types that were not, or not wholly, collected."""
    names = {kind.id: kind.name for kind in material.view.snapshot.partner_types.values()}
    missing, partly = [], []
    for row in material.view.snapshot.dataset["collection"]:
        name = in_sentence(names[row["partner_type"]])
        if row["partnerships"] == "none":
            missing.append(name)
        elif "partial" in (row["partnerships"], row["organisations"]):
            partly.append(name)
    said = []
    if missing:
        said.append(
            "Nobody has collected partnerships of these partner types, and coverage leaves them out: "
            f"{'; '.join(missing)}."
        )
    if partly:
        said.append(f"Collected in part: {'; '.join(partly)}.")
    return " ".join(said)


def _geography(material: Material) -> str:
    """What is inferred of places and successions."""
    tables = material.view.snapshot.dataset
    bases = (
        ("district", "of an organisation", Counter(row["place_basis"] for row in tables["organisations"])),
        ("place", "within another", Counter(row["basis"] for row in tables["within"])),
        ("succession", "of one organisation by another", Counter(row["basis"] for row in tables["successions"])),
    )
    said = []
    for noun, of_what, words in bases:
        inferred = sum(number for basis, number in words.items() if "inferred" in basis)
        if inferred:
            said.append(f"{counted(inferred, noun)} {of_what}")
    if not said:
        return ""
    return f"Inferred and not read in a source: {'; '.join(said)}. Whether a body covers an area can hang on them."


def method_of(material: Material) -> tuple[str, ...]:
    """How the numbers are made."""
    day, since = in_words(material.view.day.isoformat()), in_words(material.since.isoformat())
    return (
        "For each NHS trust and integrated care board that is open on the day, the guidance “The NHS and local "
        "economies” expects partners of certain types in each value area. Each pair of value area and partner type "
        "that is expected of an organisation is a cell.",
        "A cell is in the first of these states that applies. Recorded: an active partnership of the organisation "
        "itself with such a partner in that value area. Inherited: the same, recorded with a predecessor. Shared "
        "network: both belong to the same network there. Via host: recorded with the organisation that hosts such a "
        "partner. Proposed; lapsed. Not applicable: no such body covers the area, or a local rule says so. Confirmed "
        "none: somebody asked, and was told so. Not collected: nobody has collected such partnerships. No recorded "
        "partnership: none of these.",
        "Coverage is the recorded cells, of the cells that are applicable and whose partner type has been collected. "
        "It is given for all evidence, and for current evidence only: evidence that somebody read and that is dated no "
        "more than three years before the day. A gap is a cell that is not recorded, not applicable or not collected.",
        f"The largest and the smallest share are told of those with {ENOUGH} or more cells that coverage counts; those "
        "with the same share are told together.",
        f"Everything is as at {day}. Change is told of the days after {since}, up to and including {day}.",
        "All numbers are counts of rows of reports in Cypher, asked of one load of the record. The facts of that load "
        f"have the hash {material.view.snapshot.hash or 'of nothing'}: the same facts, scope and dates give the same "
        "brief.",
    )


def sources_of(material: Material) -> tuple[str, ...]:
    """Whose facts they are, and under which licences."""
    tables = material.view.snapshot.dataset
    pages = counted(len(tables["evidence"]), "page")
    return (
        *(
            "".join((
                f"{row['title']}. {row['publisher']}", f", {row['vintage']}" if row["vintage"] else "",
                f". {row['licence']}." if row["licence"] else ".",
                f" {row['note'][:1].upper()}{row['note'][1:]}." if row["note"] else "",
            ))
            for row in tables["sources"]
        ),
        f"{pages} of evidence, each named with its address where the rows of records are listed.",
        ATTRIBUTION,
    )
