"""Law: no steps take less effort, held against a solver of mixed integer programs where trying would take too long."""

from fractions import Fraction

import pytest
from audits import EFFORTS, SHAPES, Audit, audits, begun
from hypothesis import given, settings

from positiveculture.routes.solver import solve

pytest.importorskip("scipy", reason="the solver that routes are held against")

from milp import least_effort


def is_least(audit: Audit) -> None:
    """Hold that the steps take no more effort than the solver's."""
    steps = solve(audit.program, audit.award, audit.state.answers, audit.effort)

    expected = least_effort(audit.program, audit.award, audit.state, audit.effort)

    assert expected == sum((audit.effort[step.topic] for step in steps), start=Fraction(0))


@pytest.mark.parametrize("shape", SHAPES)
def test_published_shapes(shape: str) -> None:
    """The shapes of published audits are solved at the least effort, at whatever stage."""
    for seed, (answered, efforts) in enumerate(zip((0, 0.5, 0.8), EFFORTS, strict=True)):
        is_least(begun(SHAPES[shape], seed, answered, efforts))


@settings(max_examples=50, deadline=None)
@given(audits())
def test_drawn_audits(audit: Audit) -> None:
    """Audits that mix shares, some of many, and met or explained, are solved at the least effort."""
    is_least(audit)
