"""The least effort that reaches an award, by a solver of mixed integer programs: SciPy's HiGHS.

It reads the program alone, and shares no code with what it is held against.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, inf, lcm
from typing import Any, TypeAlias

import numpy as np
from programs import Start
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Node: TypeAlias = Mapping[str, Any]

#: The kinds of evidence that there are here; "": any.
KINDS = ("", "audit", "link")

#: A sum of variables by their number, and a constant.
Linear: TypeAlias = tuple[dict[int, int], int]


class Model:
    """Variables that are 0 or 1, and constraints that a sum of them is at least so much."""

    def __init__(self, program: Node, state: Start, effort: Mapping[str, Fraction]) -> None:
        """Begin with a variable for each step that is possible."""
        self.program, self.state, self.effort = program, state, effort
        self.costs = [Fraction(0)]
        self.rows: list[tuple[dict[int, int], int]] = []
        self.levels: dict[tuple[str, int], int] = {}
        self.others: dict[tuple[str, str], int] = {}
        self.awards: dict[str, Linear | None] = {}
        for topic, (lowest, highest) in program["scales"].items():
            now = state.levels.get(topic, lowest - 1)
            for level in range(now + 1, highest + 1):
                self.levels[topic, level] = self.variable(effort[topic])
                if level > now + 1:
                    self.at_least({self.levels[topic, level - 1]: 1, self.levels[topic, level]: -1}, 0)
        for topic, kind in product(effort, ("answer", *KINDS)):
            number = self.others[topic, kind] = self.variable(effort[topic])
            if topic in program["scales"] and topic not in state.levels:
                self.at_least({self.levels[topic, program["scales"][topic][0]]: 1, number: -1}, 0)

    def variable(self, cost: Fraction = Fraction(0)) -> int:
        """Return a new variable."""
        self.costs.append(cost)
        return len(self.costs) - 1

    def at_least(self, terms: dict[int, int], least: int) -> None:
        """Require that a sum is at least so much."""
        self.rows.append((terms, least))

    def answer(self, topic: str) -> Linear:
        """Return whether a topic is answered, as a sum that is at least 1 then."""
        if topic in self.state.answered:
            return {}, 1
        if topic in self.program["scales"]:
            return {self.levels[topic, self.program["scales"][topic][0]]: 1}, 0
        return {self.others[topic, kind]: 1 for kind in ("answer", *KINDS)}, 0

    def node(self, node: Node) -> Linear | None:
        """Return whether a node is met, as a sum that is at least 1 then; None where nothing is left to judge."""
        if "level" in node:
            return self.level(node["of"], node["level"])
        if "answered" in node:
            return self.answer(node["answered"])
        if "evidence" in node:
            return self.evidence(node["evidence"], node["kind"])
        if "share" in node:
            return self.share(node)
        if "award" in node:
            return self.awards[node["award"]] or ({}, 0)
        parts = [self.node(each) for each in node.get("all") or node["of"]]
        judged = [part for part in parts if part is not None]
        own = [p for each, p in zip(node.get("all") or node["of"], parts, strict=True) if "award" not in each]
        if not judged or ("all" in node and own and all(part is None for part in own)):
            return None
        return self.several(min(node.get("some", len(judged)), len(judged)), judged)

    def level(self, topic: str, level: int) -> Linear | None:
        """Return whether a topic is at a level."""
        if topic in self.state.not_applicable:
            return None
        lowest, _ = self.program["scales"][topic]
        return ({}, 1) if self.state.levels.get(topic, lowest) >= level else ({self.levels[topic, level]: 1}, 0)

    def evidence(self, topic: str, kind: str) -> Linear | None:
        """Return whether a topic has evidence of a kind."""
        has = self.state.evidence.get(topic, ())
        if topic in self.state.not_applicable:
            return None
        if kind in has or (has and not kind):
            return {}, 1
        return {self.others[topic, each]: 1 for each in ([kind] if kind else KINDS)}, 0

    def share(self, node: Node) -> Linear | None:
        """Return whether a share is reached: a new variable, which may be 1 where it is."""
        left = {t: each for t, each in node["points"].items() if t not in self.state.not_applicable}
        most = sum(max(each.values()) for each in left.values())
        if not most:
            return None
        percent = Fraction(int(node["share"][0]), int(node["share"][1]))
        needed = ceil((ceil(percent) - Fraction(1, 2) if node["half_up"] else percent) * most / 100)
        terms: dict[int, int] = {}
        for topic, points in left.items():
            now = self.state.levels.get(topic, self.program["scales"][topic][0])
            needed -= points[str(now)]
            for level in range(now + 1, self.program["scales"][topic][1] + 1):
                terms[self.levels[topic, level]] = points[str(level)] - points[str(level - 1)]
        met = self.variable()
        self.at_least(terms | {met: -max(needed, 0)}, 0)
        return {met: 1}, 0

    def several(self, n: int, parts: Iterable[Linear]) -> Linear:
        """Return whether `n` of `parts` are met: a new variable, which may be 1 where they are."""
        met = self.variable()
        counted: dict[int, int] = {}
        for terms, more in parts:
            part = self.variable()
            self.at_least(terms | {part: -1}, -more)
            counted[part] = 1
        self.at_least(counted | {met: -n}, 0)
        return {met: 1}, 0


def least_effort(program: Node, award: str, state: Start, effort: Mapping[str, Fraction]) -> Fraction | None:
    """Return the least effort that reaches an award; None where nothing does."""
    model = Model(program, state, effort)
    for each in program["awards"]:
        model.awards[each["id"]] = model.node(each["rule"])
        if each["id"] == award:
            break
    goal = model.awards[award]
    if goal is None:
        return None
    model.at_least(goal[0], 1 - goal[1])
    unit = lcm(*(cost.denominator for cost in model.costs))
    entries = [(row, column, value) for row, (terms, _) in enumerate(model.rows) for column, value in terms.items()]
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = coo_array((values, (rows, columns)), shape=(len(model.rows), len(model.costs)))
    found = milp(
        np.array([int(cost * unit) for cost in model.costs], dtype=float),
        constraints=LinearConstraint(matrix.tocsr(), np.array([least for _, least in model.rows]), inf),
        integrality=np.ones(len(model.costs)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return Fraction(round(found.fun), unit) if found.success else None
