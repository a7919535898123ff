"""What the pages promise that running their code cannot show."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from inspect import isclass, isroutine
from itertools import pairwise
from pathlib import Path

import pytest

import positiveculture
from positiveculture import errors
from positiveculture.formats.parsing import LARGEST
from positiveculture.public_names import HOMES

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Each released version with its day, newest first.
VERSIONS = re.findall(r"^## (\d+\.\d+\.\d+)(?: - (\d{4}-\d\d-\d\d))?$", CHANGELOG, re.MULTILINE)
FENCE = re.compile(r"^```({?\w*(?:-\w+)?}?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^]]*]\(([^)\s]+)\)")

#: The languages of blocks that are run or read by the root's `conftest.py`.
RUN = {"python", "console", "toml", "json"}
#: Those that are only shown: shell commands, which CI runs as printed, pictures in text, and what the site is made of.
SHOWN = {"sh", "text", "{toctree}", "{eval-rst}"}

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a page in one language."""
    return [code for found, code in FENCE.findall(text) if found == language]


def anchors(page: Path) -> set[str]:
    """Return what links can point to in a page."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pages
def test_no_page_is_half_merged(page: Path) -> None:
    """No page holds both sides of a merge."""
    assert re.findall(r"(?m)^(?:<{7}|={7}|>{7})(?: .*)?$", page.read_text(encoding="utf-8")) == []


def test_the_readme_is_short() -> None:
    """The README can be read in one sitting: at most 120 lines."""
    assert len(README.splitlines()) <= 120


def test_the_readme_sets_everything_up_in_two_commands() -> None:
    """The README prints two shell commands: the first does the main job, the second passes the tests."""
    main_job, tests = (block.strip() for block in blocks(README, "sh"))

    assert main_job.endswith("positiveculture assess examples/rivington-2026.toml")
    assert tests.endswith("-m pytest -n auto")
    assert "\n" not in main_job + tests


def test_ci_runs_the_readmes_commands() -> None:
    """CI takes its first commands from the README's code blocks, by a word that each command alone has first."""
    script = ROOT / ".ci" / "run"
    if not script.exists():
        pytest.skip("this copy comes without CI")
    words = re.findall(r"readme_command '([^']+)'", script.read_text(encoding="utf-8"))
    lines = [line for _, code in FENCE.findall(README) for line in code.splitlines()]

    firsts = [next(line for line in lines if word in line) for word in words]

    assert firsts == [block.strip() for block in blocks(README, "sh")]


def test_the_readmes_extras_and_groups_exist() -> None:
    """Each extra and each dependency group that the README installs is one that the project has."""
    extras, groups = re.findall(r"\.\[(\w+)\]", README), re.findall(r"--group (\w+)", README)

    assert extras == ["cli"]
    assert groups == ["test"]
    assert set(extras) <= PROJECT["project"]["optional-dependencies"].keys()
    assert set(groups) <= PROJECT["dependency-groups"].keys()


def test_extras_are_for_users() -> None:
    """What only work on the library needs is a dependency group, and is not published as an extra."""
    assert set() == PROJECT["dependency-groups"].keys() & PROJECT["project"]["optional-dependencies"].keys()


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_what_is_shown_elsewhere_has_no_link_into_this_folder(name: str) -> None:
    """The README and the changelog, which a package index shows, link to nothing that is only found beside them."""
    links = LINK.findall((ROOT / name).read_text(encoding="utf-8"))

    assert [link for link in links if not link.startswith(("https://", "#"))] == []


def test_documents_link_within_their_folder() -> None:
    """Links of the documents lead to other documents, so that `docs/` can be moved as a whole."""
    docs = ROOT / "docs"
    links = {(page, link) for page in docs.rglob("*.md") for link in LINK.findall(page.read_text(encoding="utf-8"))}
    inside = {(page, link) for page, link in links if not link.startswith(("https://", "#"))}

    assert [(page.name, link) for page, link in inside if not (page.parent / link).resolve().is_relative_to(docs)] == []


@pages
def test_documents_that_are_named_exist(page: Path) -> None:
    """A document that a page names, without a link, is there."""
    names = re.findall(r"`((?:docs/)?[\w/-]+\.md)`", FENCE.sub("", page.read_text(encoding="utf-8")))

    assert [name for name in names if not (ROOT / name).exists()] == []


def test_one_version_everywhere() -> None:
    """The package, the citation and the newest released section of the changelog are of one version."""
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)

    assert cited is not None
    assert PROJECT["project"]["version"] == cited[1] == VERSIONS[0][0]


def test_the_changelog_has_its_form() -> None:
    """The changelog begins with what is unreleased; then come the versions, newest first, each with its day."""
    order = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    sections = re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]
    groups = [re.findall(r"^### (.*)$", section, re.MULTILINE) for section in sections]

    assert sections[0].startswith("Unreleased\n")
    assert len(VERSIONS) == len(sections) - 1
    assert sorted(VERSIONS, key=lambda found: tuple(map(int, found[0].split("."))), reverse=True) == VERSIONS
    assert [version for version, day in VERSIONS if not day] == ["0.1.0"]  # the first was never published
    assert [sorted(each, key=order.index) for each in groups] == groups


