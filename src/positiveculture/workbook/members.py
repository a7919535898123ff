"""The members of a node: formulas that ask their rows, among those of all that is below the node."""

import attrs

from positiveculture.workbook.columns import LETTER, at
from positiveculture.workbook.formulas import block


@attrs.frozen
class Members:
    """The rows of a node's members, among those of all that is below it."""

    parent: int
    last: int

    def block(self, name: str) -> str:
        """Return a column of all that is below the node."""
        return block(LETTER[name], self.parent + 1, self.last)

    def sum(self, name: str, *, own: bool = False, rank: str = "") -> str:
        """Return a formula that adds up a column of the members.

        Args:
            name: The column.
            own: Whether other awards are left out.
            rank: A formula of how many of the furthest members are taken; "": all are.
        """
        only = f",{self.block('is_award')},0" if own else ""
        first = f',{self.block("rank")},"<="&{rank}' if rank else ""
        return f"SUMIFS({self.block(name)},{self.block('parent')},{self.parent}{only}{first})"

    def count(self, **values: int) -> str:
        """Return a formula that counts the members with these values in these columns."""
        asked = "".join(f",{self.block(name)},{value}" for name, value in values.items())
        return f"COUNTIFS({self.block('parent')},{self.parent}{asked})"

    def further(self, member: int) -> str:
        """Return a formula that counts the members that are further than one, or as far and before it."""
        progress, row = self.block("progress"), at("progress", member)
        before = f"({progress}={row})*(ROW({progress})<{member})"
        return (
            f"SUMPRODUCT(({self.block('parent')}={self.parent})*({self.block('nothing')}=0)"
            f"*(({progress}>{row})+{before}))"
        )
