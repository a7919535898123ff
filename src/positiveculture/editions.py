"""Editions of one framework: which of several is the newest."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from positiveculture.framework import Framework

#: The day from which an edition is in force, then its text with runs of digits as numbers: the longer the larger.
Age: TypeAlias = tuple[date, tuple[tuple[int, int, str], ...]]


def age(framework: Framework) -> Age:
    """Return what editions of one framework are sorted by, oldest first.

    The later day of `in_force_from` is the newer, and none counts as the earliest; among equals the later text is,
    with runs of digits compared as numbers, so that edition 10 comes after edition 9.  No clock is asked.
    """
    return framework.in_force_from or date.min, tuple(map(_run, re.findall(r"\d+|\D+", framework.edition)))


def _run(text: str) -> tuple[int, int, str]:
    if not text.isdecimal():
        return 1, 0, text
    digits = "".join(str(int(sign)) for sign in text).lstrip("0")
    return 0, len(digits), digits


def oldest_first(editions: Iterable[Framework]) -> list[Framework]:
    """Return editions of one framework in their order."""
    return sorted(editions, key=age)
