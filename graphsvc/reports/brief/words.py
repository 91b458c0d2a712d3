"""What must be known of a brief: caveats, method and sources, a paragraph each."""

from __future__ import annotations

from collections import Counter

from graphsvc.dates import in_words
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.names import in_sentence
from graphsvc.reports.brief import area_table, evidence_table, gap_table
from graphsvc.reports.brief.comparison import ENOUGH
from graphsvc.reports.brief.contents import Scope
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import counted
from graphsvc.reports.brief.tables import Published
from graphsvc.reports.table import SUPPRESSED


def caveats_of(material: Material, published: Published) -> tuple[str, ...]:
    """What the numbers leave out.

    Parameters
    ----------
    material : Material
        What the brief is made from.
    published : Published
        The numbers as they may be shown.
    """
    found = [
        "Recorded is not existing. These are partnerships found in published evidence, not all that exist. A number "
        "says what is on record. Where there is no recorded partnership, nobody has recorded one: it may exist all "
        "the same.",
        "Numbers say nothing of causes. A low share can mean few partnerships, or few that were published or "
        "collected.",
        "Evidence was read in its opening part only. Evidence that is “well-known, unread” is a published fact that "
        "nobody read in a page. A partnership counts as active as long as nothing on record says that it has ended.",
        _collection(material),
        _bridge(published),
        _geography(material),
        "Of dates that are known to the year or the month only, what begins counts from the first day and what ends "
        "to the last: this makes partnerships look longer than they may have been. Records without any date count on "
        "every day.",
        "A record becomes known on the day on which it is first loaded, however old its partnership is. Where loading "
        "only began within the time that change is told of, nearly every older record became known in it.",
    ]
    if material.below > 1:
        found.append(_small_numbers(material.below, bool(published.hidden)))
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
            "Partnerships with these partner types were not systematically collected, and coverage leaves them out, "
            f"also what came by chance: {'; '.join(missing)}."
        )
    if partly:
        said.append(f"Collected in part: {'; '.join(partly)}.")
    return " ".join(said)


def _bridge(published: Published) -> str:
    """How all expectations and those that are counted differ; nothing where a number may not be shown."""
    totals = [(gap_table.TABLE, "", gap_table.ALL), (area_table.TABLE, "", "", "of")]
    left_out = {
        "that do not apply": (gap_table.TABLE, "", gap_table.NOT_APPLICABLE),
        "with partner types that were not systematically collected": (gap_table.TABLE, "", gap_table.NOT_COLLECTED),
    }
    there = {words: key for words, key in left_out.items() if published.knows(key)}
    if published.hidden.intersection((*totals, *there.values())):
        return ""
    every, counts = (published.value(one) or 0 for one in totals)
    less = " and ".join(f"{published.value(key):,} {words}" for words, key in there.items())
    said = counted(every, "expectation")
    return f"{said}, less {less}, leave {counts:,} that could be counted." if less else f"All {said} could be counted."


def _reconciled(material: Material, published: Published) -> str:
    """How recorded expectations, active records and all records differ."""
    recorded = published.value((area_table.TABLE, "", "", "recorded"))
    active = published.value((evidence_table.TABLE, "", evidence_table.ALL))
    every = len(material.view.snapshot.dataset["relationships"])
    if recorded is None or active is None:
        return ""
    where = "" if material.scope == Scope() else " for all of England"
    counts = len(material.answers.records)
    listed = (
        f" On the day, {counted(counts, 'row')} of the report of partnerships tell of records that are active, ended "
        "or "
        "planned, one for each pair of organisations that a record counts for." if material.below <= 1 else ""
    )
    return (
        f"Expectations and records are counted apart: {counted(recorded, 'expectation is', 'expectations are')} "
        f"recorded, and {counted(active, 'record is', 'records are')} active, inherited ones included. Several records "
        "can be of one expectation, one record can be of an expectation at each of its ends, and many are with "
        f"partners that the guidance does not expect there or that are not counted.{listed} The record holds "
        f"{counted(every, 'record')}{where}, with those that begin later."
    )


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


def method_of(material: Material, published: Published) -> tuple[str, ...]:
    """How the numbers are made."""
    day, since = in_words(material.view.day.isoformat()), in_words(material.since.isoformat())
    found = (
        "For each NHS trust and integrated care board that is open on the day, the guidance “The NHS and local "
        "economies” expects partners of certain types in each value area. Each pair of value area and partner type "
        "that is expected of an organisation is one expectation.",
        "An expectation is in the first of these states that applies. Recorded: an active partnership of the "
        "organisation itself with such a partner in that value area. Inherited: the same, recorded with a "
        "predecessor. Shared network: both belong to the same network there. Via host: recorded with the "
        "organisation that hosts such a partner. Proposed; lapsed. Not applicable: no such body covers the area, or "
        "a local rule says so. Confirmed none: somebody asked, and was told so. Not collected: such partnerships "
        "were not systematically collected. No recorded partnership: none of these.",
        "Coverage is the recorded expectations, of those that could be counted: they apply, and partnerships with "
        "their partner type have been collected. It is given for all evidence, and for current evidence only: "
        "evidence that somebody read and that is dated no more than three years before the day. A gap is an "
        "expectation that could be counted and has no active record of its own.",
        _reconciled(material, published),
        f"The highest and the lowest coverage are told of those with {ENOUGH} or more expectations that could be "
        "counted; those with the same share are told together, and with one decimal where rounding alone would make "
        "others the same.",
        f"Coverage on {since} is that of the trusts, boards and expectations of that day, by what is recorded now. "
        "What nobody has recorded yet of that time is missing, so a rise can be better recording.",
        f"Everything is as at {day}. Change is told of the days after {since}, up to and including {day}.",
        "All numbers are counts of rows of reports in Cypher, asked of one load of the record. The facts of that load "
        f"have the hash {material.view.snapshot.hash or 'of nothing'}: the same facts, scope and dates give the same "
        "brief.",
    )
    return tuple(filter(None, found))


def sources_of(material: Material) -> tuple[str, ...]:
    """Whose guidance and facts they are, and under which licences."""
    tables = material.view.snapshot.dataset
    pages = counted(len(tables["evidence"]), "page")
    guidance, benefits = (
        list(dict.fromkeys(row["document"] for row in tables[one] if row["document"]))
        for one in ("expectations", "benefits")
    )
    return (
        *(f"{one}: the guidance that says what is expected, which every share is counted of." for one in guidance),
        *(f"{one}: the benefits of partnerships." for one in benefits if one not in guidance),
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
