"""What the strategies promise: every kind, valid by construction; and the smallest that says something, when shrunk."""

import subprocess
import sys

import pytest
from hypothesis import Phase, find, given, settings

from positiveculture import All, AnyOf, AtLeast, AtLeastOf, Every, Evidenced, Framework, Holds, Rule, Share, Topic
from positiveculture.rules import walk
from positiveculture.testing import strategies as pcs

QUICK = settings(database=None, max_examples=200, deadline=None, derandomize=True)
#: Found is enough.
ANY = settings(QUICK, phases=[Phase.generate])


def test_the_smallest() -> None:
    """The smallest framework has one topic and no awards; the smallest rated topic has two levels."""
    framework = find(
        pcs.frameworks(max_topics=2, max_parts=0), lambda _: True, settings=settings(QUICK, max_examples=20)
    )
    assert ([topic.id for topic in framework.every_topic], framework.awards) == (["t1"], ())
    topic = find(pcs.topics(), lambda found: found.scale is not None, settings=QUICK)
    assert topic.scale is not None
    assert [level.label for level in topic.scale.levels] == ["A", "A"]


@pytest.mark.parametrize("kind", [AtLeast, Every, Share, Evidenced, Holds, All, AnyOf, AtLeastOf])
def test_every_kind_is_drawn(kind: type[Rule]) -> None:
    """Rules of every kind are drawn, and nested."""

    def has(framework: Framework) -> bool:
        return any(isinstance(rule, kind) for award in framework.awards for rule in walk(award.rule))

    assert has(find(pcs.frameworks(min_awards=1), has, settings=ANY))


@settings(max_examples=20)
@given(pcs.topics(max_parts=2))
def test_topics_stand_alone(topic: Topic) -> None:
    """A topic's parts are named after it."""
    assert [f"t1-{place}" for place, _ in enumerate(topic.parts, 1)] == [part.id for part in topic.parts]


def test_without_hypothesis() -> None:
    """Without Hypothesis, the import says what to install."""
    program = "import sys; sys.modules['hypothesis'] = None; import positiveculture.testing"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert 'pip install "positiveculture[testing]"' in done.stderr
