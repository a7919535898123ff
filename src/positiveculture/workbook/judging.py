"""The program of a framework, compiled to rows of formulas: one row for each node, in the order of the rules.

A node's formulas ask the rows of its members by their row number, so none grows with the framework.  The result
of a node is what `docs/program.md` says: whether nothing is left to judge, whether it has blockers, whether they are
certain, how far it has come and of how many requirements that speaks.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

from positiveculture.documents.workbook import asked, cell_templates, of_topics, result_texts
from positiveculture.errors import InvalidFramework, Problem
from positiveculture.gettext import gettext
from positiveculture.rules.kinds import Node
from positiveculture.sentences import shown
from positiveculture.workbook.columns import POINTS_FIRST, POINTS_LETTER, at, working, working_block
from positiveculture.workbook.formulas import block, joined, quoted
from positiveculture.workbook.layout import POINTS
from positiveculture.workbook.members import Members
from positiveculture.workbook.shares import PointsRows, compared, needed, percent, points_key, shares_of

#: What is in a cell: a formula, which begins with "=", a number, or a text that a formula asks for.
Content: TypeAlias = str | int | float

#: A rank that no member has which is left to judge.
LAST: Final = 1_000_000


@attrs.frozen
class Places:
    """Where what the formulas ask for is on the other sheets; rows are counted from 1."""

    #: Topic to its row on the sheet Working.
    topics: Mapping[str, int]
    #: The first and the last row of the evidence on the sheet Working.
    evidence: tuple[int, int]


@attrs.frozen
class Judge:
    """The formulas that judge by one program."""

    #: The rows of the sheet Rules, from `first` on, each by the names of its columns.
    rows: tuple[Mapping[str, Content], ...]
    #: The row number of each award, lowest first.
    awards: Mapping[str, int]
    #: The points that shares count.
    groups: tuple[PointsRows, ...]
    first: int
    #: Award to the row of the first share in its rule, for each that asks for shares of the same points.
    points: Mapping[str, int]
    #: The awards that ask for any share.
    bands: frozenset[str]

    @property
    def last(self) -> int:
        """The last row."""
        return self.first + len(self.rows) - 1

    @property
    def lines(self) -> int:
        """How many lines there can be of what stands in the way."""
        return sum("words" in row for row in self.rows)


def compile_program(program: Node, titles: Mapping[str, str], places: Places, first: int) -> Judge:
    """Return the formulas that judge by `program`.

    Args:
        program: What is judged by; nothing else is asked.
        titles: Topic or award to what it is called.
        places: Where the answers are.
        first: The first row on the sheet Rules.

    Raises:
        InvalidFramework: A share asks for numbers that a spreadsheet is not exact with.
    """
    several = len({points_key(share["points"]) for share in shares_of(program)}) > 1
    compiler = _FormulaCompiler(program["scales"], titles, places, first, several)
    for award in program["awards"]:
        compiler.award(award["id"], award["rule"])
    shares = compiler.shares
    points = {award: rows[0][0] for award, rows in shares.items() if len({group.first for _, group in rows}) == 1}
    groups = tuple(compiler.groups.values())
    return Judge(tuple(compiler.rows), compiler.awards, groups, first, points, frozenset(shares))


@attrs.define
class _FormulaCompiler:
    scales: Mapping[str, Sequence[int]]
    titles: Mapping[str, str]
    places: Places
    first: int
    #: Whether shares are of different points, so that each has to say of which.
    several: bool
    rows: list[dict[str, Content]] = attrs.field(factory=list)
    #: The number of each row, and how many rows it is below.
    nested: dict[int, int] = attrs.field(factory=dict)
    awards: dict[str, int] = attrs.field(factory=dict)
    groups: dict[tuple[Any, ...], PointsRows] = attrs.field(factory=dict)
    #: Award to the rows of the shares in its rule, each with its points.
    shares: dict[str, list[tuple[int, PointsRows]]] = attrs.field(factory=dict)
    say: Mapping[str, str] = attrs.field(factory=cell_templates)
    states: Mapping[str, str] = attrs.field(factory=result_texts)

    @property
    def next(self) -> int:
        return self.first + len(self.rows)

    def award(self, award: str, rule: Node) -> None:
        """Add an award: its own row, one for when nothing is left to judge, and its rule."""
        number, title = self.next, quoted(self.titles[award])
        root = number + 2
        row = self._row(self.titles[award], parent=0, depth=0)
        nothing = at("nothing", root)
        row |= {
            "nothing": 0,
            "blocked": f"=IF({nothing}=1,1,{at('blocked', root)})",
            "certain": f"=IF({nothing}=1,0,{at('certain', root)})",
            "progress": f"=IF({nothing}=1,0,IF({at('blocked', root)}=0,1,{at('progress', root)}))",
            "size": 1,
            "listed": f"={at('blocked', number)}",
        }
        certain = f"{at('certain', number)}=1"
        heading = (
            f"IF({certain},{joined(self.say['in_the_way'], award=title)},{joined(self.say['undecided'], award=title)})"
        )
        self._finish(row, number, heading)
        self.awards[award] = number
        left = self._row("", parent=0, depth=1)
        del left["state"]
        left |= {"nothing": 0, "blocked": f"={nothing}", "certain": 0, "progress": 0, "size": 0}
        left |= {"listed": f"={at('blocked', number + 1)}"}
        self._finish(left, number + 1, quoted(self.say["nothing"]))
        self.node(rule, number, f"{at('listed', number)}*(1-{nothing})", 1)

    def node(self, node: Node, parent: int, listed: str, depth: int, *, option: bool = False) -> int:
        """Add a node below its parent's row, and return its row.

        Args:
            node: What is added.
            parent: The row of what it is a member of.
            listed: A formula of 1 where its blockers are shown.
            depth: How far it is set in.
            option: Whether it is one of several ways.
        """
        number = self.next
        row = self._row(asked(node, self.titles, needed(node)), parent, depth)
        row["listed"] = f"={listed}"
        match node:
            case {"level": level, "of": topic}:
                self._finish(row, number, self._level(row, number, topic, level))
            case {"answered": topic}:
                self._finish(row, number, self._answered(row, number, topic))
            case {"evidence": topic, "kind": kind}:
                self._finish(row, number, self._evidence(row, number, topic, kind))
            case {"share": _}:
                self._finish(row, number, self._share(row, number, node))
            case {"award": award}:
                self._finish(row, number, self._award(row, number, award))
            case {"all": nodes}:
                self._all(row, number, nodes, depth, option=option)
            case {"some": n, "of": nodes}:
                self._some(row, number, n, nodes, depth)
            case _:
                raise InvalidFramework(gettext("a program"), (Problem("no-kind-of-node", (), {"given": shown(node)}),))
        return number

    def _row(self, asks: str, parent: int, depth: int) -> dict[str, Content]:
        """Add a row, of which the formulas that all nodes share are filled in."""
        number = self.next
        below = self.nested[number] = self.nested.get(parent, -1) + 1
        row: dict[str, Content] = {"asked": "    " * below + asks, "parent": parent, "is_award": 0, "depth": depth}
        row["weighted"] = f"={at('progress', number)}*{at('size', number)}"
        met, open_ = quoted(self.states["met"]), quoted(self.states["undecided"])
        row["state"] = (
            f"=IF({at('nothing', number)}=1,{quoted(self.states['nothing'])},IF({at('blocked', number)}=0,{met},"
            f"IF({at('certain', number)}=1,{quoted(self.states['not-met'])},{open_})))"
        )
        self.rows.append(row)
        return row

    def _finish(self, row: dict[str, Content], number: int, words: str) -> None:
        """Number the line that a row is on among what stands in the way, and put it in words; without, it has none."""
        before = at("line", number - 1) if number > self.first else "0"
        if not words:
            row["line"] = f"={before}"
            return
        row["line"] = f"={before}+{at('listed', number)}*{at('blocked', number)}"
        row["words"] = f'=IF({at("line", number)}>{before},{words},"")'

    def _level(self, row: dict[str, Content], number: int, topic: str, needs: int) -> str:
        place = self.places.topics[topic]
        lowest = self.scales[topic][0]
        rated, level, name = working("rated", place), working("level", place), working("label", place)
        row |= {
            "nothing": f"={working('not_applicable', place)}",
            "blocked": f"=IF({at('nothing', number)}=1,0,IF({rated}=1,IF({level}>={needs},0,1),{int(lowest < needs)}))",
            "certain": f"={at('blocked', number)}*{rated}",
            "has": f'=IF({rated}=1,{level},"")',
            "needs": needs,
        }
        self._single(row, number)
        below = joined(self.say["below"], topic=name, has=at("has", number), needs=at("needs", number))
        return f"IF({rated}=1,{below},{joined(self.say['unanswered_level'], topic=name, needs=at('needs', number))})"

    def _answered(self, row: dict[str, Content], number: int, topic: str) -> str:
        place = self.places.topics[topic]
        row |= {"nothing": 0, "blocked": f"=1-{working('answered', place)}", "certain": 0}
        self._single(row, number)
        return joined(self.say["unanswered"], topic=working("label", place))

    def _evidence(self, row: dict[str, Content], number: int, topic: str, kind: str) -> str:
        place = self.places.topics[topic]
        of_topic = f"({working_block('of_topic', self.places.evidence)}={place})"
        counts = f"{of_topic}*({working_block('counts', self.places.evidence)}=1)"
        if kind:
            counts += f"*({working_block('kind', self.places.evidence)}={quoted(kind)})"
        row |= {
            "nothing": f"={working('not_applicable', place)}",
            "has": f"=SUMPRODUCT({counts})",
            "blocked": f"=IF({at('nothing', number)}=1,0,IF({at('has', number)}>0,0,1))",
            "certain": f"={at('blocked', number)}*{working('answered', place)}",
        }
        self._single(row, number)
        name = working("label", place)
        if kind:
            return joined(self.say["evidence_kind"], topic=name, kind=quoted(kind))
        return joined(self.say["evidence"], topic=name)

    def _single(self, row: dict[str, Content], number: int) -> None:
        """Fill in how far a single requirement has come: all of it or nothing."""
        nothing = at("nothing", number)
        row["progress"] = f"=IF({nothing}=1,0,1-{at('blocked', number)})"
        row["size"] = f"=1-{nothing}"

    def _share(self, row: dict[str, Content], number: int, node: Node) -> str:
        group = self._group(node["points"])
        self.shares.setdefault(list(self.awards)[-1], []).append((number, group))
        up, down = int(node["share"][0]), int(node["share"][1])
        least, best, most = (at(name, number) for name in ("least", "best", "most"))
        for name in ("least", "best", "most"):
            row[name] = f"=SUM({block(POINTS_LETTER[name], group.first, group.last, POINTS)})"
        reached = compared(node, up, down, most)
        per_cent, tenths = percent(node, most)
        nothing, blocked = at("nothing", number), at("blocked", number)
        row |= {
            "nothing": f"=IF({most}=0,1,0)",
            "blocked": f"=IF({nothing}=1,0,IF({reached(least)},0,1))",
            "certain": f"=IF({blocked}=1,IF({reached(best)},0,1),0)",
            "progress": f"=IF({nothing}=1,0,IF({blocked}=0,1,{100 * down}*{least}/({up}*{most})))",
            "size": f"=1-{nothing}",
            "has": f'=IF({nothing}=1,"",{per_cent(least)})',
            "needs": up if down == 1 else up / down,
            "could_be": f'=IF({nothing}=1,"",{per_cent(best)})',
        }
        of = of_topics([self.titles[topic] for topic in node["points"]]) if self.several else ""
        words = joined(
            self.say["share"],
            of=quoted(of),
            has=tenths(at("has", number)),
            points=least,
            most=most,
            needs=quoted(needed(node)),
        )
        more = joined(self.say["share_open"], could_be=tenths(at("could_be", number)))
        return f'{words}&IF({at("could_be", number)}>{at("has", number)},{more},"")'

    def _group(self, points: Mapping[str, Mapping[str, int]]) -> PointsRows:
        """Return where points are added up: once for all shares of the same points."""
        key = points_key(points)
        if key not in self.groups:
            first = max((group.last + 3 for group in self.groups.values()), default=POINTS_FIRST)
            by_level = {
                topic: (self.scales[topic][0], tuple(each[level] for level in sorted(each, key=int)))
                for topic, each in points.items()
            }
            self.groups[key] = PointsRows(first, by_level)
        return self.groups[key]

    def _award(self, row: dict[str, Content], number: int, award: str) -> str:
        other = self.awards[award]
        row |= {
            "is_award": 1,
            "nothing": 0,
            "blocked": f"={at('blocked', other)}",
            "certain": f"={at('certain', other)}",
            "progress": f"={at('progress', other)}",
            "size": 1,
        }
        title = quoted(self.titles[award])
        certain = joined(self.say["award"], award=title)
        return f"IF({at('certain', number)}=1,{certain},{joined(self.say['award_undecided'], award=title)})"

    def _all(self, row: dict[str, Content], number: int, nodes: Sequence[Node], depth: int, *, option: bool) -> None:
        self._finish(row, number, quoted(self.say["all_of"]) if option else "")
        below = f"{at('listed', number)}*(1-{at('nothing', number)})"
        product = ""
        for node in nodes:
            member = self.node(node, number, below, depth + option)
            if "award" in node:
                progress = at("progress", member)
                self.rows[member - self.first]["product"] = f"={progress}*{product}" if product else f"={progress}"
                product = at("product", member)
        own = sum("award" not in node for node in nodes)
        of = Members(number, self.next - 1)
        size = of.sum("size", own=True)
        mean = f"IF({size}=0,1,{of.sum('weighted', own=True)}/{size})"
        nothing = at("nothing", number)
        row |= {
            "nothing": f"=IF({of.sum('nothing', own=True)}={own},1,0)" if own else 0,
            "blocked": f"=IF({nothing}=1,0,IF({of.sum('blocked')}>0,1,0))",
            "certain": f"=IF({nothing}=1,0,IF({of.sum('certain')}>0,1,0))",
            "progress": f"=IF({nothing}=1,0,{mean}{f'*{product}' if product else ''})",
            "size": f"=IF({nothing}=1,0,MAX(1,{size}))",
        }

    def _some(self, row: dict[str, Content], number: int, n: int, nodes: Sequence[Node], depth: int) -> None:
        needs, needed, met, open_ = (at(name, number) for name in ("needs", "least", "best", "most"))
        count = joined(self.say["several_of"], count=needs)
        self._finish(row, number, f"IF({needs}=1,{quoted(self.say['one_of'])},{count})")
        members = []
        for node in nodes:
            member = self.next
            self.node(
                node,
                number,
                f"{at('listed', number)}*{at('blocked', number)}*{at('blocked', member)}",
                depth + 1,
                option=True,
            )
            members.append(member)
        of = Members(number, self.next - 1)
        for member in members:
            self.rows[member - self.first]["rank"] = f"=IF({at('nothing', member)}=1,{LAST},1+{of.further(member)})"
        left = f"({len(nodes)}-{of.sum('nothing')})"
        nothing, blocked = at("nothing", number), at("blocked", number)
        row |= {
            "nothing": f"=IF({left}=0,1,0)",
            "least": f"=MIN({n},{left})",
            "best": f"={of.count(nothing=0, blocked=0)}",
            "most": f"={of.count(nothing=0, blocked=1, certain=0)}",
            "needs": f'=IF({blocked}=1,{needed}-{met},"")',
            "blocked": f"=IF({nothing}=1,0,IF({met}>={needed},0,1))",
            "certain": f"=IF({blocked}=1,IF({open_}<{needed}-{met},1,0),0)",
            "progress": f"=IF({nothing}=1,0,{of.sum('progress', rank=needed)}/{needed})",
            "size": f"=1-{nothing}",
        }
