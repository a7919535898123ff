"""Other words for a framework, at the command line: by file, by folder in the environment, and what is missing."""

import json
from pathlib import Path

import pytest
from running import Command, Write

from positiveculture import get_framework
from positiveculture.formats.wording import count_texts, missing_texts, read_wording

EASY = """
    framework = "wigan-progress"
    edition = "2017"
    language = "en-easy-read"
    title = "How good is our home care?"

    [topics.dignity]
    title = "We respect people"
    statements = { 5 = "We are always kind. People tell us so." }

    [topics.supervision.statements]
    5 = "Every worker gets good support."

    [scales.progress.levels]
    1 = "We have just begun"
"""
WRONG = """
    framework = "wigan-progress"
    edition = "2016"
    language = "xx"
    [topics.digity]
    title = "Respect"
    [scales.progress.levels]
    6 = "Beyond"
"""


@pytest.fixture
def easy(write: Write) -> Path:
    """Return a wording that has words for a few texts."""
    return write("easy.toml", EASY)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", "wigan-progress"], "How good is our home care?"),
        (["show", "wigan-progress", "dignity"], "We are always kind. People tell us so."),
        (["new-assessment", "wigan-progress"], "1 We respect people"),
        (["assess", "rivington-2026.toml"], "Rivington Home Care: How good is our home care?"),
        (["summary", "rivington-2026.toml"], "We respect people"),
        (["route", "rivington-2026.toml", "--to", "gold"], "Rivington Home Care: How good is our home care?"),
        (["plan", "rivington-2026.toml", "--to", "gold"], "How good is our home care?, edition 2017"),
        (["progress", "rivington-2025.toml", "rivington-2026.toml"], "We respect people"),
        (["panel", "team-rivington-2026", "--minimum", "1"], "We respect people"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_words_of_a_file_and_of_a_language(  # noqa: PLR0913, PLR0917 - fixtures, and what differs
    positiveculture: Command, examples: Path, easy: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], said: str
) -> None:
    """Each command shows the words of a named file, and those of a language found in a folder of the environment."""
    monkeypatch.chdir(examples)
    by_file = positiveculture(*command, "--wording", easy)
    monkeypatch.setenv("POSITIVECULTURE_WORDINGS", str(easy.parent))
    by_language = positiveculture(*command, "--language", "en-easy-read")

    assert (by_file.status, by_language.status) == (0, 0)
    assert said in by_file.out
    assert by_language.out == by_file.out


def test_what_is_missing_falls_back_and_is_told(positiveculture: Command, easy: Path) -> None:
    """A partial wording leaves the framework's own words for the rest, and the overview says how many."""
    shown = positiveculture("show", "wigan-progress", "--wording", easy).out
    own, wording = get_framework("wigan-progress"), read_wording(easy)
    texts, missing = count_texts(own), len(missing_texts(own, wording))

    assert "What is working and not working" in shown
    assert f"{missing} of {texts} texts have no words in en-easy-read" in shown
    assert texts - missing == 5


def test_a_variant_is_kept(positiveculture: Command, easy: Path) -> None:
    """Other words for a statement leave its variants for service models as they are."""
    line = ("show", "wigan-progress", "supervision", "--wording", easy)

    assert "Every worker gets good support." in positiveculture(*line).out
    own = positiveculture(*line, "--service-model", "traditional").out
    assert "All staff, the manager included" in own
    assert "Every worker gets good support." not in own


def test_check(positiveculture: Command, easy: Path) -> None:
    """`check` tells of a sound wording what it has no words for, each with its place and the framework's own words."""
    screen = positiveculture("check", easy)
    told = json.loads(positiveculture("check", easy, "--json").out)
    gaps = missing_texts(get_framework("wigan-progress"), read_wording(easy))

    assert screen.status == 0
    assert "a valid wording" in " ".join(screen.out.split())
    assert "Holds: words for 5 of" in screen.out
    assert "title: Understanding" not in screen.out
    assert (told["kind"], told["ok"]) == ("wording", True)
    assert told["missing"] == [{"place": gap.place, "text": gap.text} for gap in gaps]
    assert 'topic "dignity", `description`' in [gap.place for gap in gaps]
    assert 'topic "dignity", `title`' not in [gap.place for gap in gaps]


