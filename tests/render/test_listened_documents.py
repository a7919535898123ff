"""Documents of plans, panels, frameworks and many services: the same words in every form, and none forgotten."""

import ast
from pathlib import Path

import attrs
import pytest
from checked import CHECKED, FAILING, FOUND, SHED, TABLES
from every_form import accented, all_alike, assert_said_in_every_form, english_in, parts_of
from listened import MADE as LISTENED, PLAN, WIGAN

import positiveculture
from positiveculture.documents.blocks import Notice
from positiveculture.documents.check import check_document
from positiveculture.formats.kinds import KINDS
from positiveculture.formats.linting import lint_rules, pinning
from positiveculture.gettext import use_catalogue
from positiveculture.render.text import text

MADE = LISTENED | CHECKED
HERE = Path(__file__).parent


@pytest.mark.parametrize("name", MADE)
def test_every_form_says_the_same(name: str) -> None:
    """The same words, in the same order, in the terminal, as text, as a page, in Markdown, in PDF and in Word."""
    make, _ = MADE[name]
    assert_said_in_every_form(make())


@pytest.mark.parametrize("name", MADE)
def test_every_sentence_goes_through_gettext(name: str) -> None:
    """In a language of accents, no English word is left that is not a framework's or a person's own."""
    make, own = MADE[name]
    with use_catalogue(accented):
        document = make()
    assert english_in(document, *own) == set()


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_lost_where_translations_coincide(name: str) -> None:
    """In a language with one word for everything, a document has as many parts as in English."""
    make, _ = MADE[name]
    with use_catalogue(all_alike):
        alike = make()
    assert parts_of(alike) == parts_of(make())


def test_no_document_is_forgotten() -> None:
    """Each function that makes a document is called by what is walked over here, or in the tests of outcomes."""
    folder = Path(positiveculture.__file__).parent / "documents"
    names = {
        each.name
        for path in folder.glob("*.py")
        for each in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef) and each.returns is not None and ast.unparse(each.returns) == "Document"
    }
    walks = ("listened.py", "checked.py", "judged_examples.py")
    trees = (ast.parse((HERE / name).read_text(encoding="utf-8")) for name in walks)
    used = {each.id for tree in trees for each in ast.walk(tree) if isinstance(each, ast.Name)}
    assert names - used == {
        "assessment_document",  # one of those of outcomes, or of a record
        "document_of",  # what each of a framework begins and ends with
        "judged_document",  # what each of an outcome begins and ends with
    }


@pytest.mark.parametrize("name", [name for name in MADE if name.startswith(("plan", "actions"))])
def test_who_awards_closes_a_plan(name: str) -> None:
    """A plan, and what has become of it, says who may award or rate."""
    make, _ = MADE[name]
    assert isinstance(make().blocks[-1], Notice)


def test_a_plan_shows_all_that_was_written() -> None:
    """Every word that somebody wrote into a plan is in its document."""
    make, _ = MADE["plan"]
    said = str(make())
    written = [PLAN.who_else, PLAN.getting_help, PLAN.support_inside, PLAN.success.felt]
    written += [each.why for each in PLAN.priorities]
    written += [text for each in PLAN.actions for text in (each.towards, each.first_step, each.who)]

    assert [text for text in written if text not in said] == []
    assert "One-page profiles of all 14 of us (record, 22 May 2026, Office wall)" in said
    assert WIGAN.awarded_by in said


def test_warnings_go_through_gettext() -> None:
    """In a language of accents, no English word is left of what is warned of, nor of what no case pins."""
    with use_catalogue(accented):
        found = attrs.evolve(FOUND["framework"], warnings=lint_rules(SHED), pinning=pinning(SHED))
        document = check_document(found)
    assert english_in(document, SHED, FAILING, found.name, [str(each.kind) for each in found.warnings or ()]) == set()


def test_every_kind_of_file_has_its_words() -> None:
    """Every kind of file that `check` knows has a document of its own."""
    assert {found.kind for found in FOUND.values()} == set(KINDS)


def test_a_failing_check_is_in_every_page_of_it() -> None:
    """A framework that fails a conformance check is never called valid, and each failure is named, each advice once."""
    shown = text(CHECKED["check framework"][0](), width=4000)
    assert shown.startswith("shed.toml: a framework that does not conform\n")
    assert "valid" not in shown
    assert "\n- [PC-R001 rules_total] Rxls brxk.\n  - sxpzd = 1\n" in shown
    assert "2 of 4 checks passed, 2 do not apply, 1 rests on one that failed; 20 examples of each law" in shown
    assert "\nAdvice: Nxw.\n" in shown
    assert "nxvxr shown" not in shown


@pytest.mark.parametrize("name", TABLES)
def test_a_judged_table_says_what_it_is_worth(name: str) -> None:
    """A judged table has the framework's notice, ends with who awards or rates, and calls nothing an average."""
    _, framework = TABLES[name]
    document = CHECKED[name][0]()
    assert document.blocks[-1] == Notice(framework.awarded_by)
    assert not framework.notice or Notice(framework.notice) in document.blocks
    assert "1,100 rows" in text(document) or name != "table"
    assert "nvr shwn" not in text(document)
