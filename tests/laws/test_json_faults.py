"""Laws of JSON files with mistakes in them: every line that cannot be read is told, in a manager's words."""

import json
import re
import tempfile
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given, strategies as st

import positiveculture as pc
from positiveculture.errors import InvalidFile
from positiveculture.formats.json_faults import json_problems, line_reason
from positiveculture.formats.json_patterns import WORDS
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.toml_faults import LARGEST

TOPICS = [topic.id for topic in pc.get_framework("wigan-progress").topics]

#: What Python's parser says, which nobody should have to read.
PARSERS_WORDS = re.compile(
    r"Expecting|delimiter|Unterminated|Invalid|Extra data|property name|codec|NaN is|Illegal|digits\)"
)

#: What people write for the answer to a topic, without a comma behind it, and the code of what is wrong with it.
SLIPS = {
    '"{topic}": “good”': "slip-curly-quotes",
    "“{topic}”: 5": "slip-curly-quotes",
    "'{topic}': 5": "json-single-quotes",
    '"{topic}": {"level": 3, "note": \'good\'}': "json-single-quotes",
    '"{topic}": 31/03/2026': "json-date",
    '"{topic}": 2026-03-31': "json-date",
    '"{topic}": 2026-02-30': "json-date",
    '"{topic}": 31 March 2026': "json-date",
    '"{topic}": "C:\\docs"': "slip-backslash",
    '"{topic}": "C:\\Audits\\"': "slip-backslash",
    '"{topic}": "a\tb"': "slip-invisible",
    '"{topic}":\u200b5': "slip-invisible",
    '"{topic}": 5\xa0': "slip-invisible",
    '"{topic}": ': "json-no-value",
    '"{topic}": {"level": }': "json-no-value",
    '"{topic}": n/a': "json-not-applicable",
    '"{topic}": N/A - nobody drives': "json-not-applicable",
    '"{topic}": 05': "json-number",
    '"{topic}": 4,5': "json-number",
    '"{topic}": 5!': "json-number",
    '"{topic}": +5': "json-number",
    '"{topic}": 4 - good': "json-number",
    '"{topic}": NaN': "json-number",
    '"{topic}": -Infinity': "json-number",
    '"{topic}": True': "json-constant",
    '"{topic}": None': "json-constant",
    '"{topic}": five': "slip-no-quotes",
    '"{topic}": Some progress': "slip-no-quotes",
    '"{topic}": @': "not-json",
    '"{topic}": : 5': "not-json",
    '"{topic}": ["a": 5]': "not-json",
    '"{topic}": /* five */ 5': "json-comment",
    '"{topic}" 5': "json-colon",
    '"{topic}" = 5': "json-colon",
    '"{topic}" {{"level": 5}}': "json-colon",
    '"{topic}"': "json-entry",
    '"{topic}": {{"level"}}': "json-entry",
    "{topic}: 5": "json-name",
    "{topic} = 5": "json-name",
    '"{topic}": {{level: 3}}': "json-name",
    '"{topic}": {{{{"level": 3}}}}': "json-name",
    '"{topic}": {{"level": 3 "note": "x"}}': "slip-comma",
    '"{topic}": {{"level": 3; "note": "x"}}': "slip-comma",
    '"{topic}": {{"evidence": [{{"title": "a"}} {{"title": "b"}}]}}': "slip-comma",
    '"{topic}": {{"level": 3,}}': "json-comma",
    '"{topic}": {{"evidence": [,]}}': "json-comma",
    '"{topic}": {{"level": 3, "note": "open }}': "slip-open-quotes",
    '"{topic}": "open': "slip-open-quotes",
    '"{topic}: 5': "slip-open-quotes",
    '"{topic}": 5"': "slip-open-quotes",
    '"{topic}": "she said "yes" to me"': "json-quotes-inside",
    '"{topic}": {{"level": 3, "note": "the "best" one"}}': "json-quotes-inside",
    '"{topic}": "one\ntwo"': "json-line-break",
    '"{topic}": {{"level": 3, "note": "one\ntwo"}}': "json-line-break",
    '"{topic}": {{"level": 3]': "slip-open-bracket",
    '"{topic}": {{"level": 3': "slip-open-bracket",
    '"{topic}": 5, "{topic}": 4': "slip-twice",
}

