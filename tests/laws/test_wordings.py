"""Words laid over a framework change its words alone, and what is missing is all that they do not say."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from positiveculture import Framework, Topic, get_framework
from positiveculture.errors import InvalidWording
from positiveculture.formats.framework import framework_to_dict
from positiveculture.formats.overlay import TABLES, TEXTS
from positiveculture.formats.wording import Wording, apply_wording, missing_texts, wording_from_dict, wording_to_dict
from positiveculture.testing.strategies import frameworks

WIGAN = get_framework("wigan-progress")
KEYED = ("statements", "aspects", "levels")


def all_words(framework: Framework, sign: str) -> dict[str, Any]:
    """Return a wording's words for every text of a framework: its own, marked by a sign."""

    def marked(value: Any) -> Any:
        if isinstance(value, str):
            return value.rstrip() + sign if sign else value  # so that what was heard as the same still is
        if isinstance(value, list):
            return [marked(each) for each in value]
        return {key: marked(each) for key, each in value.items()}

    def entry(found: Any, allowed: tuple[str, ...]) -> Any:
        return marked(found) if isinstance(found, str) else {key: marked(found[key]) for key in allowed if key in found}

    def by_id(listed: Any) -> dict[str, Any]:
        if isinstance(listed, dict):
            return listed
        return {each["id"]: each for each in listed} | {
            id_: part for each in listed for id_, part in by_id(each.get("parts", [])).items()
        }

    shape = framework_to_dict(framework)
    found = {key: marked(shape[key]) for key in TEXTS if key in shape}
    for key, allowed in TABLES.items():
        if key in shape:
            found[key] = {id_: entry(each, allowed) for id_, each in by_id(shape[key]).items()}
    if "floor" in shape:
        found["floor"] = {"title": marked(shape["floor"]["title"])}
    if "prompts" in shape.get("plan", {}):
        found["plan"] = {"prompts": marked(shape["plan"]["prompts"])}
    return found


def wording(framework: Framework, words: dict[str, Any]) -> Wording:
    """Return a wording of a framework, in its own language."""
    return Wording(framework=framework.id, edition=framework.edition, language=framework.language, words=words)


@settings(deadline=None, max_examples=50)
@given(frameworks())
def test_words_for_everything_leave_nothing_out(framework: Framework) -> None:
    """A wording of every text, the framework's own, changes nothing and leaves nothing out; an empty one leaves all."""
    own = wording(framework, all_words(framework, ""))

    assert apply_wording(framework, own) == framework
    assert missing_texts(framework, own) == ()
    assert apply_wording(framework, wording(framework, {})) == framework
    assert len(missing_texts(framework, wording(framework, {}))) == len(missing_texts(framework))


@settings(deadline=None, max_examples=50)
@given(frameworks(), st.data())
def test_structure_never_changes(framework: Framework, data: st.DataObject) -> None:
    """Laying words over and taking them off again gives the framework back, for any part of them."""
    words, own = all_words(framework, "!"), all_words(framework, "")
    kept = data.draw(st.lists(st.sampled_from(sorted(words)), unique=True)) if words else []
    try:
        other = apply_wording(framework, wording(framework, {key: words[key] for key in kept}))
    except InvalidWording as error:  # part of the words made two levels say the same
        assert {problem.code for problem in error.problems} == {"same-statement"}  # noqa: PT017
        return

    assert apply_wording(other, wording(framework, {key: own[key] for key in kept})) == framework
    assert [topic.id for topic in other.every_topic] == [topic.id for topic in framework.every_topic]
    assert [award.rule for award in other.awards] == [award.rule for award in framework.awards]


@settings(deadline=None, max_examples=25)
@given(frameworks())
def test_a_wording_reads_back_equal(framework: Framework) -> None:
    """What a wording says comes back whole from the form in which it is written."""
    found = wording(framework, all_words(framework, ""))

    assert wording_from_dict(wording_to_dict(found)) == found


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(WIGAN.topics), st.permutations(range(1, 6)), st.booleans())
def test_a_statement_is_no_other_level_s(topic: Topic, levels: list[int], shouted: bool) -> None:
    """Words that make two levels say the same are refused at the level they are for; empty ones once, as empty."""
    level, other = levels[:2]
    words = topic.statements[other - 1].text.replace(" ", "  ")
    for said, code in ((words.upper() if shouted else words, "same-statement"), (" ", "empty")):
        laid = wording(WIGAN, {"topics": {topic.id: {"statements": {str(level): said}}}})
        with pytest.raises(InvalidWording) as caught:
            apply_wording(WIGAN, laid)
        assert [each.code for each in caught.value.problems] == [code]
        assert str(level) in caught.value.problems[0].path[-2:]


def test_what_a_wording_has_no_words_under() -> None:
    """A key that no wording has is told as such, whatever it holds: a rule of an award is no text in a wrong form."""
    words = {
        "awards": {"bronze": {"title": "Efydd", "rule": {"every": 2}}},
        "topics": {"dignity": {"scale": 3, "titel": "Urddas"}},
        "modes": {"alone": 3},
    }
    with pytest.raises(InvalidWording) as caught:
        wording_from_dict({"framework": "wigan-progress", "edition": "2017", "language": "cy", **words})

    assert [(each.code, each.path) for each in caught.value.problems] == [
        ("unknown-key", ("awards", "bronze", "rule")),
        ("unknown-key", ("topics", "dignity", "scale")),
        ("unknown-key", ("topics", "dignity", "titel")),
        ("not-text", ("modes", "alone")),
    ]
