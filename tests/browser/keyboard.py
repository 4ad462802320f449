"""The same walk without a mouse: everything is reached by Tab, and focus can always be seen."""

from playwright.sync_api import Locator

from tests.browser.walk import Walk

FURTHEST = 250  # Tab presses before giving up: no page has that many stops
HERE = "element => element === document.activeElement"
SAME_GROUP = """element => document.activeElement.type === 'radio'
  && document.activeElement.name === element.name"""
FOCUS_SHOWS = """() => {
  const at = document.activeElement;
  const shown = [at, at.nextElementSibling, at.parentElement].filter(Boolean);
  const ring = (of, part) => {
    const style = getComputedStyle(of, part);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== 'none';
  };
  const hasPartsOfItsOwn = ['date', 'time', 'file'].includes(at.type);
  return at === document.body || hasPartsOfItsOwn
    || shown.some(of => ring(of) || ring(of, '::before'));
}"""
NAME = "() => document.activeElement.outerHTML.slice(0, 200)"
VALUE = "element => element.options[element.selectedIndex].text"


class KeyboardWalk(Walk):
    """Fills, chooses, ticks, opens, presses and follows with the keyboard alone."""

    def _fill(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        if field.get_attribute("type") in {"date", "time"}:
            field.fill(text)  # each browser has its own keys for these
        else:
            self.page.keyboard.insert_text(text)

    def _check(self, choice: Locator) -> None:
        if choice.get_attribute("type") == "radio":
            self._reach(choice, arrived=SAME_GROUP)
            self._arrow_to(choice)
        elif not choice.is_checked():
            self._reach(choice)
            self.page.keyboard.press("Space")
        assert choice.is_checked()

    def _uncheck(self, choice: Locator) -> None:
        if choice.is_checked():
            self._reach(choice)
            self.page.keyboard.press("Space")
        assert not choice.is_checked()

    def _select(self, field: Locator, option: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Home")
        for _ in range(FURTHEST):
            if field.evaluate(VALUE).strip() == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard finds no {option!r} in the list")

    def _activate(self, thing: Locator, status: int = 200) -> None:
        self.watch.expected_status = status
        self._reach(thing)
        thing.press("Enter")  # unlike keyboard.press, this waits for the page it leads to

    def _arrow_to(self, choice: Locator) -> None:
        if choice.evaluate(HERE):
            self.page.keyboard.press("Space")
        for _ in range(FURTHEST):
            if choice.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _reach(self, thing: Locator, arrived: str = HERE) -> None:
        for _ in range(FURTHEST):
            if thing.evaluate(arrived):
                return
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS_SHOWS), (
                f"focus cannot be seen on {self.path}: {self.page.evaluate(NAME)}"
            )
        raise AssertionError(f"the keyboard cannot reach {thing} on {self.path}")
