"""Editions of one framework: which of several is the newest."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from positiveculture.framework import Framework

#: The day from which an edition is in force, then its text with runs of digits as numbers.
Age: TypeAlias = tuple[date, tuple[tuple[int, int, str], ...]]


def age(framework: Framework) -> Age:
    """Return what editions of one framework are sorted by, oldest first.

    The later day of `in_force_from` is the newer, and none counts as the earliest; among equals the later text is,
    with runs of digits compared as numbers, so that edition 10 comes after edition 9.  No clock is asked.
    """
    runs = re.findall(r"[0-9]+|[^0-9]+", framework.edition)
    digits = {run: run.lstrip("0") for run in runs if run.isdecimal()}  # never an int, which may be too long for one
    text = tuple((0, len(digits[run]), digits[run]) if run in digits else (1, 0, run) for run in runs)
    return framework.in_force_from or date.min, text


def oldest_first(editions: Iterable[Framework]) -> list[Framework]:
    """Return editions of one framework in their order."""
    return sorted(editions, key=age)
