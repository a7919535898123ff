"""The rules of Wigan's awards and of the CQC-style bands, in the languages of the libraries that `peers.py` times."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import positiveculture as pc

Levels = Mapping[str, int]
Judge = Callable[[Any], object]

#: One award's requirement: topics at levels, and the least share of the points in whole per cent, rounded half up.
Clause = tuple[dict[str, int], int]


def name(topic: str) -> str:
    """Return a topic's id as a name that every peer can read."""
    return topic.replace("-", "_")


WIGAN, CQC = pc.get_framework("wigan-progress"), pc.get_framework("cqc-style-well-led")
TIERS = [
    {name(rule.topic): rule.level for rule in award.rule.rules if isinstance(rule, pc.AtLeast)}
    for award in WIGAN.awards
    if isinstance(award.rule, pc.All)
]
SCORED = [name(topic.id) for topic in CQC.topics]

#: Each award, lowest first, as alternatives.  Wigan's hold the one below; the CQC-style bands stand on their own.
RULES: dict[str, list[list[Clause]]] = {
    "wigan-progress": [
        [({t: n for tier in TIERS[: place + 1] for t, n in tier.items()}, 0)] for place in range(len(TIERS))
    ],
    "cqc-style-well-led": [
        [({}, 39)],
        [(dict.fromkeys(SCORED, 2), 63), ({}, 88)],
        [(dict.fromkeys(SCORED, 3), 88)],
    ],
}


def text(award: list[Clause], both: str, either: str) -> str:
    """Return an award's rule in a language of infix signs: half up without a fraction, so twice the points and one."""
    points = " + ".join(SCORED)
    most = 4 * len(SCORED)
    return f" {either} ".join(
        "("
        + f" {both} ".join(
            [f"{topic} >= {level}" for topic, level in minimums.items()]
            + ([f"({points}) * 200 + {most} >= {2 * most * share}"] if share else [])
        )
        + ")"
        for minimums, share in award
    )


def logic(award: list[Clause]) -> dict[str, Any]:
    """Return an award's rule in JsonLogic."""
    most = 4 * len(SCORED)
    points = {"+": [{"*": [{"+": [{"var": topic} for topic in SCORED]}, 200]}, most]}
    return {
        "or": [
            {
                "and": [{">=": [{"var": topic}, level]} for topic, level in minimums.items()]
                + ([{">=": [points, 2 * most * share]}] if share else [])
            }
            for minimums, share in award
        ]
    }


def by_rule_engine(source: Any) -> Judge:
    """Return how rule-engine judges a rule."""
    import rule_engine  # noqa: PLC0415 - only where it is installed

    return rule_engine.Rule(source).matches


def by_cel(source: Any) -> Judge:
    """Return how cel-python judges a rule."""
    import celpy  # noqa: PLC0415 - only where it is installed

    environment = celpy.Environment()
    return environment.program(environment.compile(source)).evaluate


def by_jsonlogic(source: Any) -> Judge:
    """Return how datalogic-py judges a rule."""
    import datalogic_py  # noqa: PLC0415 - only where it is installed

    return datalogic_py.Engine().compile(source).evaluate


@dataclass(frozen=True)
class Peer:
    """A library that judges rules."""

    module: str
    compiled: Callable[[Any], Judge]
    written: Callable[[list[Clause]], Any]
    #: How it writes that dignity is below 4.
    low: Any = "dignity < 4"

    def judges(self, framework: pc.Framework) -> list[Judge]:
        """Return how it judges each award."""
        return [self.compiled(self.written(award)) for award in RULES[framework.id]]


PEERS = {
    "rule-engine": Peer("rule_engine", by_rule_engine, lambda award: text(award, "and", "or")),
    "cel-python": Peer("celpy", by_cel, lambda award: text(award, "&&", "||")),
    "datalogic-py": Peer("datalogic_py", by_jsonlogic, logic, {"<": [{"var": "dignity"}, 4]}),
}
