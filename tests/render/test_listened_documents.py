"""Documents of plans, panels, frameworks and many services: the same words in every form, and none forgotten."""

import pytest
from every_form import accented, assert_said_in_every_form, english_in
from listened import MADE, PLAN, WIGAN

from positiveculture.documents.blocks import Notice
from positiveculture.gettext import use_catalogue


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
