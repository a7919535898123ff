"""Names of groups as people type them: one group may be spelled in several ways."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from positiveculture.panel.protection import Group, with_those_above
from positiveculture.sentences import normal_form

T = TypeVar("T")


def key_of(group: Group) -> Group:
    """Return what all spellings of a group have in common."""
    return tuple(map(normal_form, group))


def spellings(given: Mapping[Group, int]) -> dict[Group, Group]:
    """Return each group in one spelling: at each place in the tree that which most use; of equals, the first in order.

    `given` says how many are in each group directly, as it is spelled.
    """
    used: dict[Group, Counter[str]] = {}
    for group, times in given.items():
        normal = key_of(group)
        for length in range(1, len(group) + 1):
            used.setdefault(normal[:length], Counter())[group[length - 1]] += times
    chosen = {normal: min(names, key=lambda name: (-names[name], name)) for normal, names in used.items()}
    spelled: dict[Group, Group] = {}
    for group in given:
        normal = key_of(group)
        spelled[group] = tuple(chosen[normal[:length]] for length in range(1, len(group) + 1))
    return spelled


def unify(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return `groups`, each as `spellings` spells it."""
    each = tuple(groups)
    spelled = spellings(Counter(each))
    return tuple(spelled[group] for group in each)


def with_known_spellings(named: Mapping[Group, T], known: Iterable[Group]) -> dict[Group, T]:
    """Return `named` with each group in the spelling that it has among those known, if it is one of them."""
    forms = {key_of(group): group for group in with_those_above(known)}
    return {forms.get(key_of(group), group): value for group, value in named.items()}
