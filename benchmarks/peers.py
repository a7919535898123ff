"""Times four ways to judge the same assessments by the same rules, and shows what each cannot tell.

The rules are Wigan's three awards, each holding the one below, and the CQC-style bands (a rounded share of the points
and limits on low scores).  The peers are rule-engine, cel-python and a JsonLogic port, datalogic-py: each has its rules
compiled and its dicts made beforehand.  Ours is timed twice: `evaluate` of assessments that are checked already, and
from a dict of levels to the outcome.  Both give every reason; the peers give true or false.

The peers are asked for the highest award from below: they need not look at one when the one below is missing.

Needs the peers, and leaves out what is not installed: python -m pip install --group peers
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from random import Random
from statistics import median
from time import process_time
from typing import Any

from peer_rules import CQC, PEERS, TIERS, WIGAN, Judge, Levels, Peer, name
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.formats.assessment import assessment_from_dict

#: How many times as long as rule-engine an evaluation of Wigan may take.
BOUND = 0.4


def as_read(peer: str, levels: Levels) -> Any:
    """Return levels as `peer` reads them."""
    if peer != "cel-python":
        return dict(levels)
    import celpy  # noqa: PLC0415 - only where it is installed

    return {topic: celpy.json_to_cel(level) for topic, level in levels.items()}


def drawn(framework: pc.Framework, random: Random, unmet: float, answered: float) -> dict[str, int]:
    """Return levels, about such shares of which are low, and given at all."""
    needs = {topic: level for tier in TIERS for topic, level in tier.items()}
    found = {}
    for topic in framework.topics:
        least = needs.get(name(topic.id), 3)
        highest = topic.scale.highest if topic.scale else 0
        level = random.randint(1, least - 1) if random.random() < unmet else random.randint(least, highest)
        if random.random() < answered:
            found[topic.id] = level
    return found


KINDS = {"met": (0.0, 1.0), "half met": (0.5, 1.0), "half filled": (0.2, 0.5)}


def made(framework: pc.Framework, levels: Levels) -> pc.Assessment:
    """Return an assessment with `levels`."""
    return pc.Assessment(
        framework=framework.id,
        edition=framework.edition,
        service="Winter Hill Homecare",
        assessed_on=date(2026, 3, 31),
        responses=levels,
    )


def ours(framework: pc.Framework, assessments: Sequence[pc.Assessment]) -> None:
    """Evaluate, and read the award and the blockers of every award."""
    for assessment in assessments:
        outcome = pc.evaluate(framework, assessment)
        _ = outcome.award, outcome.blockers


def decided(awards: Sequence[Judge], things: Sequence[Levels]) -> None:
    """Find the highest award of each, from below."""
    for thing in things:
        for award in awards:
            if not award(thing):
                break


def zeroed(framework: pc.Framework, levels: Levels) -> dict[str, int]:
    """Return levels as the peers need them: an open question has no level, and counts as 0."""
    return {name(topic.id): levels.get(topic.id, 0) for topic in framework.topics}


def contradicted(framework: pc.Framework, judges: Sequence[Judge], peer: str) -> str:
    """Return how often the peer is at one with us; a rule that it judges otherwise in full would stop the run."""
    random = Random(63)  # noqa: S311 - made-up answers, no secrets
    late = 0
    for shares in KINDS.values():
        for _ in range(40):
            levels = drawn(framework, random, *shares)
            outcome = pc.evaluate(framework, made(framework, levels))
            theirs = [bool(judge(as_read(peer, zeroed(framework, levels)))) for judge in judges]
            states = [verdict.state for verdict in outcome]
            if len(levels) == len(framework.topics) and theirs != [state is pc.State.MET for state in states]:
                raise AssertionError(f"{peer} differs on {levels}")
            late += any(state is not pc.State.NOT_MET and not no for state, no in zip(states, theirs, strict=True))
    return f"says no to {late} of {len(KINDS) * 40} where an award is met or still open"


def said(judge: Callable[[Any], object], thing: Any) -> str:
    """Return what a judge answers, or how it fails."""
    try:
        return repr(judge(thing))
    except Exception as error:  # noqa: BLE001 - how it fails is what is asked
        return f"{type(error).__name__}: {str(error).splitlines()[0][:60]}"


def shown(who: str, peer: Peer) -> None:
    """Print what the peer tells where we tell more: of two shortfalls, of an open question, and of the way there."""
    bronze, *_ = peer.judges(WIGAN)
    top = {name(topic.id): 5 for topic in WIGAN.topics}
    gap = {topic: level for topic, level in top.items() if topic != "dignity"}
    print(who)
    print(f"    reasons: Bronze with dignity at 4 and communication at 1: {said(bronze, as_read(who, top | SHORT))}")
    print(f"    partial: Bronze with dignity open: {said(bronze, as_read(who, gap))}")
    print(f"    partial: the same with null: {said(bronze, as_read(who, gap | {'dignity': None}))}")
    print(f"    partial: is it below 4, where it is open: {said(peer.compiled(peer.low), as_read(who, gap))}")
    tools = sorted(tool for tool in dir(getattr(bronze, "__self__", bronze)) if not tool.startswith("_"))
    print(f"    routes: none among what its compiled rule offers: {', '.join(tools)}")
    for framework in (WIGAN, CQC):
        print(f"    gaps as 0, {framework.id}: {contradicted(framework, peer.judges(framework), who)}")


WRITTEN = {
    "framework": "wigan-progress",
    "edition": "2017",
    "service": "Winter Hill Homecare",
    "assessed_on": "2026-03-31",
}
SHORT = {"dignity": 4, "communication": 1}


def shown_of_ours() -> None:
    """Print what we tell in the same places."""
    top = {topic.id: 5 for topic in WIGAN.topics}
    short = pc.evaluate(WIGAN, made(WIGAN, top | SHORT))
    gap = pc.evaluate(WIGAN, made(WIGAN, {topic: level for topic, level in top.items() if topic != "dignity"}))
    try:
        null = repr(assessment_from_dict({**WRITTEN, "responses": {"dignity": None}}, WIGAN))
    except pc.InvalidAssessment as error:
        null = f"{type(error).__name__}: {error.problems[0]}"
    print("positiveculture")
    print(f"    reasons: {short['bronze'].blockers}")
    print(f"    partial: {gap['bronze'].state}, {gap['bronze'].blockers}")
    print(f"    partial: the same with null: {null}")
    steps = pc.route(pc.evaluate(WIGAN, made(WIGAN, top | SHORT)), "gold").steps
    print(f"    routes: to Gold by {', '.join(f'{s.topic} {s.from_level} to {s.to_level}' for s in steps)}")


def timed_on(framework: pc.Framework, peers: Mapping[str, Any], number: int, rounds: int) -> bool:
    """Print the times on one framework; return whether the bound holds."""
    random = Random(2017)  # noqa: S311 - made-up answers, no secrets
    kinds = {kind: [drawn(framework, random, *shares) for _ in range(number)] for kind, shares in KINDS.items()}
    kinds["all of these"] = [levels for found in kinds.values() for levels in found]
    good = True
    print(f"\n{framework.id:20}" + "".join(f"{who:>14}" for who in ("evaluate", "from a dict", *peers)))
    for kind, found in kinds.items():
        checked = [made(framework, levels) for levels in found]
        runs: dict[str, Callable[[], None]] = {
            "evaluate": lambda checked=checked: ours(framework, checked),
            "from a dict": lambda found=found: ours(framework, [made(framework, levels) for levels in found]),
        }
        for peer, judges in peers.items():
            things = [as_read(peer, zeroed(framework, levels)) for levels in found]
            runs[peer] = lambda judges=judges, things=things: decided(judges, things)
        times = timed(runs, rounds, process_time)
        print(f"{kind:20}" + "".join(f"{figure(median(spent) / len(found)):>14}" for spent in times.values()))
    print(f"{'evaluate / each':34}" + "".join(f"{ratio(times, 'evaluate', who)[0]:>14.3f}" for who in list(runs)[1:]))
    if framework is WIGAN and "rule-engine" in times:
        middle, best = ratio(times, "evaluate", "rule-engine")
        good = held("evaluate / rule-engine", middle, BOUND, best)
    return good


def main() -> int:
    """Print the tables; return 1 where the bound does not hold."""
    number, rounds = (5, 3) if smoke(__doc__) else (40, 15)
    there = {who: peer for who, peer in PEERS.items() if find_spec(peer.module)}
    for who in sorted(PEERS.keys() - there.keys()):
        told = f"NOT MEASURED: {who} is not installed (python -m pip install --group peers)"
        print(told, file=sys.stderr)
    good = True
    for framework in (WIGAN, CQC):
        good &= timed_on(framework, {who: peer.judges(framework) for who, peer in there.items()}, number, rounds)
    print("\nwhat each tells, asked the same")
    shown_of_ours()
    for who, peer in there.items():
        shown(who, peer)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
