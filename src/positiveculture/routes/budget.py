"""How much is weighed for one route, before its award's rule counts as too large to solve exactly."""

import attrs

from positiveculture.gettext import gettext


@attrs.frozen(str=False)
class TooMuch(Exception):
    """The rule is too large to solve exactly."""

    reason: str


@attrs.define
class Budget:
    """How much may still be weighed for one route."""

    most: int
    #: What is too many when there are more than `most` of it.
    what: str
    spent: int = 0

    def spend(self, amount: int) -> None:
        """Take `amount` from what is left.

        Raises:
            TooMuch: There is not so much left.
        """
        self.spent += amount
        if self.spent > self.most:
            words = gettext("{what} more than {most} times, too many to be exact")
            raise TooMuch(words.format(what=gettext(self.what), most=f"{self.most:,}"))
