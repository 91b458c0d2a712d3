"""The words that an adviser meets here, each in a sentence or two. Pages explain them where they stand."""

from __future__ import annotations

TERMS: dict[str, tuple[str, str]] = {
    "gap": (
        "Gap",
        "A partnership that the guidance expects of this organisation and that is not recorded as active. "
        "It may exist all the same: ask before you conclude.",
    ),
    "expectation": (
        "Expectation",
        "A rule of the guidance “The NHS and local economies”: in this value area, work with this kind of partner. "
        "Each has a version, dates, and the places and organisations that it applies to.",
    ),
    "recorded": (
        "Recorded",
        "An active partnership with such a partner is on record in this value area, with its evidence, and it was "
        "recorded with this organisation itself.",
    ),
    "inherited": (
        "Inherited",
        "The partnership was recorded with an organisation that has since closed; this one followed it. "
        "Ask whether it still holds before you count on it.",
    ),
    "shared-network": (
        "Shared network",
        "No direct partnership is recorded, but both sides belong to the same network, which is active in this "
        "value area.",
    ),
    "via-host": (
        "Via host",
        "A partnership is recorded with the organisation that hosts such a partner, for instance the council of a "
        "public health team.",
    ),
    "proposed": (
        "Proposed", "A partnership was announced or planned, and is not recorded as having begun. It is still a gap.",
    ),
    "lapsed": ("Lapsed", "A partnership was recorded and has ended. Whoever was in it may know how to begin again."),
    "not-applicable": (
        "Not applicable",
        "The expectation does not apply here: no such body covers the area, or a local rule says so. It is no gap, and "
        "coverage leaves it out.",
    ),
    "confirmed-none": (
        "Confirmed none", "Somebody asked on a day that is given, and was told that there is no such partnership.",
    ),
    "not-collected": (
        "Not collected", "Nobody has collected partnerships of this kind yet, so that nothing can be said about them.",
    ),
    "unrecorded": (
        "Unrecorded", "No such partnership is on record. That is what we know, not a finding that there is none.",
    ),
    "active": ("Active", "The partnership is recorded as going on at the date of the answer."),
    "reconfirm": (
        "To be reconfirmed",
        "Recorded as active, but inherited or without current evidence: ask whether it still holds.",
    ),
    "coverage": (
        "Coverage",
        "How many of the expected partnerships are recorded, of those that apply and whose kind of partner has been "
        "collected. It is given twice: all, and with current evidence only.",
    ),
    "current-evidence": (
        "Current evidence",
        "Somebody read the evidence, and it is dated no more than three years before the date of the answer.",
    ),
    "value-area": (
        "Value area", "One of the ways in which the NHS can help its local economy, as the guidance names them.",
    ),
    "record": (
        "Record",
        "One partnership as it is written down: two organisations, a value area, a kind, dates and evidence. Its "
        "number, "
        "such as P00844, never changes.",
    ),
    "evidence": (
        "Evidence",
        "Where a partnership can be read: title, address, date, and whether somebody read it or it is well known "
        "and was "
        "not read. No record is without.",
    ),
    "partner-type": (
        "Partner type", "What the guidance calls a partner, such as universities or local authorities.",
    ),
    "national": (
        "National body",
        "A body that deals with everyone. Paths do not lead through it, brokers are counted without it, and it is not "
        "suggested as a partner.",
    ),
    "succession": (
        "Succession",
        "On a day, one organisation’s life or functions passed to another, which is called its heir and takes its "
        "records over as inherited.",
    ),
    "review": ("Review", "Somebody asked about a partnership on a day, and the answer was “none” or “some”."),
    "patch": ("My patch", "The organisations and places that you look after, kept in the address of every page."),
    "hops": ("Hops", "How many partnerships lie between two organisations: partners are one hop apart."),
    "cost": (
        "Evidence cost",
        "Of a step: one; a quarter more when its evidence is undated or older than three years, a half more when "
        "nobody has read the evidence, a half more when it is inherited. The less a path costs, the surer it is.",
    ),
    "weakest-step": (
        "Weakest step",
        "The step of a path whose evidence is the least sure: old, undated, never read, or inherited. Of several "
        "that are equally weak, the first.",
    ),
    "broker": (
        "Broker",
        "An organisation on the shortest ways between others. Its number is the share of all pairs of others whose "
        "shortest ways lead through it.",
    ),
    "single-point": (
        "Single point of failure", "An organisation without which others, whom it joins, would lose every recorded "
        "way to each other.",
    ),
    "peers": (
        "Peers",
        "Other organisations of the same type in the same NHS region, or in England where the region has fewer than "
        "five others.",
    ),
    "as-at": ("As at", "The day for which the answer holds: what was true then, as far as it is recorded today."),
    "snapshot": (
        "Facts", "The letters and digits at the foot of each page name the exact facts that answered; the same "
        "facts give the same answer.",
    ),
}
"""Name and meaning of each term. The states of cells are among them under their own ids."""
