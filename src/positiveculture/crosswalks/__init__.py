"""The crosswalks that come with this library: links between four of its frameworks, reviewed by its engineers."""

from pathlib import Path

from positiveculture.convert.crosswalks import crosswalk_from_dict
from positiveculture.crosswalk import Crosswalk
from positiveculture.files import read_payload


def _shipped(name: str) -> Crosswalk:
    """Return the crosswalk in a file beside this one; whoever finds it checks it against the frameworks."""
    return crosswalk_from_dict(read_payload(Path(__file__).with_name(f"{name}.toml")))


def wigan_and_wales() -> Crosswalk:
    """Return the links from Progress for Wigan Ethical Homecare Providers to the Welsh guide on positive cultures."""
    return _shipped("wigan-progress--wales-positive-cultures")


def wigan_and_cqc() -> Crosswalk:
    """Return the links from Progress for Wigan Ethical Homecare Providers to well-led, CQC-style."""
    return _shipped("wigan-progress--cqc-style-well-led")


def wigan_and_gloucestershire() -> Crosswalk:
    """Return the links from Progress for Wigan Ethical Homecare Providers to Gloucestershire's practice culture."""
    return _shipped("wigan-progress--gloucestershire-practice-culture")


def wales_and_cqc() -> Crosswalk:
    """Return the links from the Welsh guide on positive cultures to well-led, CQC-style."""
    return _shipped("wales-positive-cultures--cqc-style-well-led")


def wales_and_gloucestershire() -> Crosswalk:
    """Return the links from the Welsh guide on positive cultures to Gloucestershire's practice culture."""
    return _shipped("wales-positive-cultures--gloucestershire-practice-culture")


def cqc_and_gloucestershire() -> Crosswalk:
    """Return the links from well-led, CQC-style, to Gloucestershire's practice culture."""
    return _shipped("cqc-style-well-led--gloucestershire-practice-culture")
