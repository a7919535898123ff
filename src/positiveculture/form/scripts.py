"""The scripts and the style of a form, as in the files next to this one; plain JavaScript, made of nothing else."""

from importlib.resources import files

from positiveculture.render.html import STYLE as DOCUMENT_STYLE, packed

_HERE = files("positiveculture.form")


def _text(name: str) -> str:
    return _HERE.joinpath(name).read_text(encoding="utf-8")


#: Judges answers by a framework's program, and reads nothing else.
JUDGE = _text("judge.js")


def _packed(code: str) -> str:
    """Return a script without its comments and indents, a sixth of it: no text in ours spans lines."""
    lines = (line.strip() for line in code.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/*", "*")))


#: All that a page with a form runs: the judge, the words of a verdict, files, and what happens at the fields.
SCRIPT = _packed(JUDGE + _text("reasons.js") + _text("file.js") + _text("form.js"))

#: What a form looks like; every rule is for what is inside `.positiveculture`.
STYLE = DOCUMENT_STYLE + packed(_text("form.css"))
