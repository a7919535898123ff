"""Plain words for what the library finds: days, counts, requirements and what stands in the way."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from positiveculture.assessment import Assessment
from positiveculture.escaping import escape_controls
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome, Verdict
from positiveculture.rules import (
    Alternatives,
    AwardMissing,
    Blocker,
)
from positiveculture.topics import Topic

#: How long a line of comment may be.
COMMENT = 100

INDICATED = {
    "self": "Indicated by this self-assessment",
    "reviewed": "Indicated by this reviewed assessment",
    "awarded": "Indicated by this assessment, recorded as the awarding body's",
}


def day(on: date) -> str:
    """Return a day as it is written in a letter: 31 March 2026."""
    return f"{on.day} {on:%B %Y}"


def count(number: int, thing: str) -> str:
    """Return how many there are of a thing: 1 topic, 2 topics."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def hundredths(number: Fraction) -> str:
    """Return a number of 0 or more with two decimals, rounded half up."""
    whole, rest = divmod(int(number * 100 + Fraction(1, 2)), 100)
    return f"{whole}.{rest:02}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def title(thing: str | None) -> str:
    """Return text from a file as it may be shown, or nothing."""
    return escape_controls(thing or "")


def comment(text: str, label: str = "") -> Iterator[str]:
    """Yield `text` as lines of TOML comment, with `label` before the first."""
    first, other = f"# {label}", f"# {' ' * len(label)}"
    yield from textwrap.wrap(
        title(text),
        COMMENT,
        initial_indent=first,
        subsequent_indent=other,
        break_long_words=False,
        break_on_hyphens=False,
    )


def number(topic: Topic) -> str:
    """Return a topic's printed number, or nothing."""
    return "" if topic.number is None else str(topic.number)


def topic_title(topic: Topic) -> str:
    """Return a topic's title after its printed number, where it has one."""
    return escape_controls(topic.title if topic.number is None else f"{topic.number} {topic.title}")


def edition(framework: Framework) -> str:
    """Return which framework this is, with its edition."""
    return escape_controls(f"{framework.title}, edition {framework.edition}")


def in_force(framework: Framework) -> str:
    """Return from when to when an edition is in force, as far as that is known."""
    begins, ends = framework.in_force_from, framework.in_force_until
    told = [f"in force from {day(begins)}"] if begins else []
    return " ".join([*told, *([f"{'' if told else 'in force '}until the day before {day(ends)}"] if ends else [])])


def indicated(outcome: Outcome) -> str:
    """Return the title of what is indicated: an award, the floor below all of them, or that there is none yet."""
    framework, found = outcome.framework, outcome.indicated
    if framework.floor is not None and found == framework.floor.id:
        return title(framework.floor.title)
    return "no award yet" if found is None else title(framework.award(found).title)


def circumstances(framework: Framework, assessment: Assessment) -> str:
    """Return how and by whom an assessment was made."""
    modes = {mode.id: mode.title for mode in framework.modes}
    models = {model.id: model.title for model in framework.service_models}
    said = (modes.get(assessment.mode or ""), assessment.assessed_by, models.get(assessment.service_model or ""))
    return escape_controls("; ".join(filter(None, said)))


def shared(topic: Topic, level: int | None) -> str:
    """Return in a sentence who else has to take part in bringing a topic to a level, or nothing."""
    who = topic.scale.needs_too(level) if topic.scale is not None and level is not None else ""
    return escape_controls(f"{level} rests with {who} as well") if who else ""


def tally(verdict: Verdict, outcome: Outcome) -> str:
    """Return how many of its own requirements an award has met, and which award it still waits for."""
    measure = verdict.own
    words = []
    if measure is not None and measure[1] > 1 and (measure[0] * measure[1]).denominator == 1:
        words.append(f"{measure[0] * measure[1]} of {measure[1]}")
    missing = [outcome.framework.award(b.award).title for b in verdict.blockers if isinstance(b, AwardMissing)]
    if missing:
        words.append(f"{listed(missing)} needed too")
    return escape_controls("; ".join(words))


def in_the_way(blocker: Blocker, framework: Framework) -> str:
    """Return a single blocker in a sentence that names its topic or award; of alternatives, how many there are."""
    if isinstance(blocker, Alternatives):
        return f"{blocker.needs} of {count(len(blocker.options), 'alternative')}"
    return escape_controls(blocker.sentence(framework))
