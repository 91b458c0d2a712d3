"""Two ways to use a page: by pointer, and by keyboard alone. Both count what they do."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

_FARTHEST = 400
"""Stops of the Tab key before a control is given up."""


class Hand:
    """Uses one page; `steps` counts what a person would call a step: a link or button pressed, a field filled."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def press(self, what: Locator) -> None:
        """Follow a link, or press a button."""
        self.steps += 1
        self._press(what)

    def find(self, field: Locator, text: str) -> None:
        """Type a part of a name and take the first organisation that is offered."""
        self.steps += 1
        self.fill(field, text)
        option = self.page.locator('[role="option"]:visible').first
        option.wait_for()
        self._take(option)

    def choose(self, field: Locator, text: str) -> None:
        """Choose from a list by its text."""
        self._choose(field, text)

    def fill(self, field: Locator, text: str) -> None:
        """Type into a field."""
        raise NotImplementedError

    def _press(self, what: Locator) -> None:
        raise NotImplementedError

    def _take(self, option: Locator) -> None:
        raise NotImplementedError

    def _choose(self, field: Locator, text: str) -> None:
        raise NotImplementedError


class Pointer(Hand):
    """A mouse or a finger, and a keyboard for texts."""

    def fill(self, field: Locator, text: str) -> None:
        field.click()
        field.press_sequentially(text)

    def _press(self, what: Locator) -> None:
        what.click()

    def _take(self, option: Locator) -> None:
        option.click()

    def _choose(self, field: Locator, text: str) -> None:
        field.select_option(label=text)


class Keyboard(Hand):
    """Tab, letters, arrows, Enter and the space bar."""

    def fill(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.type(text)

    def _press(self, what: Locator) -> None:
        self._reach(what)
        self.page.keyboard.press("Space" if what.evaluate("e => e.type === 'checkbox'") else "Enter")

    def _take(self, option: Locator) -> None:
        self.page.keyboard.press("ArrowDown")
        expect(option).to_have_attribute("aria-selected", "true")
        self.page.keyboard.press("Enter")

    def _choose(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.type(text)
        assert field.evaluate("e => e.selectedOptions[0].textContent.trim()") == text

    def _reach(self, what: Locator) -> None:
        what.wait_for()
        for _ in range(_FARTHEST):
            if what.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not come to {what}")


HANDS = (Pointer, Keyboard)
