"""What axe-core finds wrong with a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script

#: What is handed back of what it finds: all else that it looked at is as long as the page.
VIOLATIONS = """axe.run({resultTypes: ["violations"]}).then(
    found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)])
)"""


def violations(page: Page) -> list[list[object]]:
    """Return each rule that a page breaks, with the elements that break it."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(SCRIPT)
    found: list[list[object]] = page.evaluate(VIOLATIONS)
    return found
