"""SSSOM tables: what other tools make of ours, what a spreadsheet does, and how a strange table is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shelf import CQC, SHIPPED, WALES, WIGAN

from positiveculture import get_framework
from positiveculture.errors import InvalidCrosswalk, InvalidFile
from positiveculture.formats.crosswalk import Crosswalk, Endpoint, Link, Relation, find_crosswalk, read_crosswalk
from positiveculture.formats.parsing import LARGEST
from positiveculture.formats.sssom.parser import from_sssom, read_sssom
from positiveculture.formats.sssom.writer import to_sssom

#: The Python that has the `sssom` package; it brings a hundred others, so that it may live apart from this one.
PYTHON = os.environ.get("SSSOM_PYTHON", sys.executable)

#: Reads each table as the `sssom` package does, validates it, and prints what it holds as JSON, on one line each.
CHECK = """
import json, sys
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
for path in sys.argv[1:]:
    found = parse_sssom_table(path)
    validate(found)
    found.clean_prefix_map(strict=True)
    print(json.dumps({"rows": found.df.to_dict("records"), "metadata": found.metadata}, default=str))
"""

#: What the prefixes of the rows below stand for.
PREFIXES = f"#curie_map:\n#  a: urn:positiveculture:{WIGAN}:\n#  'b': \"urn:positiveculture:{WALES}:\"\n"
HEAD = PREFIXES + "subject_id\tpredicate_id\tobject_id\tauthor_label\tcomment\n"
ROW = "a:dignity\tskos:closeMatch\tb:culture-as-a-whole\tA. N. Other\tWhy.\n"
SIDES = get_framework(WIGAN), get_framework(WALES)


def between(name: str) -> Crosswalk:
    """Return the library's own crosswalk of a name."""
    return find_crosswalk(*name.split("--"))


def odd(*texts: str) -> Crosswalk:
    """Return a crosswalk whose rationales and sources are `texts`."""
    links = [Link("dignity", "culture-as-a-whole", Relation.RELATED, text, text) for text in texts]
    return Crosswalk(Endpoint(WIGAN, "2017"), Endpoint(WALES, "2025"), links)


