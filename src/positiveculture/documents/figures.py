"""Figures of a panel in words: shares, means, medians; one that is suppressed is shown as withheld."""

from fractions import Fraction

from positiveculture.documents.english import hundredths
from positiveculture.gettext import gettext
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.protection import Suppressed
from positiveculture.sentences import span


def percent_text(share: Fraction) -> str:
    """Return a share in whole per cent, rounded half up; only none is 0 %, and only all is 100 %."""
    whole = int(share * 100 + Fraction(1, 2))
    if share not in (0, 1):
        whole = min(max(whole, 1), 99)
    return gettext("{number} %").format(number=whole)


def mean_text(mean: Fraction | Suppressed) -> str:
    """Return a mean with two decimals, rounded half up, or that it is withheld."""
    return gettext("withheld") if isinstance(mean, Suppressed) else hundredths(mean)


def share_text(shares: Shares | Suppressed, *, negative: bool) -> str:
    """Return a share of very negative or of positive answers, or that it is withheld."""
    if isinstance(shares, Suppressed):
        return gettext("withheld")
    return percent_text(shares.very_negative if negative else shares.positive)


def between_text(figure: Distribution) -> str:
    """Return the lowest and the highest level that somebody chose."""
    given = [level.number for level, n in zip(figure.scale.levels, figure.counts, strict=True) if n]
    return gettext("from {lowest} to {highest}").format(lowest=given[0], highest=given[-1])


def median_text(figure: Distribution | Suppressed) -> str:
    """Return the median level, or the two where the middle is split."""
    if isinstance(figure, Suppressed):
        return gettext("withheld")
    return span(*map(str, figure.median))
