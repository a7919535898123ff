"""Laws of TOML files with mistakes in them: every line that cannot be read is told at once, and no other."""

import re
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

import positiveculture as pc
from positiveculture.errors import InvalidFile
from positiveculture.formats.parsing import read_payload

WIGAN = pc.get_framework("wigan-progress")
TOPICS = [topic.id for topic in WIGAN.topics]

HEAD = [
    'framework = "wigan-progress"',
    'edition = "2017"',
    'service = "Elm"',
    "assessed_on = 2026-03-31",
    "[responses]",
]

#: What people write for the answer to a topic, and the code that tells them what is wrong with it.
SLIPS = {
    "{topic} = { level = 3, note = “good” }": "toml-curly-quotes",
    "{topic} = { level = 3, note = ‘good’ }": "toml-curly-quotes",
    '{topic} = { level = 3, evidence = [{ title = "Audit", dated = 31/03/2026 }] }': "toml-date",
    '{topic} = { level = 3, evidence = [{ title = "Audit", dated = 31 March 2026 }] }': "toml-date",
    "{topic} = { level = 3, carried_from = 2025-3-1 }": "toml-date",
    "{topic} = { level = 3, carried_from = 2025-02-30 }": "toml-no-such-day",
    '{topic} = { level = 3, note = "C:\\docs\\new" }': "toml-backslash",
    "{topic} =": "toml-no-value",
    "{topic} = n/a": "toml-not-applicable",
    "{topic} = Not applicable": "toml-not-applicable",
    "{topic} = 3 some progress": "toml-level-and-words",
    "{topic} = 4 - good progress": "toml-level-and-words",
    '{topic} = { level = 3 note = "x" }': "toml-comma",
    '{topic} = { level = 3, note = "x" evidence = [] }': "toml-comma",
    "{topic} = { level = 3, }": "toml-last-comma",
    "{topic}: 3": "toml-no-equals",
    "{topic} 3": "toml-no-equals",
    "{blank} = 3": "toml-blank-in-name",
    '{topic} = { level = 3, note = "open }': "toml-open-quotes",
    '{topic} = "she said "yes" to me"': "toml-quotes-inside",
    "{topic} = Some progress": "toml-no-quotes",
    '{topic} = { level = 3,\n    note = "x",\n}': "toml-table-lines",
    '{topic} = { level = 3, evidence = [\n    { title = "Audit" },': "toml-open-bracket",
    "{topic} = 3 ]": "not-toml",
}

#: What people write that is no mistake, or none of TOML's.
GOOD = (
    "{topic} = 3",
    '{topic} = "5"',
    "# {topic} = 31/03/2026, “curly”",
    '{topic} = { level = 4, note = "“Curly” inside, on 31/03/2026: 4 - good, C:\\\\docs" }',
    '{topic} = { level = 4, evidence = [\n    { title = "Audit" },\n    { title = "=" },\n] }',
    '{topic} = { level = 4, note = """\nlines, [ of\nmy own = 4 - good\n""" }',
    "",
)


