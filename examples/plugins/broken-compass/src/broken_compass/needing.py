"""Needs a package that is not among its dependencies."""

import a_lodestone_that_nobody_has as framework

__all__ = ["framework"]
