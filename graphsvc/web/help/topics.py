"""What the help says of each question: what it answers, how its answer is read, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help.

    Attributes
    ----------
    title : str
        Its heading.
    page : str
        Endpoint of the page that it is about.
    answers : tuple of str
        Questions that the page answers.
    reading : tuple of str
        How to read the answer.
    silent : tuple of str
        What the answer does not say.
    terms : tuple of str
        Terms that it uses.
    """

    title: str
    page: str
    answers: tuple[str, ...]
    reading: tuple[str, ...]
    silent: tuple[str, ...]
    terms: tuple[str, ...]


_NOT_RECORDED = "What is not recorded may exist all the same. Ask before you conclude."

TOPICS: dict[str, Topic] = {
    "find": Topic(
        "Find an organisation", "search",
        (
            "Who is this organisation, where does it sit, and what came before it?",
            "Whom does it work with, and in what?",
        ),
        (
            "Type a name, a part of it, its initials or its ODS code at the top of any page; small mistakes are "
            "forgiven.",
            "Its page begins with type, place and dates. If it has closed, the page names who followed it.",
            "Below are its partners by value area, as a map and as a table with the same records. Every record has its "
            "evidence: where it can be read, of which date, and whether somebody read it.",
        ),
        ("How well a partnership works, or what it costs.", _NOT_RECORDED),
        ("record", "value-area", "inherited", "current-evidence"),
    ),
    "gaps": Topic(
        "Gaps", "gaps",
        (
            "Which partnerships does the guidance expect of a trust or board that are not recorded?",
            "How far is a board, a region or all of England covered?",
        ),
        (
            "Each expectation has a state: recorded, inherited, and so on to unrecorded. The reason stands beside "
            "it, with "
            "the rule and the records behind it.",
            "Coverage is a count of expectations with its denominator, given twice: all, and with current evidence "
            "only. "
            "What does not apply, and what has not been collected, is left out of both numbers.",
            "Suggested partners are not recorded ones: each says why it is suggested.",
        ),
        (
            _NOT_RECORDED,
            "Whether a gap matters: what is useful differs from place to place, as the guidance says itself.",
            "Anything about national NHS bodies: only trusts and boards are asked.",
        ),
        (
            "gap", "expectation", "partner-type", "coverage", "recorded", "inherited", "shared-network", "via-host",
            "proposed", "lapsed", "not-applicable", "confirmed-none", "not-collected", "unrecorded",
        ),
    ),
    "paths": Topic(
        "Paths", "paths",
        (
            "How do we reach an organisation through those we know?",
            "Which is the nearest university, council or other kind of partner, in a place?",
        ),
        (
            "A path is a chain of recorded partnerships. It is told as a sentence, with the evidence of every step.",
            "The shortest paths come first, of equals the one with better evidence; or the best evidence first, "
            "when you "
            "ask for that. The weakest step is named: begin there.",
            "From a result you can leave an organisation out, or go through it.",
        ),
        (
            "That people know each other: a path says that organisations have worked together.",
            "National bodies join everybody, so that no path leads through them unless you ask for it.", _NOT_RECORDED,
        ),
        ("hops", "weakest-step", "cost", "national", "inherited", "current-evidence"),
    ),
    "meeting": Topic(
        "Before a meeting", "meeting",
        ("What should I know of two organisations before they meet, and what should I ask?",),
        (
            "One page to print: what is recorded between the two and when it was last confirmed, gaps on both "
            "sides, other "
            "ways between them, partners that they share, what changed in the last year, and what to ask.",
            "“To be reconfirmed” marks what is inherited or has no current evidence: good questions for the meeting.",
        ),
        ("What was agreed, or who will be there.", _NOT_RECORDED),
        ("gap", "inherited", "current-evidence"),
    ),
    "maps": Topic(
        "Maps", "map",
        ("What does the network round an organisation, a board or a value area look like?", "What was true when?"),
        (
            "Shape and colour say the type, the line its kind and state; the legend explains both. The table under "
            "the map "
            "has the same organisations and records.",
            "Filters change map and table together, and the address keeps them. The same map looks the same tomorrow.",
            "Choose an organisation to see its evidence, to make it start or end of a path, or to add its partners.",
        ),
        (
            "Nearness on the drawing means nothing, unless the map is a geographic one.",
            "An organisation in the middle is not more important: see brokers for that.", _NOT_RECORDED,
        ),
        ("value-area", "hops", "inherited"),
    ),
    "brokers": Topic(
        "Brokers and peers", "brokers",
        (
            "Who joins others that would hardly be joined without them?",
            "If this organisation went, who would lose whom?", "What have others like us recorded?",
        ),
        (
            "A broker’s number is the share, of all pairs of others, whose shortest ways lead through it. National "
            "bodies "
            "are left out.",
            "A single point of failure is a broker without which some would lose every recorded way to others: it says "
            "who would lose whom.",
            "Peers are other organisations of the same type in the same NHS region: “7 of 9 peers record a housing "
            "association in estates” has its denominator.",
        ),
        ("Influence or merit: it counts what is recorded, and who is well recorded counts for more.", _NOT_RECORDED),
        ("broker", "single-point", "peers", "national"),
    ),
    "patch": Topic(
        "My patch", "patch",
        ("How do I keep the organisations and places that I look after at hand?",),
        (
            "Add organisations and places. They are kept in the address of every page that you open from there.",
            "Save the address as a bookmark, or send it: whoever opens it has the same patch.",
            "Gaps can be asked of the trusts and boards in it, and paths from the organisations in it.",
        ),
        ("Who you are: there are no accounts, and a patch is stored nowhere but in the address.",),
        ("patch", "coverage"),
    ),
    "data": Topic(
        "Data and proposals", "data",
        (
            "Where does this come from, how old is it, and what is missing?",
            "How do I correct a record, add one, or say that I asked?",
        ),
        (
            "The data page counts sources, the age of evidence, what was read and what not, what is inferred, and "
            "what has "
            "not been collected, each with its denominator.",
            "A proposal is a form that gives you rows to load: it checks them as the load would, and changes nothing "
            "itself. Load them, or send them to whoever runs this service.",
            "“Asked on this day: none” makes a gap confirmed, which is worth more than unrecorded.",
        ),
        ("That a correction is in: it is once the rows are loaded, and the revision at the foot of a page is higher.",),
        ("record", "evidence", "current-evidence", "review", "not-collected", "confirmed-none", "snapshot"),
    ),
    "dates": Topic(
        "Dates: “as at”", "home",
        ("What was true on a day, and what will be if nothing changes?", "What happens to records when bodies merge?"),
        (
            "Every answer holds for a day, which it names; today when you choose none. A date on one page goes with "
            "you to "
            "the next.",
            "A record counts from its beginning to its end. One that is known to the year counts from the first day "
            "of it.",
            "When an organisation closes, its records pass to whoever followed it, marked as inherited: reconfirm "
            "them.",
        ),
        (
            "What we knew on that day: the answer is what is recorded today about that day.",
            "Days that lie ahead assume that nothing changes.",
        ),
        ("as-at", "succession", "inherited", "snapshot"),
    ),
}
"""Pages of help by the name that their address has, in the order in which they are offered."""