def has_sssom() -> bool:
    """Return whether the `sssom` package is there to check with."""
    asked = "import sys; from importlib.util import find_spec; sys.exit(find_spec('sssom') is None)"
    return subprocess.run([PYTHON, "-c", asked], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif("not os.environ.get('CI') and not has_sssom()", reason="sssom is not installed, and this is no CI")
def test_the_sssom_package_takes_them(tmp_path: Path) -> None:
    """The reference implementation reads each of our tables, finds nothing wrong, and sees what we meant."""
    hostile = odd('=cmd|"x"', "two\nlines\tand a tab", 'says "so"', "#no: metadata", "a|b", "C:\\new")
    tables = {"odd": hostile} | {name: between(name) for name in SHIPPED}
    for name, found in tables.items():
        (tmp_path / f"{name}.tsv").write_text(to_sssom(found), encoding="utf-8", newline="")
    paths = [tmp_path / f"{name}.tsv" for name in tables]
    done = subprocess.run([PYTHON, "-W", "ignore", "-c", CHECK, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    for name, read in zip(tables, done.stdout.strip().splitlines()[-len(tables) :], strict=True):
        told, meant = json.loads(read), tables[name]
        rows = [told["metadata"] | row for row in told["rows"]]  # what is said of all may stand in either
        assert {(meant.source.edition, meant.target.edition)} == {
            (row["subject_source_version"], row["object_source_version"]) for row in rows
        }
        assert {(f"{meant.source.framework}:{link.source_topic}", link.rationale) for link in meant.links} == {
            (row["subject_id"], row["comment"].removeprefix("'")) for row in rows
        }


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_come_back(tmp_path: Path, name: str) -> None:
    """Each shipped crosswalk comes back equal from its table, and the table has the topics' titles in it."""
    source, target = map(get_framework, name.split("--"))
    text = to_sssom(between(name), source, target, license_="https://example.org/licence")
    path = tmp_path / "links.sssom.tsv"
    path.write_text(text, encoding="utf-8", newline="")

    assert between(name) == from_sssom(text) == read_sssom(path, source=source, target=target)
    assert '#license: "https://example.org/licence"\n' in text
    assert all(source.topic(link.source_topic).title in text for link in between(name).links)


def test_predicates_are_said_of_the_right() -> None:
    """Where the topic on the left is the narrower one, SKOS says that the right is a broad match."""
    [line] = [
        line for line in to_sssom(between(f"{WIGAN}--{WALES}")).splitlines() if ":choices-and-decisions\t" in line
    ]

    assert line.split("\t")[2:4] == ["skos:broadMatch", "wales-positive-cultures:voice-choice-and-control"]


def test_formulas_are_kept_from_spreadsheets() -> None:
    """A text that a spreadsheet would run gets an apostrophe in front; one that only has one already keeps its own."""
    texts = ("=1+1", "+44", "-2", "@x", "'=1", " =1", "plain", "it's", "a=b")
    cells = [line.split("\t")[-1] for line in to_sssom(odd(*texts)).splitlines() if line.startswith(WIGAN)]

    assert sorted(["'=1+1", "'+44", "'-2", "'@x", "''=1", '"\' =1"', "plain", "it's", "a=b"]) == sorted(
        cell if cell != "' =1" else '"\' =1"' for cell in cells
    )
    assert odd(*texts) == from_sssom(to_sssom(odd(*texts)))


def test_one_edition_against_another() -> None:
    """A crosswalk between two editions of one framework, or of one named like a vocabulary, comes back too."""
    for framework in (WIGAN, "skos", "positiveculture"):
        found = Crosswalk(Endpoint(framework, "1"), Endpoint(framework, "2"), odd("A").links)
        assert found == from_sssom(to_sssom(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + ROW.replace("dignity", "dignty"),
            'line 5, column "subject_id": no topic "dignty"; did',
        ),
        (
            HEAD + ROW + ROW.replace("b:", "c:"),
            'line 6, column "object_id": "c" means "urn:positiveculture:c:", and',
        ),
        (
            HEAD + ROW.replace("a:", ""),
            'line 5, column "subject_id": "dignity" is no name such as',
        ),
        (HEAD + ROW.replace("a:d", "https://d"), 'line 5, column "subject_id": "https://dignity" is no name such as'),
        (
            HEAD + ROW.replace("skos:c", "owl:c"),
            'line 5, column "predicate_id": no "owl:closeMatch"; did',
        ),
        (HEAD + ROW.replace("Why.", " "), 'line 5, column "comment": is empty: each link needs its rationale there'),
        (HEAD + ROW.replace("A. N. Other", ""), 'line 5, column "author_label": is empty: each link needs a source'),
        (HEAD + ROW.replace("a:dignity", ""), 'line 5, column "subject_id": is empty'),
        (HEAD + ROW.replace("\n", "\tmore\n"), "line 5: has 6 cells, and there are 5 columns"),
        (HEAD + ROW + 'a:dignity\t"open', "line 6: not a tab-separated table: a quotation mark is without its partner"),
        (HEAD + ROW + '"a\n\n"x\n', "line 6: not a tab-separated table: something comes after a text"),
        (HEAD + ROW.replace("Why.", "x" * 131073), "line 5: not a tab-separated table: a cell is longer than 131072"),
        (
            HEAD.replace("\t", ",") + ROW,
            'the line with the names of the columns: has no "subject_id", "predicate_',
        ),
        (
            HEAD.replace("author_label", "comment") + ROW,
            'column "comment": is given more than once',
        ),
        ("#curie_map:\n", 'the line with the names of the columns: has no "subject_id"'),
        (
            f'#subject_source: "positiveculture:{CQC}"\n' + HEAD + ROW,
            '`subject_source`: is "cqc-style-well-led ", but',
        ),
        ('#object_source: "half\n' + HEAD + ROW, '`object_source`: cannot be read: "'),
        (
            HEAD.replace("author_label", "predicate_modifier") + ROW.replace("A. N. Other", "Not"),
            'line 5, column "predicate_modifier": says that this is no link; only links can be held',
        ),
    ],
)
def test_a_strange_table_is_refused(text: str, expected: str) -> None:
    """What cannot be trusted ends in an error of ours, with its line and column."""
    with pytest.raises(InvalidCrosswalk) as caught:
        from_sssom(text, *SIDES)

    assert str(caught.value.problems[0]).startswith(expected)


ENDS = (
    f"#subject_source: positiveculture:{WIGAN}\n#subject_source_version: 2017\n"
    f"#object_source: positiveculture:{WALES}\n#object_source_version: 2025\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENDS.replace("2017", ""), "`subject_source_version`: is empty"),
        (ENDS.replace("2025", '"\\u200b"'), "`object_source_version`: is empty"),
        (ENDS.replace("2017", '"2017\\ud800"'), "`from`, `edition`: holds half a character"),
    ],
)
def test_what_is_read_without_frameworks_can_be_written(text: str, expected: str) -> None:
    """Of a table that is held against no framework, what could not be written down again is refused."""
    found = from_sssom(ENDS + HEAD + ROW)
    assert from_sssom(to_sssom(found)) == found

    with pytest.raises(InvalidCrosswalk, match=expected):
        from_sssom(text + HEAD + ROW)


def test_all_at_once() -> None:
    """Every problem of a table is told at once; a cell of many lines does not put the count of lines out."""
    long = ROW.replace("Why.", '"one\ntwo\n"')
    with pytest.raises(InvalidCrosswalk) as caught:
        from_sssom(HEAD + long + ROW.replace("skos:", "x:") + "\n" + ROW.replace("Why.", ""))

    places = [problem.place for problem in caught.value.problems]
    assert places == [
        "`subject_source`",
        "`object_source`",
        'line 8, column "predicate_id"',
        'line 10, column "comment"',
    ]


def test_a_table_of_others_can_be_read() -> None:
    """Other people's tables are read: single quotes, comments, two authors, a provider, short rows, foreign columns."""
    above = "# subject_source: wd:Q1 # theirs\n#object_source: 'it''s'\n#mapping_set_id: https://example.org/set\n"
    above += PREFIXES.replace("  a:", "  x:").replace("'b'", "y")
    head = "subject_id\tconfidence\tpredicate_id\tobject_id\tcomment\tauthor_label\tmapping_provider\n"
    rows = (
        "x:dignity\t0.9\tskos:exactMatch\ty:values-in-practice\tWhy.\tA|B\tC\n"
        "x:dignity\t\tskos:broadMatch\ty:culture-as-a-whole\tWhy.\t\tC\n"
        "x:dignity\t\tskos:narrowMatch\ty:openness-and-trust\tWhy.\n"
    )
    found = from_sssom(above + head + rows.replace("\n", "\r\n"), *SIDES)

    assert [(link.target_topic, link.relation, link.source) for link in found.links] == [
        ("culture-as-a-whole", Relation.NARROWER, "C"),
        ("openness-and-trust", Relation.BROADER, "https://example.org/set"),
        ("values-in-practice", Relation.EXACT, "A; B"),
    ]


def test_prefixes_are_expanded() -> None:
    """A topic is what its whole address says, whatever stands for the first part of it."""
    longer = HEAD.replace(f"urn:positiveculture:{WIGAN}:", "urn:positiveculture:")
    found = from_sssom(longer + ROW.replace("a:", f"a:{WIGAN}:"), *SIDES)
    assert [(link.source_topic, link.target_topic) for link in found.links] == [("dignity", "culture-as-a-whole")]


def test_a_topic_by_its_whole_address() -> None:
    """A topic may be named without a prefix of the table's own: what our tables are written with is known."""
    for name in (f"urn:positiveculture:{WIGAN}:dignity", f"positiveculture:{WIGAN}:dignity", f"{WIGAN}:dignity"):
        (link,) = from_sssom(HEAD + ROW.replace("a:dignity", name), *SIDES).links
        assert link.source_topic == "dignity"


@pytest.mark.parametrize("rationale", ["x" * 131073, "=" * 131072])
def test_what_would_not_be_read_back_is_not_written(rationale: str) -> None:
    """A link that no reader of tables would return is refused, at its place."""
    with pytest.raises(InvalidCrosswalk) as caught:
        to_sssom(odd(rationale))
    codes = [("too-long-for-a-cell", ("links", 0, field)) for field in ("source", "rationale")]
    assert [(each.code, each.path) for each in caught.value.problems] == codes


def test_a_null_character_is_read_back(tmp_path: Path) -> None:
    """A file with a sign that is 0 is read as the text that it is: only where every second one is, it is UTF-16."""
    (tmp_path / "links.tsv").write_text(to_sssom(odd("a\0b")), "utf-8")
    assert read_sssom(tmp_path / "links.tsv") == odd("a\0b")


def test_a_row_without_a_match_is_a_gap() -> None:
    """A row that says that the other side has no match is no link, and nothing is wrong with it."""
    none = "a:meetings\tskos:closeMatch\tsssom:NoTermFound\tA\tNobody there meets.\n"
    assert [link.source_topic for link in from_sssom(HEAD + none + ROW, *SIDES).links] == ["dignity"]


def test_a_table_without_comments() -> None:
    """The links of a table without comments get the rationale that is given; one that has its own keeps it."""
    bare = HEAD.replace("\tcomment", "") + ROW.replace("\tWhy.", "")
    assert [link.rationale for link in from_sssom(bare, *SIDES, rationale="Agreed in March.").links] == [
        "Agreed in March."
    ]
    found = from_sssom(
        HEAD + ROW + ROW.replace("dignity", "meetings").replace("Why.", " "), *SIDES, rationale="Because."
    )
    assert [link.rationale for link in found.links] == ["Why.", "Because."]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_written_is_read_by_its_suffix(tmp_path: Path, name: str) -> None:
    """`read_crosswalk` takes an SSSOM table too, and checks it against the installed frameworks that it names."""
    path = tmp_path / "links.tsv"
    path.write_text(to_sssom(between(name)), encoding="utf-8", newline="")
    assert between(name) == read_crosswalk(path)

    topic = between(name).links[0].source_topic
    path.write_text(path.read_text("utf-8").replace(f":{topic}\t", ":nothing\t"), encoding="utf-8", newline="")
    with pytest.raises(InvalidCrosswalk, match=r'line [0-9]+, column "subject_id": no topic "nothing"'):
        read_crosswalk(path)


def test_files_are_refused_by_name(tmp_path: Path) -> None:
    """A file that is no text, empty, too large or no table is refused with its name."""
    path = tmp_path / "links.tsv"
    for data, told in ((b"\xff", "is not UTF-8"), (b" \n", "is empty"), (b"x" * (LARGEST + 1), "is larger than 8 MiB")):
        path.write_bytes(data)
        with pytest.raises(InvalidFile, match=rf"(?s)links\.tsv has 1 problem.*{told}"):
            read_sssom(path)
    path.write_text("x\ty\n")
    with pytest.raises(InvalidCrosswalk, match=r"links\.tsv has 3 problems"):
        read_sssom(path)
