"""Levels: least costs to a goal in exactly n hops, of those who matter to whoever starts.

The search goes from both ends to where they meet (Pohl, Machine Intelligence 6 (1971) 127), always on from the end
that has fewer steps before it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphsvc.questions.network import Passage
from graphsvc.questions.steps import STEP

Level = dict[int, int]
"""Organisations, each with its least cost to the goal."""


def fewest_hops(
    passage: Passage, goal: int, blocked: Collection[int], most: int, starts: Mapping[int, int],
    sources: Collection[int],
) -> list[Level]:
    """Least cost to the goal in exactly n hops, for n from 0 to the fewest from any start.

    Level n has those from whom n hops are the fewest: all of them as far as the search came from the goal, and from
    there on those on some way from a start. Empty when the goal is not reached in the hops allowed.

    Parameters
    ----------
    passage : Passage
        The graph as asked.
    goal : int
        Where all paths end.
    blocked : collection of int
        Organisations on no path.
    most : int
        Hops at most.
    starts : mapping of int to int
        Where paths may start, each with its cost so far.
    sources : collection of int
        Organisations that may start a path, and be nowhere else on it.
    """
    if most < 0 or goal in blocked:
        return []
    steps = passage.steps
    levels: list[Level] = [{goal: 0}]
    known = {goal}
    ahead = [set(starts)]
    behind, before = steps.degree((goal,)), steps.degree(starts)
    found = set(starts)
    while ahead[-1].isdisjoint(levels[-1]):
        if not levels[-1] or not ahead[-1] or len(levels) + len(ahead) - 2 >= most:
            return []
        if behind <= before:
            # Of a level that meets the other end, only those who do are needed; some who seem to may be blocked.
            for into in (ahead[-1], ()):
                level = {
                    one: cost for one, cost in _before(passage, levels[-1], goal, sources, into).items()
                    if one not in known and one not in blocked
                }
                if level:
                    break
            levels.append(level)
            known.update(level)
            behind = steps.degree(level)
        else:
            for met in (levels[-1], {}):
                following = _ahead(passage, ahead[-1], goal, blocked, sources, met) - found
                if following:
                    break
            ahead.append(following)
            found |= following
            before = steps.degree(following)
    for earlier, here in zip(ahead[-2::-1], ahead[:0:-1], strict=True):
        level = steps.onward({one: levels[-1][one] for one in here & levels[-1].keys()})
        levels.append({one: level[one] for one in earlier & level.keys()})
    return levels


def least_costs(
    passage: Passage, goal: int, blocked: Collection[int], most: int, starts: Mapping[int, int],
    sources: Collection[int],
) -> list[Level]:
    """Least cost to the goal in exactly n hops, for n from 0, of those on a path that may be the cheapest.

    A later level is kept where it is cheaper than all before it. The path of the fewest hops says how much the
    cheapest costs at most; who is further away from every start than that allows is left out. The search never passes
    through a national body that is closed for passage; one is entered only as a source. The parameters are those of
    `fewest_hops`.
    """
    shortest = fewest_hops(passage, goal, blocked, most, starts, sources)
    if not shortest:
        return []
    allowed = min(starts[one] + shortest[-1][one] for one in starts.keys() & shortest[-1].keys())
    allowed -= min(starts.values())
    hops = dict.fromkeys(starts, 0)
    radius = min(most, allowed // STEP) // 2
    level = set(starts)
    for distance in range(1, radius + 1):
        level = _ahead(passage, level, goal, blocked, sources) - hops.keys()
        hops.update(dict.fromkeys(level, distance))
    least = {goal: 0}
    levels: list[Level] = [{goal: 0}]
    while len(levels) <= most and levels[-1]:
        found = {
            one: cost for one, cost in _before(passage, levels[-1], goal, sources).items()
            if cost + STEP * hops.get(one, radius + 1) <= allowed and one not in blocked
            and (one not in least or cost < least[one])
        }
        least.update(found)
        levels.append(found)
    return levels


def _before(
    passage: Passage, level: Level, goal: int, sources: Collection[int], into: Collection[int] = ()
) -> Level:
    """Who is one step before those of a level that may be passed, at the least cost."""
    passed = dict(level)
    for one in passed.keys() & (passage.closed | frozenset(sources)):
        if one != goal or one in sources:
            del passed[one]
    return passage.steps.onward(passed, into)


def _ahead(
    passage: Passage, level: Collection[int], goal: int, blocked: Collection[int], sources: Collection[int],
    into: Collection[int] = (),
) -> set[int]:
    """Who may follow some on the way to the goal."""
    following = set(passage.steps.onward(dict.fromkeys(level, 0), into))
    following.difference_update(blocked, passage.closed - {goal}, sources)
    return following