def test_what_does_not_fit_is_refused(positiveculture: Command, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another edition, an id that is not there and a level that is not there are refused, all at once."""
    wrong = write("wrong.toml", WRONG)
    checked, shown = positiveculture("check", wrong), positiveculture("show", "wigan-progress", "--wording", wrong)
    monkeypatch.setenv("POSITIVECULTURE_WORDINGS", str(wrong))
    asked = positiveculture("show", "wigan-progress", "--language", "xx")

    assert (checked.status, shown.status, asked.status) == (1, 1, 1)
    for told in (checked.err, shown.err):
        assert '`edition`: is "2016", but this is "2017"' in told
        assert 'topic "digity": the framework has no "digity" to give words to; did you mean "dignity"' in told
        assert 'no level "6"; there are: "1", "2", "3", "4", "5"' in told
    assert checked.err.startswith(f"{wrong} has 3 problems")
    assert 'there is one of edition "2016", and this framework is of edition "2017"' in asked.err


def test_statements_that_do_not_fit_are_told_together(positiveculture: Command, write: Write) -> None:
    """An empty statement, a level that the topic has not, a statement of another level: each is told once, together."""
    head = 'framework = "wigan-progress"\nedition = "2017"\nlanguage = "en-easy-read"\n'
    path = write("a.toml", f'{head}[topics.dignity.statements]\n1 = ""\n2 = "A."\n3 = "a."\n7 = "B."\n')
    told = positiveculture("check", path).err.splitlines()

    assert (told[0], sorted(told[1:4])) == (
        f"{path} has 3 problems:",
        [
            '  topic "dignity", statement "1": is empty',
            '  topic "dignity", statement "7": level 7 is not on its scale, which runs from 1 to 5',
            '  wording, topic "dignity", statement "3": says the same as level 2: nobody could choose between the two',
        ],
    )


def test_an_empty_title_is_told_once(positiveculture: Command, write: Write) -> None:
    """An empty title of a service model is told as that, and not what speaks of the model beside it."""
    head = 'framework = "wigan-progress"\nedition = "2017"\nlanguage = "en-easy-read"\n'
    path = write("a.toml", f'{head}[service_models]\ntraditional = ""\n')

    assert positiveculture("check", path).err.splitlines() == [
        f"{path} has 1 problem:",
        '  service model "traditional": is empty',
    ]


def test_a_question_that_the_plan_does_not_ask(positiveculture: Command, write: Write) -> None:
    """Words for a question of the plan that is not there are refused as any other unknown id."""
    path = write(
        "a.toml",
        EASY
        + """
    [plan.prompts]
    seeen = "What will be seen?"
    """,
    )

    assert (
        'prompt "seeen": the framework has no "seeen" to give words to; did you mean "seen"?'
        in positiveculture("check", path).err
    )


def test_a_language_that_nothing_gives(positiveculture: Command, easy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language without words is told, with what there is; the framework's own needs no wording."""
    monkeypatch.setenv("POSITIVECULTURE_WORDINGS", str(easy))
    refused = positiveculture("show", "wigan-progress", "--language", "cy")

    assert refused.status == 1
    assert 'no wording of wigan-progress in "cy"; there are: "en-easy-read"; name its file, or set' in refused.err
    assert positiveculture("show", "wigan-progress", "--language", "en").status == 0


def test_words_beside_a_framework_file(positiveculture: Command, meadow: Path, write: Write) -> None:
    """The wording beside a framework's file is found by its language, and checked with --framework."""
    path = write("wording.cy.toml", 'framework = "meadow"\nedition = "1"\nlanguage = "cy"\ntitle = "Dôl"\n')

    assert "Dôl\n" in positiveculture("show", meadow, "--language", "cy").out
    assert "Holds: words for" in positiveculture("check", path, "--framework", meadow).out
    assert "name it with --framework" in positiveculture("check", path).err


def test_a_wording_says_what_it_is(positiveculture: Command, write: Write) -> None:
    """A language that is none, and unknown keys, are told at their place."""
    path = write("a.toml", 'framework = "wigan-progress"\nedition = ""\nlanguage = "c y"\nrule = 3\n')
    told = positiveculture("check", path).err

    assert 'must be a language such as cy or en-easy-read, not "c y"' in told
    assert "`edition`: is empty" in told
    assert "`rule`: unknown key" in told