#: What is no mistake.
GOOD = (
    '"{topic}": 3',
    '"{topic}": {{"level": 4, "note": "“Curly”, n/a, 31/03/2026, C:\\\\docs, it\'s // no \\"comment\\""}}',
    '"{topic}": {{\n      "level": 4,\n      "evidence": [\n        {{"title": "=", "dated": null}}\n      ]\n    }}',
)


def plain(template: str, topic: str) -> str:
    """Return a line for a topic."""
    return template.replace("{topic}", topic).replace("{{", "{").replace("}}", "}")


def faults(text: str, name: str = "a.json") -> tuple[pc.Problem, ...]:
    """Return what is wrong with a file that holds `text`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="")
        with pytest.raises(InvalidFile) as caught:
            read_payload(path)
    return caught.value.problems


def assessment(lines: list[str]) -> tuple[str, list[int]]:
    """Return a file with these answers, and the line on which each begins."""
    head = '{\n  "framework": "wigan-progress",\n  "responses": {\n'
    places, text = [], head
    for line in lines:
        places.append(text.count("\n") + 1)
        text += f"    {line},\n"
    return text + '    "last": 3\n  }\n}\n', places


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_told_with_line_and_topic(slip: str) -> None:
    """A slip is told by its code, with its line and its topic, and nothing else of the file is."""
    text, (_, line, _) = assessment(['"first": 3', plain(slip, "dignity"), '"next": 3'])

    (problem,) = faults(text)

    assert (problem.code, problem.path) == (SLIPS[slip], (line,))
    assert str(problem).startswith(f'line {line}, topic "dignity"')
    assert not PARSERS_WORDS.search(str(problem))


@given(st.data())
def test_every_line_that_is_wrong_is_told_and_no_other(data: st.DataObject) -> None:
    """Of a file with several slips each is told, whatever stands between them."""
    topics = data.draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=8, unique=True))
    chosen = [data.draw(st.sampled_from([*SLIPS, *GOOD, *GOOD])) for _ in topics]
    # Which bracket is not closed, or without its partner, is known where it is the only one.
    unclosed = [slip for slip in chosen if SLIPS.get(slip) == "slip-open-bracket"]
    chosen = [slip for slip in chosen if slip not in unclosed] or unclosed[:1]
    text, places = assessment([plain(slip, topic) for slip, topic in zip(chosen, topics, strict=False)])
    expected = [(SLIPS[slip], place) for slip, place in zip(chosen, places, strict=True) if slip in SLIPS]

    if not expected:
        json.loads(text)
        return
    assert [(problem.code, problem.path[0]) for problem in faults(text)] == expected


#: Slips after which nobody knows where the next entry of their line begins.
SWALLOWING = ("json-line-break", "json-quotes-inside", "slip-backslash", "slip-open-bracket", "slip-open-quotes")
ON_ONE_LINE = {slip: code for slip, code in SLIPS.items() if code not in SWALLOWING}


@given(st.data())
@example(None)
def test_each_slip_of_one_line_is_told_and_no_other(data: st.DataObject | None) -> None:
    """Of several slips on one line each is told, with its column and its topic, whatever stands between them."""
    slips = list(ON_ONE_LINE)
    chosen = slips[: len(TOPICS)]
    if data is not None:
        chosen = data.draw(st.lists(st.sampled_from([*slips, *GOOD[:2]]), min_size=2, max_size=8))
    kept: list[str] = []
    for slip in chosen:
        # A name without quotation marks may be among the words of the value before, where that has none either.
        if not (slip.startswith("{topic}") and kept and SLIPS.get(kept[-1]) in WORDS):
            kept.append(slip)
    said = list(zip(kept, TOPICS, strict=False))
    text = f'{{"responses": {{{", ".join(plain(slip, topic) for slip, topic in said)}, "last": 3}}}}'
    expected = [(ON_ONE_LINE[slip], topic) for slip, topic in said if slip in ON_ONE_LINE]

    if not expected:
        json.loads(text)
        return
    found = faults(text)
    assert [problem.code for problem in found] == [code for code, _ in expected]
    assert all(f'topic "{topic}"' in problem.place for problem, (_, topic) in zip(found, expected, strict=True))
    assert [problem.path[0] for problem in found] == [1] * len(found)
    if len(found) > 1:
        columns = [problem.path[1] for problem in found]
        assert columns == sorted(set(columns))
        assert all(f"line 1, column {column}, " in str(each) for column, each in zip(columns, found, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dignity = 5\n", [(1, "json-toml")]),
        ("# ours\n[responses]\n", [(1, "json-toml")]),
        ('{"a": 1}\n{"a": 2}', [(2, "json-after-end")]),
        ('{"a": 1}}', [(1, "json-after-end")]),
        ('{"a":\n"b": 1}', [(1, "json-no-value")]),
        (", 1", [(1, "json-comma")]),
        ('{"a": 1,, "b": 2}', [(1, "json-comma")]),
        ('{"a": {"b": [1}}\n', [(1, "slip-open-bracket")]),
        ("}", [(1, "not-json")]),
        ("hello", [(1, "slip-no-quotes")]),
        ('{"a": 1', [(1, "slip-open-bracket")]),
        ('{"a": {\n"b": 1,\n"c": 2}', [(1, "slip-open-bracket")]),
        ('{\n  "a": [\n    1,\n  "c": 2\n}', [(4, "not-json"), (5, "slip-open-bracket")]),
        ('{"a": 1,\n"a": 2}', [(2, "slip-twice")]),
        ('{"a": "x', [(1, "slip-open-quotes")]),
        ('{"a": "x\n"}', [(1, "json-line-break")]),
        ('{"a": \x01 1}', [(1, "slip-invisible")]),
        ("{5: 1}", [(1, "json-name")]),
        ('{"a": 1,\n/* never closed', [(1, "slip-open-bracket"), (2, "json-comment")]),
        ('["' + "x" * LARGEST + '",]', [(1, "not-json")]),
    ],
)
def test_what_is_told_of_a_whole_text(text: str, expected: list[tuple[int, str]]) -> None:
    """Where a whole file is of another kind, is not closed or goes on, that is told in one sentence."""
    assert [(problem.path[0], problem.code) for problem in faults(text)] == expected


def test_a_long_number_is_told_in_plain_words() -> None:
    """A number of thousands of digits is refused without what Python says of it."""
    (problem,) = faults('{"a": ' + "9" * 5000 + "}")

    assert problem.message == "holds a number of thousands of digits, more than is read"


def test_many_slips_are_counted() -> None:
    """Of a file in which every line is wrong the first hundred are told, and how many more there are."""
    problems, more = json_problems("{\n" + '"a" 1,\n' * 300 + "}", 1)

    assert (len(problems), more) == (100, 200)


@pytest.mark.parametrize(
    "text", ["[" + '"a" ' * (LARGEST // 4 - 2), '{"a": ' * (LARGEST // 7), "[" + "True," * (LARGEST // 6)]
)
def test_a_long_line_of_slips_is_read_in_time(text: str) -> None:
    """A line as long as a file that is looked at, with a slip at every step, takes seconds and no minute."""
    begun = process_time()
    problems, _ = json_problems(text, 1)

    assert problems
    assert process_time() - begun < 10


def test_a_line_that_is_no_text_is_told() -> None:
    """A line of JSON Lines in another encoding is told as such."""
    assert line_reason('{"é": 1}'.encode("latin-1")) == "is not UTF-8: save the file as UTF-8 text"


@given(st.text(st.sampled_from("{}[]:,;\"'“”\\/#= \n\t5aé-.\u200b") | st.characters(exclude_categories=["Cs"])))
@example('{"a": 1, "a":')
@example("[1}{")
def test_whatever_is_no_json_is_told(text: str) -> None:
    """No text is refused without a line that is in it, nor in the words of Python's parser."""
    try:
        json.loads(text, parse_constant=lambda _: 1 / 0)
    except (ValueError, ZeroDivisionError):
        problems, _ = json_problems(text, 1)
    else:
        return
    lines = text.count("\n") + 1

    assert problems
    assert [1 <= int(problem.path[0]) <= lines for problem in problems] == [True] * len(problems)
    assert not any(PARSERS_WORDS.search(problem.message) for problem in problems)
