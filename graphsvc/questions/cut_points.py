"""Cut points: organisations without which others lose each other, found in one walk.

By Tarjan, SIAM Journal on Computing 1 (1972) 146: a walk that goes on as deep as it can tells, when it comes back from
a neighbour, whether anybody beyond was joined to someone met earlier.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.snapshot.joins import Joins

Part = list[int]
_Span = tuple[int, int]


def cut_points(joins: Joins) -> dict[int, tuple[int, list[Part]]]:
    """For each cut point, how many others it joins, and the parts of them that would lose the largest.

    The larger parts first, of equals the one with the first id.

    Parameters
    ----------
    joins : Joins
        Who is joined to whom.
    """
    return {
        point: (len(met) - 1, _smaller(met, point, beyond))
        for met, cuts in _walks(joins) for point, beyond in cuts.items()
    }


def _walks(joins: Joins) -> Iterator[tuple[Part, dict[int, list[_Span]]]]:
    """One walk for all who are joined: in what order they are met, and which of them lie beyond each cut point."""
    others, bounds = joins.others.data, joins.bounds.tolist()
    following = bounds[:-1]
    met_as = [-1] * len(joins)
    earliest = [0] * len(joins)
    for root in range(len(joins)):
        if met_as[root] >= 0 or bounds[root] == bounds[root + 1]:
            continue
        met, way = [root], [root]
        cuts: dict[int, list[_Span]] = {}
        from_root: list[_Span] = []
        met_as[root] = earliest[root] = 0
        while way:
            here = way[-1]
            at = following[here]
            if at < bounds[here + 1]:
                following[here] = at + 1
                there = others[at]
                if met_as[there] < 0:
                    met_as[there] = earliest[there] = len(met)
                    met.append(there)
                    way.append(there)
                # The step back to whom it came from leads to nobody earlier than `here` may lose.
                elif met_as[there] < earliest[here] and (len(way) < 2 or there != way[-2]):
                    earliest[here] = met_as[there]
                continue
            way.pop()
            if not way:
                continue
            before, span = way[-1], (met_as[here], len(met))
            earliest[before] = min(earliest[before], earliest[here])
            if before == root:
                from_root.append(span)
            elif earliest[here] >= met_as[before]:
                cuts.setdefault(before, []).append(span)
        if len(from_root) > 1:
            cuts[root] = from_root
        yield met, cuts


def _smaller(met: Part, point: int, beyond: list[_Span]) -> list[Part]:
    """The parts but for the largest: those that lie beyond a cut point, and the rest."""
    parts = [sorted(met[begin:end]) for begin, end in beyond]
    rest = len(met) - 1 - sum(map(len, parts))
    if rest > max(map(len, parts)):
        return sorted(parts, key=_order)
    if rest:
        known = {point}.union(*parts)
        parts.append(sorted(one for one in met if one not in known))
    return sorted(parts, key=_order)[1:]


def _order(part: Part) -> tuple[int, Part]:
    return -len(part), part