def faults(text: str) -> list[pc.Problem]:
    """Return what is wrong with a TOML file that holds `text`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidFile) as caught:
            read_payload(path)
    return list(caught.value.problems)


@given(st.data())
def test_every_slip_is_told_at_once(data: st.DataObject) -> None:
    """Of lines with slips among lines without, each slip is told with its line, its topic and its cure."""
    topics = data.draw(st.permutations(TOPICS))
    written = data.draw(st.lists(st.sampled_from([*SLIPS, *GOOD]), min_size=1, max_size=len(topics)))
    lines, expected = list(HEAD), []
    for topic, line in zip(topics, written, strict=False):
        blank = topic.replace("-", " ") if "-" in topic else f"{topic} now"
        if line in SLIPS:
            place = f'topic "{blank if "{blank}" in line else topic}"'
            expected.append((len(lines) + 1, SLIPS[line], place))
        lines += line.replace("{topic}", topic).replace("{blank}", blank).split("\n")
    if not expected:
        assert tomllib.loads("\n".join(lines))
        return

    found = faults("\n".join(lines) + data.draw(st.sampled_from(["", "\n"])))

    assert [(problem.path[0], problem.code, problem.place.split(", ")[-1]) for problem in found] == expected


@pytest.mark.parametrize("line", SLIPS)
def test_each_slip_by_itself(line: str) -> None:
    """Each slip is told alone, in a sentence that names what to do, with either kind of line end."""
    text = "\r\n".join([*HEAD, *line.replace("{topic}", "life-history").replace("{blank}", "life history").split("\n")])
    (problem,) = faults(text + "\r\n")

    assert (problem.code, problem.path[0]) == (SLIPS[line], 6)
    assert problem.place.startswith("line 6")


@given(st.permutations(TOPICS[:6]), st.integers(1, 5))
def test_the_same_topic_twice(topics: list[str], again: int) -> None:
    """A topic that is answered again is told on each line but its first, with the line of the first."""
    lines = [*HEAD, *(f"{topic} = 3" for topic in topics), *[f"{topics[0]} = 4"] * again]
    found = faults("\n".join(lines))

    assert [problem.path for problem in found] == [(len(HEAD) + 7 + n,) for n in range(again)]
    assert {(problem.code, problem.params["first"]) for problem in found} == {("toml-twice", len(HEAD) + 1)}


PIECES = st.text("ab=.[]{},\"'#\\ -:0129“”/\t", max_size=12)


@given(st.lists(PIECES, min_size=1, max_size=12))
@example(["[x", "a = 1"])
@example(['a."b" = 1', "a = 2"])
@example(["a = 1", "[a]"])
def test_whatever_cannot_be_read_is_told(lines: list[str]) -> None:
    """Whatever cannot be read is told, each fault with a line of the text, in their order and on one line."""
    text = "x-x = 1\n" + "\n".join(lines)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        found = faults(text)
    else:
        return
    assert found
    assert [problem.path for problem in found] == sorted(problem.path for problem in found)
    assert {problem.path[0] for problem in found if problem.path} <= set(range(1, len(text.split("\n")) + 1))
    assert all(problem.message and "\n" not in str(problem) for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "a = “x”\n" * 9000,
        "a = [\n" * 9000,
        "[\n" * 30000,
        'a = """\n' * 9000,
        "a = [\n" + "1,\n" * 30000,
        "a = " + "x " * 60000,
    ],
)
def test_many_faults_cost_little(text: str) -> None:
    """Thousands of faults are looked through once: a hundred are told, and how many more there are."""
    found = faults(text)

    assert 1 <= len(found) <= 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b = ]\na = " + "9" * 5000, [((1, 5), "not-toml"), ((2,), "unreadable")]),
        ("b = ]\na = " + "[" * 5000, [((1, 5), "not-toml"), ((2,), "unreadable")]),
        ("a = { b = 1,\n[x]\nc = 2", [((1,), "toml-open-bracket")]),
        ("a = { b = 1,\n c = ?\n}\nd = 1", [((1,), "toml-table-lines")]),
        ("a = [\n {b = 1}\n {c = 2}\n]", [((2,), "toml-comma")]),
        ("a = [\n 1\n ?\n]", [((3, 2), "not-toml")]),
        ("a = [{b = 1} {c = 2}]", [((1,), "toml-comma")]),
        ('a = { t = "x", n = "y }', [((1,), "toml-open-quotes")]),
        ("[[x]]\na = 1\n[[x]]\na = 1\nb =", [((5,), "toml-no-value")]),
        ("[x]\na = 1\n[y]\na = 1\n[x]\na = 1", [((5,), "toml-twice")]),
        ("a.b = 1\na = 2", [((2, 6), "not-toml")]),
        ("a = 1\nb = 2\n[a]", [((3, 3), "not-toml")]),
        ("a = 1\n= 2\n???", [((2, 1), "not-toml"), ((3, 1), "not-toml")]),
    ],
)
def test_faults_of_other_kinds(text: str, expected: list[tuple[tuple[int, ...], str]]) -> None:
    """What no slip explains is told as the parser says it; headings and lists of tables begin a place of their own."""
    assert [(problem.path, problem.code) for problem in faults(text)] == expected


def test_a_file_that_nobody_typed() -> None:
    """Of a file larger than people write, the first fault is told."""
    text = "a = “x”\n" * 60000

    assert [(problem.code, problem.path) for problem in faults(text)] == [("not-toml", (1, 5))]
    assert re.search("line 1, column 5", str(faults(text)[0]))
