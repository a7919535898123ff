"""The program: the award rules of a framework as plain data, made of seven kinds of node.

Every judge reads the program and nothing else: `evaluate`, and whoever judges elsewhere.  `docs/program.md` says what
each node means; `VERSION` changes when the meaning of one does.
"""

from collections.abc import Mapping

from positiveculture.rules.kinds import Node, Rule
from positiveculture.rules.scope import Scope

#: The version of the form that `docs/program.md` describes.
VERSION = 1


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
