'''Rewrites source so that mutmut sees all of it: what is decorated calls a plain method, which can be mutated.

mutmut passes by every function with a decorator, and the domain answers many questions by properties.  So in the copy
that is mutated, and only there, a property

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.here}--{self.there}"

becomes one that calls a method of the same body:

    @property
    def name(self) -> str:
        return self.name_told()

    def name_told(self) -> str:
        """What it is called."""
        return f"{self.here}--{self.there}"
'''

import ast
from collections.abc import Iterator

#: What the plain method is called, after what it was.
SUFFIX = "_told"

#: Decorators of methods that mutmut mutates as they are.
SEEN = ("staticmethod", "classmethod")


def plainly(source: str) -> str:
    """Return `source` with each decorated method parted in two; protocols have nothing to mutate."""
    lines = source.splitlines(keepends=True)
    for method in sorted(_hidden(ast.parse(source)), key=lambda method: -method.lineno):
        begin, body = method.lineno - 1, method.body[0].lineno - 1
        signature = "".join(lines[begin:body])
        name, own = method.name, method.args.args[0].arg
        others = ", ".join(each.arg for each in method.args.args[1:])
        call = f"{' ' * method.body[0].col_offset}return {own}.{name}{SUFFIX}({others})\n\n"
        lines[begin:body] = [signature, call, signature.replace(f"def {name}(", f"def {name}{SUFFIX}(", 1)]
    return "".join(lines)


def _hidden(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for kind in tree.body:
        if isinstance(kind, ast.ClassDef) and "Protocol" not in map(ast.unparse, kind.bases):
            for method in kind.body:
                if isinstance(method, ast.FunctionDef) and {*map(ast.unparse, method.decorator_list)} - {*SEEN}:
                    yield method
