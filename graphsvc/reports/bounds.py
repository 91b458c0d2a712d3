"""The least and the most that a whole number may be."""

from __future__ import annotations


def within(number: int, minimum: int | None, maximum: int | None) -> bool:
    """Whether a number is neither less than the minimum nor more than the maximum; None is no bound."""
    return (minimum is None or number >= minimum) and (maximum is None or number <= maximum)


def span(minimum: int | None, maximum: int | None) -> str:
    """The bounds in words, after "must be"."""
    if minimum is None:
        return f"{maximum} or less"
    return f"{minimum} or more" if maximum is None else f"from {minimum} to {maximum}"
