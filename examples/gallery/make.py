"""Makes this gallery: what each command shows of the examples, as a page and as PDF.

`python examples/gallery/make.py` writes it anew, with the extras `cli`, `report` and `pdf`; with `--pictures`, the
pictures in `docs/pictures/` too, taken in Chromium by Playwright.
"""

import sys
from pathlib import Path
from shutil import which

from positiveculture.cli.app import run

GALLERY = Path(__file__).parent
EXAMPLES = GALLERY.parent
PICTURES = EXAMPLES.parent / "docs" / "pictures"

#: The migration to an invented edition.
MIGRATION = "editions/cqc-style-draft/migration.toml"

#: The name of each page, and the command that shows it; files are those of the examples.  What a panel publishes is a
#: little off, by chance, so `panel.json` keeps what `panel team-rivington-2026 --release` published once.
COMMANDS = {
    "actions": "actions plan-rivington-2026.toml --on 2026-07-06",
    "assess": "assess rivington-2026.toml",
    "assess-checks": "assess ethical-rivington-2026.toml --full",
    "assess-survey": "assess leicester-healthy-workplace.toml --full",
    "assess-why": "assess cqc-held-back-2026.toml --why",
    "carry": "carry rivington-2026.toml --to cqc-style-well-led",
    "check": "check leicester-healthy-workplace",
    "crosswalk": "crosswalk wigan-progress wales-positive-cultures",
    "feedback": "feedback feedback-merrowdale-east-2026.toml --on 2026-09-30",
    "migrate": f"migrate cqc-held-back-2026.toml cqc-rivington-2026.toml --to draft-2026 --migration {MIGRATION}",
    "panel": "panel gallery/panel.json",
    "plan": "plan rivington-2026.toml --to silver",
    "progress": "progress rivington-2025.toml rivington-2026.toml",
    "report": "report rivington-2026.toml --since rivington-2025.toml --without-notes",
    "report-bands": "report cqc-held-back-2026.toml",
    "report-guide": "report wales-cwm-aderyn-2026.toml",
    "rollup": "rollup rivington-2025.toml rivington-2026.toml halfway-2026.toml",
    "route": "route rivington-2026.toml --to silver",
    "show": "show wigan-progress",
    "show-topic": "show wigan-progress supervision",
    "summary": "summary rivington-2026.toml",
    "triangulate": "triangulate triangulation-merrowdale-2026.toml",
}

#: The documents of which there are pictures, with how wide the browser is: as wide as a telephone for one of them.
PICTURED = {"report": 900, "report-guide": 900, "report-bands": 360}

#: How much of the page a picture shows, in pixels.
HEIGHT = 1700


def arguments(line: str) -> list[str]:
    """Return the arguments of a command, with where the examples are."""
    return [str(EXAMPLES / each) if (EXAMPLES / each).exists() else each for each in line.split()]


def take_pictures() -> None:
    """Take a picture of each page that `PICTURED` names."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - for pictures alone

    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for name, width in PICTURED.items():
            page = browser.new_page(viewport={"width": width, "height": HEIGHT}, device_scale_factor=0.75)
            page.goto((GALLERY / f"{name}.html").as_uri())
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


def main() -> int:
    """Write every page, every PDF and, where they are asked for, the pictures; return 1 where a command fails."""
    files = {GALLERY / f"{name}{suffix}": line for name, line in COMMANDS.items() for suffix in (".html", ".pdf")}
    statuses = [run([*arguments(line), "--out", str(file), "--force"]) for file, line in files.items()]
    if "--pictures" in sys.argv:
        take_pictures()
    return max(statuses)


if __name__ == "__main__":
    sys.exit(main())