@pages
def test_links_lead_somewhere(page: Path) -> None:
    """Every link from a page to another file, or to a heading, finds it."""
    links = [link for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))) if "://" not in link]
    targets = [(link, page if link.startswith("#") else page.parent / link.partition("#")[0]) for link in links]

    lost = [link for link, target in targets if not target.exists()]
    adrift = [
        link
        for link, target in targets
        if "#" in link and target.exists() and link.partition("#")[2] not in anchors(target)
    ]

    assert [*lost, *adrift] == []


@pages
def test_every_block_is_run_or_meant_to_be_shown(page: Path) -> None:
    """No code block is left out because its language is misspelt or missing."""
    found = {language for language, _ in FENCE.findall(page.read_text(encoding="utf-8"))}

    assert found <= RUN | SHOWN


@pages
def test_no_page_speaks_of_the_machine_it_was_written_on(page: Path) -> None:
    """A page holds no path from the root of some machine."""
    assert re.findall(r"(?<![\w.:/])/(?:home|root|tmp|usr|work|Users)/\S*", page.read_text(encoding="utf-8")) == []


def test_headings_go_down_one_step_at_a_time() -> None:
    """Every page begins with its one title, and no heading skips a step."""
    for page in PAGES:
        depths = [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)]

        assert (page.name, depths[0], depths.count(1)) == (page.name, 1, 1)
        assert [(page.name, one, next_) for one, next_ in pairwise(depths) if next_ > one + 1] == []


@pytest.mark.parametrize("script", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda script: script.stem)
def test_benchmarks_say_what_they_take(script: Path) -> None:
    """Every benchmark explains itself on `--help` and measures nothing then."""
    if script.stem in ("sidebyside", "peer_rules"):  # what others import
        return
    told = subprocess.run([sys.executable, script, "--help"], capture_output=True, encoding="utf-8", check=False)

    assert "--smoke" in told.stdout + told.stderr or "NOT MEASURED" in told.stderr


def test_the_files_page_states_the_largest_file_that_is_read() -> None:
    """The limit that the page on files states is the one that holds."""
    page = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")

    assert f"larger than {LARGEST // 2**20} MiB" in page


def test_the_api_page_has_every_public_name() -> None:
    """The page lists the names at the front door, each once, and what else there is in the module of each noun."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    listed = {row[0].strip("`"): re.findall(r"`(\w+)`", row[-1]) for row in rows}
    front = [name for what, names in listed.items() if what.startswith("**") for name in names]
    modules = {what for what in listed if what.startswith("positiveculture.")}

    assert sorted(front) == dir(positiveculture)
    assert modules >= HOMES.keys()
    for module in modules - {"positiveculture.errors"}:
        assert (module, set(listed[module])) == (module, set(import_module(module).__all__) - set(front))
    assert set(listed["positiveculture.errors"]) == error_names() - set(front)
    reference = (ROOT / "docs" / "reference" / "modules.md").read_text(encoding="utf-8")
    with_more = {module for module, names in listed.items() if module in modules and names}
    described = re.findall(r"automodule:: (\S+)", reference)
    assert with_more <= set(described)
    assert len(described) == len(set(described))
    pages = reference + (ROOT / "docs" / "reference" / "index.md").read_text(encoding="utf-8")
    parts = re.findall(r"automodule:: (\S+)\n((?:(?!\.\. automodule::).*\n)*)", pages)
    data = {f"{module}.{name}" for module, text in parts for name in re.findall(r"py:data:: (\S+)", text)}
    public = {("positiveculture", name) for name in front} | {
        (module, name) for module in with_more for name in listed[module]
    }
    values = {(module, name): getattr(import_module(module), name) for module, name in public}
    imported = {
        f"{module}.{name}"
        for (module, name), value in values.items()
        if not (isclass(value) or isroutine(value)) and not assigned(module, name)
    }
    assert data == imported


def assigned(module: str, name: str) -> bool:
    """Return whether a module itself gives a name its value, beside which Sphinx finds what is said of it."""
    source = Path(import_module(module).__file__ or "").read_text(encoding="utf-8")
    return re.search(rf"(?m)^{name}\b.*=", source) is not None


def test_the_site_leads_to_every_page() -> None:
    """Each page of the documents is in the index of the site once, by its name or by a pattern."""
    docs = ROOT / "docs"
    index = (docs / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```{toctree}\n((?::.*\n)*)\n((?:.+\n)*)```$", index, re.MULTILINE)
    entries = [entry for options, tree in trees if ":glob:" not in options for entry in tree.split()]
    patterns = [entry for options, tree in trees if ":glob:" in options for entry in tree.split()]
    led_to = {page.with_suffix("") for pattern in patterns for page in docs.glob(f"{pattern}.md")}

    assert len(entries) == len(set(entries))
    assert {page.with_suffix("") for page in docs.rglob("*.md")} == led_to | {
        docs / each for each in ["index", *entries]
    }


def error_names() -> set[str]:
    """Return the name of every error."""
    return {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, Exception)}


LIES = """
```python
>>> 1 + 1
3
```

```console
$ positiveculture frameworks --json
{}
```

```console
$ positiveculture check no-such-framework
...
```

```toml
dignity =
```

```json
{"dignity": }
```
"""


def test_a_page_that_is_wrong_is_caught(tmp_path: Path) -> None:
    """A code block that does not do what its page shows fails, whatever its language."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "page.md").write_text(LIES, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "page.md"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.stdout.splitlines()[-1].startswith("5 failed in")
