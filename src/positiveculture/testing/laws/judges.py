"""The law of judges: whoever reads the program of a framework judges as `evaluate` does."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from positiveculture.assessment import Assessment
from positiveculture.formats.outcome import blocker_to_dict
from positiveculture.framework import Framework
from positiveculture.outcome import Verdict, evaluate
from positiveculture.rules.kinds import Node
from positiveculture.sentences import shown
from positiveculture.testing.laws.subjects import TopicResponses, described, subject_of
from positiveculture.testing.laws.trying import Broken, hold

#: What an assessment says, as plain data: `levels`, `not_applicable`, `answered` and `evidence`.
AnswerValues: TypeAlias = dict[str, Any]

#: Another judge: it takes a program and answers, and returns for each award its `state`, and, where it works them out,
#: its `progress` and its `blockers`.
OtherJudge: TypeAlias = Callable[[Node, AnswerValues], Mapping[str, Mapping[str, Any]]]


def assert_judge_agrees(judge: OtherJudge, framework: Framework, *, max_examples: int = 200) -> None:
    """Hold that another judge of the program says what `evaluate` says of every award.

    The answers that it is given are plain data: `levels`, topic to level; `not_applicable`, a list of topics;
    `answered`, the topics with any response; and `evidence`, topic to the kinds of evidence that count on the day.

    Args:
        judge: What is held to the law; it is given `framework.program` and answers.
        framework: A framework with awards.
        max_examples: How many examples are tried; the same ones each time.

    Raises:
        AssertionError: It says something else of an award; with the smallest example that was found.
        InvalidArgument: The framework publishes no awards.
    """
    subject = subject_of(framework, None, (), "assert_judge_agrees")

    def check(responses: TopicResponses) -> None:
        assessment = subject.assessment(responses)
        theirs = judge(framework.program, answers_of(assessment))
        for verdict in evaluate(framework, assessment):
            given = theirs[verdict.award.id]
            for what, ours in _ours(verdict).items():
                if what in given and given[what] != ours:
                    where, one, other = _first_difference(what, given[what], ours)
                    raise Broken(
                        f"another verdict: {where} of {verdict.award.id}\n"
                        f"  {described(responses)}: {shown(one)}, and evaluate says {shown(other)}"
                    )

    hold(check, subject.some_responses(), max_examples)


def _first_difference(where: str, one: Any, other: Any) -> tuple[str, Any, Any]:
    """Return where two values first differ, down to entries and keys, with what each has there."""
    pairs: Iterable[tuple[str, Any, Any]] = ()
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(f"{where}[{at}]", *pair) for at, pair in enumerate(zip(one, other, strict=True))]
    elif isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(f"{where}.{key}", one[key], other[key]) for key in other]
    for place, left, right in pairs:
        if left != right:
            return _first_difference(place, left, right)
    return where, one, other


def answers_of(assessment: Assessment) -> AnswerValues:
    """Return what an assessment says on its day, as plain data for a judge of a program."""
    day, not_applicable = assessment.assessed_on, assessment.not_applicable
    evidence = {
        topic: [piece.kind for piece in assessment.evidence(topic) if piece.counts_on(day)]
        for topic in assessment.responses
    }
    return {
        "levels": dict(assessment.levels),
        "not_applicable": [topic for topic in assessment.responses if topic in not_applicable],
        "answered": list(assessment.responses),
        "evidence": {topic: kinds for topic, kinds in evidence.items() if kinds},
    }


def _ours(verdict: Verdict) -> dict[str, str | Fraction | list[dict[str, Any]]]:
    return {
        "state": str(verdict.state),
        "progress": verdict.progress,
        "blockers": [blocker_to_dict(blocker) for blocker in verdict.blockers],
    }
