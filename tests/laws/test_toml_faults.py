"""Laws of TOML files with mistakes in them: every line that cannot be read is told at once, and no other."""

import inspect
import re
import sys
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

#: What the parser says, which nobody should have to read.
PARSERS_WORDS = re.findall(r'"([A-Z][a-z]+ [^"{]*)', inspect.getsource(sys.modules[tomllib.loads.__module__]))

#: What people write for the answer to a topic, and the code that tells them what is wrong with it.
SLIPS = {
    "{topic} = { level = 3, note = “good” }": "slip-curly-quotes",
    "{topic} = { level = 3, note = ‘good’ }": "slip-curly-quotes",
    '{topic} = { level = 3, evidence = [{ title = "Audit", dated = 31/03/2026 }] }': "toml-date",
    '{topic} = { level = 3, evidence = [{ title = "Audit", dated = 31 March 2026 }] }': "toml-date",
    "{topic} = { level = 3, carried_from = 2025-3-1 }": "toml-date",
    "{topic} = { level = 3, carried_from = 2025-03 }": "toml-date",
    "{topic} = { level = 3, carried_from = March 2025 }": "toml-date",
    "{topic} = { level = 3, carried_from = 2025-03-31 (Monday) }": "toml-date",
    "{topic} = { level = 3, carried_from = 2025-03-31x }": "toml-date",
    "{topic} = 3/4/2026": "toml-date",
    "{topic} = { level = 3, carried_from = 2025-02-30 }": "toml-no-such-day",
    '{topic} = { level = 3, note = "C:\\docs\\new" }': "slip-backslash",
    "{topic} =": "toml-no-value",
    "{topic} = ?": "toml-no-value",
    "{topic} = -": "toml-no-value",
    "{topic} = // ask Ann": "toml-no-value",
    "{topic} = { level = , note = '' }": "toml-no-value",
    "{topic} = n/a": "toml-not-applicable",
    "{topic} = N.A.": "toml-not-applicable",
    "{topic} = N/A - nobody drives": "toml-not-applicable",
    "{topic} = Not applicable": "toml-not-applicable",
    "{topic} = 5,": "toml-number",
    "{topic} = 5.": "toml-number",
    "{topic} = 5;": "toml-number",
    "{topic} = 5!": "toml-number",
    "{topic} = 05": "toml-number",
    "{topic} = 4,5": "toml-number",
    "{topic} = 4, 5": "toml-number",
    "{topic} = 4/5": "toml-number",
    "{topic} = 4 or 5": "toml-number",
    "{topic} = 4 5": "toml-number",
    "{topic} = (5)": "toml-number",
    "{topic} = ~5": "toml-number",
    "{topic} = >= 3": "toml-number",
    "{topic} = \uff15": "toml-number",
    '{topic} = 5"': "toml-number",
    '{topic} = { level = 05, note = "x" }': "toml-number",
    "{topic} = 3 some progress": "toml-level-and-words",
    "{topic} = 4 - good progress": "toml-level-and-words",
    "{topic} = 5 // good": "toml-level-and-words",
    "{topic} = 5 also = 4": "toml-two-answers",
    "{topic} = level = 5": "toml-braces",
    "{topic} = (level = 5)": "toml-braces",
    "{topic} = [level = 5]": "toml-braces",
    '{topic} = "one", "two"': "toml-list",
    '{topic} = "one" and "two"': "toml-list",
    '{topic} = { level = 3 note = "x" }': "slip-comma",
    '{topic} = { level = 3; note = "x" }': "slip-comma",
    '{topic} = { level = 3, roles = ["one" "two"] }': "slip-comma",
    '{topic} = { level = 3, note = "x" evidence = [] }': "slip-comma",
    "{topic} = { level = 3, }": "toml-last-comma",
    "{topic} = { level 3 }": "toml-entry",
    "{topic} = { level = 3, note }": "toml-entry",
    "{topic} = { 3, note = 'x' }": "toml-entry",
    "{topic}: 3": "toml-no-equals",
    "{topic} := 3": "toml-no-equals",
    "{topic} => 3": "toml-no-equals",
    "{topic} == 3": "toml-no-equals",
    "{topic} \u2013 3": "toml-no-equals",
    "{topic} \uff1d 3": "toml-no-equals",
    "{topic} 3": "toml-no-equals",
    '{topic} = { level: 3, note: "x" }': "toml-no-equals",
    "{topic}": "not-toml",
    "{topic} is what we should ask Ann about": "not-toml",
    "{blank} = 3": "toml-name",
    "- {topic} = 3": "toml-name",
    "{topic}, = 3": "toml-name",
    "{topic}\xa0= 3": "slip-invisible",
    "{topic}\u200b = 3": "slip-invisible",
    "{topic} = 3\u3000": "slip-invisible",
    '{topic} = "\x0b"': "slip-invisible",
    '{topic} = { level = 3, note = "open }': "slip-open-quotes",
    '{topic} = { level = 3, note = open" }': "slip-open-quotes",
    "{topic} = 'open": "slip-open-quotes",
    '{topic} = "open': "slip-open-quotes",
    '{topic}" = 3': "slip-open-quotes",
    '{topic} = "she said "yes" to me"': "toml-quotes-inside",
    '{topic} = "it"s"': "toml-quotes-inside",
    "{topic} = { level = 3, note = 'it's' }": "toml-quotes-inside",
    '{topic} = { level = 3, note = "the "best" one" }': "toml-quotes-inside",
    "{topic} = Some progress": "slip-no-quotes",
    "{topic} = Yes": "slip-no-quotes",
    "{topic} = five": "slip-no-quotes",
    "{topic} = True": "slip-no-quotes",
    "{topic} = { level = 3, note = it's fine }": "slip-no-quotes",
    "{topic} = { level = 3, roles = [Ann] }": "slip-no-quotes",
    '{topic} = "3",': "toml-after-value",
    "{topic} = { level = 3 },": "toml-after-value",
    "{topic} = { level = 3 }}": "toml-after-value",
    "{topic} = @": "toml-no-value",
    "{topic} = @Ann": "toml-value",
    '{topic} = { level = 3,\n    note = "x",\n}': "toml-table-lines",
    "{topic} = { level = 3": "slip-open-bracket",
    "{topic} = { level = 3 ]": "slip-open-bracket",
    '{topic} = { level = 3, evidence = [{ title = "Audit" ] }': "slip-open-bracket",
    '{topic} = { level = 3, evidence = { title = "Audit" }] }': "slip-open-bracket",
    '{topic} = { level = 3, evidence = [\n    { title = "Audit" },': "slip-open-bracket",
    "{topic} = { level = 3, level = 4 }": "slip-twice",
    "{topic} = 3 ]": "toml-number",
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
    found = list(caught.value.problems)
    assert not [words for words in PARSERS_WORDS for problem in found if words in problem.message]
    return found


@given(st.data())
def test_every_slip_is_told_at_once(data: st.DataObject) -> None:
    """Of lines with slips among lines without, each slip is told with its line, its topic and its cure."""
    topics = data.draw(st.permutations(TOPICS))
    written = data.draw(st.lists(st.sampled_from([*SLIPS, *GOOD]), min_size=1, max_size=len(topics)))
    lines, expected = list(HEAD), []
    for topic, line in zip(topics, written, strict=False):
        blank = topic.replace("-", " ") if "-" in topic else f"{topic} now"
        if line in SLIPS:
            name = "- {topic}" if line.startswith("-") else "{blank}" if "{blank}" in line else "{topic}"
            place = f'topic "{name.replace("{topic}", topic).replace("{blank}", blank)}"'
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
    assert {(problem.code, problem.params["first"]) for problem in found} == {("slip-twice", len(HEAD) + 1)}


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
        ("b = ]\na = " + "9" * 5000, [(1, "toml-no-value"), (2, "toml-value")]),
        ("b = ]\na = " + "[" * 5000, [(1, "toml-no-value"), (2, "toml-value")]),
        ("a = { b = 1,\n[x]\nc = 2", [(1, "slip-open-bracket")]),
        ("a = { b = 1,\n c = ?\n}\nd = 1", [(1, "toml-table-lines")]),
        ("a = [\n {b = 1}\n {c = 2}\n]", [(2, "slip-comma")]),
        ("a = [\n 1\n ?\n]", [(3, "toml-number")]),
        ("a = [\n 1,\n 2,\n]\nb = ?", [(5, "toml-no-value")]),
        ('a = [\n 1,\n "x,\n]\nb = ?', [(3, "toml-value"), (5, "toml-no-value")]),
        ("a = [{b = 1} {c = 2}]", [(1, "slip-comma")]),
        ('a = { t = "x", n = "y }', [(1, "slip-open-quotes")]),
        ('a = """x', [(1, "slip-open-quotes")]),
        ("[[x]]\na = 1\n[[x]]\na = 1\nb =", [(5, "toml-no-value")]),
        ("[x]\na = 1\n[y]\na = 1\n[x]\na = 1", [(5, "slip-twice")]),
        ("a.b = 1\na = 2", [(2, "toml-given-above")]),
        ("a = 1\nb = 2\n[a]", [(3, "toml-given-above")]),
        ("a = 1\n= 2\n???", [(2, "not-toml"), (3, "not-toml")]),
        ('{"a": 1}', [(1, "toml-braces-first")]),
        ("\n {\n", [(1, "toml-braces-first")]),
        ("a: 1\nb: x", [(1, "toml-no-equals"), (2, "toml-no-equals"), (2, "slip-no-quotes")]),
        ("a = 1\rb = 2\r", [(1, "toml-two-answers")]),
        ("a = { b = it's, c = five, d = 05 }", [(1, "slip-no-quotes"), (1, "toml-number")]),
    ],
)
def test_faults_of_other_kinds(text: str, expected: list[tuple[int, str]]) -> None:
    """What is no slip in one answer is told by what belongs there; headings begin places of their own."""
    assert [(problem.path[0], problem.code) for problem in faults(text)] == expected


#: Headings as people write them.
HEADINGS = ("[a-b", "a-b]", "[a-b = 5]", "[[a-b]", "[a-b]]", "[]", "[a b]", "[a-b's]", "[a-b] 5", "[a-b].", "[a-b]:")


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_with_a_slip(heading: str) -> None:
    """A heading with a slip is told alone, and what stands under it is not taken for what stands above it."""
    found = faults(f"x = 1\n{heading}\nx = 2\ny = 5,\n")

    assert [(problem.path[0], problem.code) for problem in found] == [(2, "toml-heading"), (4, "toml-number")]


def test_a_file_that_nobody_typed() -> None:
    """Of a file larger than people write, the first fault is told."""
    assert [(problem.code, problem.path) for problem in faults("b = 1\n" + "a = “x”\n" * 60000)] == [
        ("slip-curly-quotes", (2,))
    ]
    assert [(problem.code, problem.path) for problem in faults("a = 1\n" * 60000)] == [("toml-value", (2,))]
