"""Imports what is not there: a mistake of its own."""

from math import lodestone as framework

__all__ = ["framework"]
