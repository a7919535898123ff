"""The law of round trips: written down and read again, a rule is the same, and judges alike."""

from collections.abc import Callable, Iterable
from typing import Any

from hypothesis.errors import InvalidArgument

from positiveculture.awards import Award
from positiveculture.errors import PositiveCultureError
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.parsing import PARSERS
from positiveculture.formats.toml import toml_text
from positiveculture.formats.writing import json_text
from positiveculture.testing.laws.subjects import Lawful, TopicResponses, described, subject_of
from positiveculture.testing.laws.trying import Broken, hold
from positiveculture.testing.strategies.arguments import shown
from positiveculture.topics import Topic

#: How a payload is written down and read again.
WAYS: dict[str, Callable[[Any], Any]] = {
    "a dict": lambda payload: payload,
    "TOML": lambda payload: PARSERS[".toml"](toml_text(payload)),
    "JSON": lambda payload: PARSERS[".json"](json_text(payload)),
}


def assert_round_trips(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 50
) -> None:
    """Hold that the rule comes back equal from a dict, from TOML and from JSON, and that it then judges alike.

    So do the assessments that it is tried on.  Arguments and errors are those of `assert_monotone`; besides:

    Raises:
        InvalidArgument: A rule is none of the nine kinds, for which no form in files is known.
    """
    subject = subject_of(rule, topics, awards, "assert_round_trips")
    if subject.own is not None:
        raise InvalidArgument(f"files have a form for the nine kinds of rule, and {shown(subject.own)} is none")
    framework = subject.framework
    again = {}
    for way, through in WAYS.items():
        try:
            again[way] = framework_from_dict(through(framework_to_dict(framework)))
        except (PositiveCultureError, TypeError) as error:
            raise AssertionError(
                f"does not come back from {way}: {subject.name(subject.awards[-1])}\n  {error}"
            ) from error
        if again[way] != framework:
            raise AssertionError(f"comes back from {way} as another: {subject.name(subject.awards[-1])}")

    def check(responses: TopicResponses) -> None:
        before = subject.verdicts(responses)
        for way, through in WAYS.items():
            payload = assessment_to_dict(subject.assessment(responses))
            read = assessment_from_dict(through(payload), framework)
            if read != subject.assessment(responses):
                raise Broken(f"an assessment comes back from {way} as another: {described(responses)}")
            after = subject.verdicts(read.responses, again[way])
            for award in subject.awards:
                if before[award] != after[award]:
                    raise Broken(
                        f"judges otherwise once read from {way}: {subject.name(award)}\n"
                        f"  {described(responses)}: {before[award]}, then {after[award]}"
                    )

    hold(check, subject.some_responses(), max_examples)
