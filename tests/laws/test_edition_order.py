"""Which edition is the newest: by the day from which it is in force, then by its text, digits as numbers."""

from datetime import date

import attrs
from hypothesis import given, strategies as st

from positiveculture import get_framework
from positiveculture.editions import age, oldest_first
from positiveculture.framework import Framework
from positiveculture.testing.strategies import frameworks

DAYS = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))
TEXTS = st.from_regex(r"[a-z0-9.-]{1,12}", fullmatch=True)


def edition(framework: Framework, text: str, day: date | None) -> Framework:
    """Return an edition of a framework."""
    return attrs.evolve(framework, edition=text, in_force_from=day, in_force_until=None)


@given(frameworks(), st.lists(st.tuples(TEXTS, DAYS), min_size=1, max_size=6))
def test_the_latest_in_force_is_the_newest(framework: Framework, drawn: list[tuple[str, date | None]]) -> None:
    """No edition comes into force later than the newest, and one without a day is never newer than one with a day."""
    *older, newest = oldest_first(edition(framework, text, day) for text, day in drawn)
    assert all((each.in_force_from or date.min) <= (newest.in_force_from or date.min) for each in older)


@given(frameworks(), TEXTS, st.integers(0, 10**6), st.integers(0, 10**6), DAYS)
def test_digits_are_numbers(framework: Framework, text: str, first: int, second: int, day: date | None) -> None:
    """Among editions of one day the larger number is the newer, however many digits it has."""
    one, other = (age(edition(framework, f"{text}-{number}", day)) for number in (first, second))
    assert (first < second) == (one < other)
    assert (first == second) == (one == other)
    assert other < age(edition(framework, f"{text}-{'9' * 5000}", day))


def test_digits_without_end() -> None:
    """A number of thousands of digits, and digits of other scripts, are numbers too."""
    framework = get_framework("wigan-progress")
    texts = ["٣", "8", "９９", "9" * 5000, "1" + "0" * 5000]

    assert oldest_first(edition(framework, text, None) for text in reversed(texts)) == [
        edition(framework, text, None) for text in texts
    ]


@given(frameworks(), st.lists(st.tuples(TEXTS, DAYS), max_size=6), st.randoms(use_true_random=False))
def test_the_order_is_of_the_editions(framework: Framework, drawn: list[tuple[str, date | None]], luck: object) -> None:
    """The order in which editions are found does not matter."""
    editions = [edition(framework, text, day) for text, day in drawn]
    shuffled = list(editions)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [age(each) for each in oldest_first(editions)] == [age(each) for each in oldest_first(shuffled)]
