"""The program: the award rules of a framework as plain data, made of seven kinds of node; and its nodes, taken apart.

Every judge reads the program and nothing else: `evaluate`, and whoever judges elsewhere.  `docs/program.md` says what
each node means; `VERSION` changes when the meaning of one does.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from positiveculture.rules.kinds import Node, Rule
from positiveculture.rules.scope import Scope

#: The version of the form that `docs/program.md` describes.
VERSION = 1

#: Where a node stands: its place among the members of each group around it, outermost first.
NodePath: TypeAlias = tuple[int, ...]


def program(framework: str, edition: str, scope: Scope, rules: Mapping[str, Rule]) -> Node:
    """Return the program of a framework: dicts, lists, text, whole numbers and booleans, as JSON holds them.

    Args:
        framework: Its id.
        edition: Its edition.
        scope: What its rules may speak of.
        rules: The rule of each award, lowest first.
    """
    return {
        "version": VERSION,
        "framework": framework,
        "edition": edition,
        "scales": {topic: [scale.lowest, scale.highest] for topic, scale in scope.scales.items() if scale is not None},
        "awards": [{"id": award, "rule": rule.node(scope)} for award, rule in rules.items()],
    }


def members(node: Node) -> Sequence[Node]:
    """Return the nodes that a node is made of."""
    return node["all"] if "all" in node else node["of"] if "some" in node else ()


def needed(node: Node) -> int:
    """Return how many of its members a group needs."""
    return len(node["all"]) if "all" in node else node["some"]


def replaced(node: Node, path: NodePath, by: Node) -> Node:
    """Return a node with the one at a path replaced."""
    if not path:
        return by
    place, *rest = path
    inner = list(members(node))
    inner[place] = replaced(inner[place], tuple(rest), by)
    return {"all": inner} if "all" in node else {**node, "of": inner}


def without(group: Node, place: int, *, as_if_met: bool) -> Node | None:
    """Return a group without one of its members, as if that were met or else missed; None: too few are left."""
    left = [each for number, each in enumerate(members(group)) if number != place]
    n = needed(group) - as_if_met
    if n > len(left):
        return None
    return {"all": left} if n == len(left) else {"some": n, "of": left}


def asks_for_answers(node: Node, awards: Collection[str]) -> bool:
    """Return whether a node asks for answers alone, whatever they are; `awards` are those that do."""
    return all("answered" in each or each.get("award") in awards for each in leaves(node))


def leaves(node: Node) -> Iterator[Node]:
    """Yield the nodes inside a node that are no group."""
    if "all" not in node and "some" not in node:
        yield node
    for member in members(node):
        yield from leaves(member)


def all_leaves(program: Node) -> Iterator[Node]:
    """Yield the nodes that are no group in the rules of every award of a program."""
    for award in program["awards"]:
        yield from leaves(award["rule"])
