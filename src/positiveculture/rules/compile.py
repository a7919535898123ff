"""The program, compiled: judged by looking up, with every reason ready-made."""

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from operator import getitem
from typing import Any

import attrs

from positiveculture.errors import InvalidFramework, Problem
from positiveculture.gettext import gettext
from positiveculture.rules.blockers import Below, NeedsEvidence, NothingToJudge, Unanswered
from positiveculture.rules.kinds import Node, Rounding
from positiveculture.rules.lookups import NOT_APPLICABLE, Case, Code, Key, LookUps, WorkedOut
from positiveculture.rules.parts import Found, Part, ProgressByAward, every, held, share, single, some
from positiveculture.rules.program import VERSION
from positiveculture.sentences import named, shown

#: Of an award of which nothing is left to judge.
NOTHING_LEFT = (NothingToJudge(),)


@attrs.frozen(eq=False)
class Compiled:
    """A program, ready to judge by."""

    #: Each award, lowest first.
    awards: Mapping[str, Part]
    #: What is looked up.
    runs: tuple[WorkedOut, ...]
    #: What is asked besides levels: "answered" or "evidence", the topic, and the kind of evidence.
    asked: tuple[tuple[str, str, str], ...]
    #: All that is asked.
    keys: frozenset[Key]

    @property
    def answered(self) -> frozenset[str]:
        """The topics to which an answer is asked, whatever it is."""
        return frozenset(topic for what, topic, _ in self.asked if what == "answered")

    def read(
        self,
        levels: Mapping[str, int],
        not_applicable: Collection[str],
        answered: Collection[str],
        shown: Callable[[str, str], bool],
    ) -> Case:
        """Return the responses as the program reads them.

        Args:
            levels: Topic to level, for each topic that is rated.
            not_applicable: The topics that are not applicable.
            answered: The topics with any response, those that are not applicable too.
            shown: Whether a topic that has a response has evidence of a kind ("": of any) that counts on the day.
        """
        more: dict[Any, Code] = dict.fromkeys(not_applicable, NOT_APPLICABLE)
        for what, topic, kind in self.asked:
            if topic in answered:
                excluded = what == "evidence" and topic in not_applicable
                more[what, topic, kind] = NOT_APPLICABLE if excluded else what == "answered" or shown(topic, kind)
        return self.look_up({**levels, **more} if more else levels, sets_aside=bool(not_applicable))

    def look_up_levels(self, levels: Mapping[str, int]) -> Case | None:
        """Return what `read` does, where nothing but these levels is asked; None: it cannot tell."""
        if self.asked or not self.keys.issuperset(levels):
            return None
        try:
            return self.look_up(levels)
        except KeyError:  # no level of its topic
            return None

    def look_up(self, answers: Mapping[Any, Code], *, sets_aside: bool = False) -> Case:
        """Return the answers with what they are worked out to, where no more is asked than they say."""
        get = answers.get
        runs = [works_out(filter(None, map(getitem, cells, map(get, keys)))) for keys, cells, works_out in self.runs]
        return Case(answers, runs, sets_aside)

    def blockers(self, case: Case) -> Found:
        """Return what stands in the way of each award, lowest first."""
        found: Found = {}
        for award, part in self.awards.items():
            blockers = part.blockers(case, found)
            found[award] = NOTHING_LEFT if blockers is None else blockers
        return found

    def progress(self, case: Case) -> ProgressByAward:
        """Return how far each award has come, lowest first."""
        progress: ProgressByAward = {}
        for award, part in self.awards.items():
            reached = part.progress(case, progress)
            progress[award] = Fraction(0) if reached is None else Fraction(*reached)
        return progress


def compiled(program: Node) -> Compiled:
    """Return a program, ready to judge by.

    Raises:
        InvalidFramework: It is of another version, or has a node of no known kind.
    """
    name = named("the program of", program.get("framework"))
    if program.get("version") != VERSION:
        words = {"given": shown(program.get("version")), "supported": VERSION}
        raise InvalidFramework(name, (Problem("program-version", ("version",), words, "`version`"),))
    lookups = LookUps()
    awards = {award["id"]: _part(award["rule"], program["scales"], lookups) for award in program["awards"]}
    keys = dict.fromkeys(key for key, _ in lookups.each)
    asked = tuple(key for key in keys if isinstance(key, tuple))
    return Compiled(awards, tuple(lookups.worked_out()), asked, frozenset(keys))


def _part(node: Node, scales: Mapping[str, tuple[int, int]], lookups: LookUps) -> Part:
    """Return a node, compiled."""
    match node:
        case {"level": level, "of": topic}:
            lowest, highest = scales[topic]
            cells: dict[Code, Any] = {
                has: Below(topic, level, has) if has < level else None for has in range(lowest, highest + 1)
            }
            # Any answer may come, so what the lowest level meets is met already.
            cells[None] = Unanswered(topic, level) if lowest < level else None
            return single(topic, cells, lookups)
        case {"answered": topic}:
            return single(("answered", topic, ""), {None: Unanswered(topic, None), True: None}, lookups)
        case {"evidence": topic, "kind": kind}:
            maybe = NeedsEvidence(topic, kind, certain=False)  # an open question may still bring it
            cells = {None: maybe, False: NeedsEvidence(topic, kind), True: None}
            return single(("evidence", topic, kind), cells, lookups)
        case {"share": [up, down], "half_up": half_up, "points": points}:
            each = {topic: {int(level): levels[level] for level in levels} for topic, levels in points.items()}
            rounding = Rounding.HALF_UP if half_up else Rounding.EXACT
            return share(Fraction(int(up), int(down)), rounding, lookups.add_points(each), lookups)
        case {"award": award}:
            return held(award)
        case {"all": nodes}:
            return every([_part(each, scales, lookups) for each in nodes], lookups)
        case {"some": n, "of": nodes}:
            return some(n, [_part(each, scales, lookups) for each in nodes])
        case _:
            raise InvalidFramework(gettext("a program"), (Problem("no-kind-of-node", (), {"given": shown(node)}),))
