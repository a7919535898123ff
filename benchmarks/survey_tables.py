"""Times a survey in a table beside hand-written pandas: ours protects small numbers, by hand publishes all figures.

Processor time is compared, since both compute and do nothing else; both give answers and theme means of every team.

By hand means, for each team and item, how many gave each answer, and for each team the mean of its theme scores, in
pandas.  Needs the dependency group `engines`.
"""

import sys
from importlib import import_module
from statistics import median
from time import process_time
from typing import Any

import polars as pl
from panels import ITEMS, THEMES, survey
from sidebyside import figure, held, ratio, smoke, timed

from positiveculture.tables import summarise_table

#: How many times as long as hand-written pandas.
BY_HAND = 0.6

try:
    np, pd = import_module("numpy"), import_module("pandas")
except ModuleNotFoundError as error:
    sys.stderr.write(f"NOT MEASURED: {error.name} is not installed: pip install --group engines\n")
    sys.exit(0)

FRAMEWORK = survey("The mean of the items.")
IDS = [topic.id for topic in FRAMEWORK.topics]


def answers(rows: int, teams: int) -> Any:
    """Return what so many people in so many teams answered, in pandas; one in fifty leaves something out."""
    random = np.random.default_rng(7)
    frame = pd.DataFrame({id_: random.integers(1, 6, rows).astype("float64") for id_ in IDS})
    for who in range(0, rows, 50):
        frame.iloc[who, who // 50 % ITEMS] = np.nan
    frame.insert(0, "team", [f"team {place}" for place in random.integers(0, teams, rows)])
    return frame


def by_hand(frame: Any) -> dict[str, Any]:
    """Return the figures of each team: answers to each item, and the mean theme scores."""
    found: dict[str, Any] = {"replied": frame.groupby("team").size()}
    for id_ in IDS:
        found[id_] = frame.groupby(["team", id_]).size()
    scored = frame[IDS].copy()
    for topic in FRAMEWORK.topics:
        if topic.reverse_scored:
            scored[topic.id] = 6 - scored[topic.id]
    means = pd.DataFrame(
        {
            f"theme-{theme}": scored[
                [topic.id for topic in FRAMEWORK.topics if topic.principle == f"theme-{theme}"]
            ].mean(axis=1, skipna=False)
            for theme in range(THEMES)
        }
    )
    found["themes"] = means.groupby(frame["team"]).mean()
    return found


def ours(frame: Any) -> Any:
    """Return the same, with small numbers protected."""
    summary = summarise_table(frame, FRAMEWORK, groups=["team"])
    return summary, [summary.mean(theme, group) for theme in summary.themes for group in summary.groups]


def main() -> int:
    """Print what was measured; return 1 where the bound does not hold."""
    quick = smoke(__doc__)
    rows, teams, rounds = (2_000, 20, 3) if quick else (100_000, 200, 7)
    frame = answers(rows, teams)
    other = pl.from_pandas(frame)
    times = timed(
        {
            "ours": lambda: ours(frame),
            "on Polars": lambda: ours(other),
            "by hand": lambda: by_hand(frame),
        },
        rounds,
        process_time,
    )
    told = ", ".join(f"{name} {figure(median(each))}" for name, each in times.items())
    print(f"{rows:,} respondents, {ITEMS} items, {teams} teams: {told}")
    summary, loose = summarise_table(frame, FRAMEWORK, groups=["team"], min_respondents=1), by_hand(frame)
    if summary.replied(("team 1",)) != loose["replied"]["team 1"]:
        raise AssertionError("what is written by hand says something else")
    good = True
    for name in ("ours", "on Polars"):
        measured, best = ratio(times, name, "by hand")
        good &= held(f"    {name}, protected / by hand, unprotected", measured, BY_HAND, best)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
