"""What an analyst's own statement may do: read the graph, and nothing else.

The server's read access refuses writing, but not `LOAD CSV`, procedures, settings or ending others' transactions; and a
plan shows no operators for a subquery inside an expression such as a list comprehension. So a statement is looked at
twice: its words before the server plans it, and every operator of the plan after that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graphsvc.database.intricacy import check_intricacy
from graphsvc.database.operators import READING, would
from graphsvc.database.plan import Plan
from graphsvc.database.words import Word, words_of
from graphsvc.errors import BadInput, StatementRefused

_BEGINNINGS = {
    "explain the plan only": ("EXPLAIN", "PROFILE"),
    "set options of the planner": ("CYPHER",),
    "write to the record": ("CREATE", "MERGE", "INSERT", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH"),
    "read a file or an address outside the record": ("LOAD", "USING"),
    "show how the server is set up or what it does": ("SHOW",),
    "end what others are asking": ("TERMINATE",),
    "administer the server": (
        "ALTER", "DEALLOCATE", "DENY", "DROP", "DRYRUN", "ENABLE", "GRANT", "REALLOCATE", "RENAME", "REVOKE", "START",
        "STOP",
    ),
}
_WOULD_BEGIN = {keyword: what for what, keywords in _BEGINNINGS.items() for keyword in keywords}

_AFTER_A_NAME = (
    "AND", "AS", "ASC", "ASCENDING", "CALL", "CONTAINS", "DESC", "DESCENDING", "ELSE", "END", "ENDS", "FINISH", "IN",
    "IS", "LIMIT", "MATCH", "OFFSET", "OPTIONAL", "OR", "ORDER", "RETURN", "SKIP", "STARTS", "THEN", "UNION", "UNWIND",
    "WHEN", "WHERE", "WITH", "XOR",
)
"""Keywords that may follow a thing called `use`; after the clause `USE` comes the name of a graph."""

_FUNCTIONS = re.compile(r"(date|datetime|duration|localdatetime|localtime|point|time|vector\.similarity)\.\w+", re.I)
"""Cypher's own functions with a dot in their names. Only such names can be functions that somebody added."""

_NO_LETTER = re.compile(r"[\x00\ud800-\udfff]")
_ESCAPE = "\\u"
_HIDDEN = re.compile(r"\bLOAD CSV\b|\b(?:Unr|R)esolvedCall\(\s*([\w.`]*)")
"""How a plan's details write what a subquery inside an expression would do."""


def check_statement(statement: str, procedures: Collection[str], limit: int) -> None:
    """Check the words of a statement, before the server sees it.

    Parameters
    ----------
    statement : str
        What an analyst wrote.
    procedures : collection of str
        Names of the procedures that may be called.
    limit : int
        Most characters.

    Raises
    ------
    BadInput
        It is empty, too long, or holds what no statement can.
    StatementRefused
        It would do more than read the graph, or might hide that it does.
    """
    if len(statement) > limit:
        raise BadInput(f"the statement is longer than {limit:,} characters", "statement")
    if _NO_LETTER.search(statement):
        raise BadInput("the statement holds a character that no text can", "statement")
    if _ESCAPE in statement:
        raise StatementRefused("it holds a Unicode escape (\\u), which can hide what it does: write the letter itself")
    words = list(words_of(statement))
    if not words or words[0].said == ";":
        raise BadInput("the statement is empty", "statement")
    _check_beginning(words[0])
    check_intricacy(words)
    for at, word in enumerate(words):
        if word.said == ";" and word.kind == "sign" and any(one.said != ";" for one in words[at + 1 :]):
            raise StatementRefused(f"it is several statements{_at(words[at + 1])}: send one at a time")
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None:
            continue
        if word.is_("LOAD") and following.is_("CSV"):
            raise StatementRefused(f"it would read a file or an address outside the record (LOAD CSV{_at(word)})")
        if word.is_("USE") and _names_a_graph(words, at):
            raise StatementRefused(f"it would choose another graph (USE{_at(word)}); there is only this one")
        _check_call(words, at, procedures)


def check_plan(plan: Plan, procedures: Collection[str]) -> None:
    """Check every operator of a statement's plan.

    Parameters
    ----------
    plan : Plan
        As the server told it for `EXPLAIN`.
    procedures : collection of str
        Names of the procedures that may be called.

    Raises
    ------
    StatementRefused
        An operator is not one that only reads, or calls another procedure.
    """
    for one in plan:
        if one.operator == "ProcedureCall":
            _check_procedure(one.details.partition("(")[0].replace("`", "").strip(), procedures)
        elif one.operator not in READING:
            raise StatementRefused(f"it would {would(one.operator)} (operator {one.operator or 'unknown'})")
        for hidden in _HIDDEN.finditer(one.details):
            if hidden[1] is None:
                raise StatementRefused("it would read a file or an address outside the record (LOAD CSV)")
            _check_procedure(hidden[1].replace("`", ""), procedures)


def _check_beginning(first: Word) -> None:
    if first.said == ":":
        raise StatementRefused("it begins with a colon: commands of Neo4j Browser are no Cypher")
    if first.kind == "plain" and (what := _WOULD_BEGIN.get(first.said.upper())):
        raise StatementRefused(f"it would {what} (it begins with {first.said.upper()})")


def _names_a_graph(words: Sequence[Word], at: int) -> bool:
    """Whether the clause `USE` stands at a place: a name follows, perhaps in brackets, and it is no function's name."""
    end = at + 1
    while end < len(words) and words[end].kind == "sign" and words[end].said == "(":
        end += 1
    if end >= len(words) or not words[end].named or words[end].is_(*_AFTER_A_NAME):
        return False
    return end == at + 1 or at == 0 or words[at - 1].said in "{})" or words[at - 1].is_("UNION", "ALL", "DISTINCT")


def _check_call(words: Sequence[Word], at: int, procedures: Collection[str]) -> None:
    """Check a name with dots that is called at a place, as a procedure or as a function."""
    if not words[at].named or _is_property(words, at):
        return
    parts, end = [words[at].said], at + 1
    while end + 1 < len(words) and words[end].said == "." and words[end].kind == "sign" and words[end + 1].named:
        parts.append(words[end + 1].said)
        end += 2
    if end >= len(words) or words[end].said != "(" or words[end].kind != "sign":
        return
    name, called = ".".join(parts), at > 0 and words[at - 1].is_("CALL")
    if called:
        _check_procedure(name, procedures, _at(words[at]))
    elif len(parts) > 1 and not _FUNCTIONS.fullmatch(name):
        raise StatementRefused(f"it calls {name[:80]}{_at(words[at])}, which is no function of Cypher's own")


def _is_property(words: Sequence[Word], at: int) -> bool:
    """Whether a name goes on after a dot; after two dots, as in `list[..n.f()]`, another begins."""
    if at < 2 or words[at - 1].said != "." or words[at - 1].kind != "sign":
        return False
    return words[at - 2].named or words[at - 2].said in (")", "]", "}")


def _check_procedure(name: str, procedures: Collection[str], place: str = "") -> None:
    if name not in procedures:
        listed = ", ".join(sorted(procedures)) or "none"
        raise StatementRefused(f"it calls the procedure {name[:80]}{place}; those that may be called are: {listed}")


def _at(word: Word) -> str:
    return f" at line {word.line}, column {word.column}"
