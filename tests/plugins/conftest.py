"""The folder of installed packages, for every test here."""

from installing import site

__all__ = ["site"]
