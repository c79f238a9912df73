"""Where the package builds messages, found in its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import receipt_desktop

PACKAGE = Path(receipt_desktop.__file__).parent
HELPERS = {
    "make_file_refusal": (1, frozenset({"name"})),
    "_make_issue": (0, frozenset()),
    "_make_alert": (0, frozenset()),
    "_make_healthy": (1, frozenset()),
    "_make_degraded": (1, frozenset()),
    "_make_unhealthy": (1, frozenset()),
    "_make_missing_engine": (1, frozenset()),
    "_make_finding": (2, frozenset()),
    "Unusable": (1, frozenset({"path"})),
    "Message": (0, frozenset()),
    "messages.text": (0, frozenset()),
}
"""Functions that take a key: its position, and the parameters that they give themselves."""
PREFIXES = {
    "_make_issue": "issue_",
    "_make_alert": "issue_",
    "_make_healthy": "finding_",
    "_make_degraded": "finding_",
    "_make_unhealthy": "finding_",
    "_make_missing_engine": "finding_",
    "_make_finding": "finding_",
}


@dataclass(frozen=True, slots=True)
class Site:
    """One call that builds a message."""

    place: str
    """File and line."""
    key: str
    parameters: frozenset[str]
    is_open: bool
    """Whether further parameters are given by name only when the program runs."""


@cache
def trees() -> dict[Path, ast.Module]:
    """The syntax tree of each module outside the catalogue."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {
        file: ast.parse(file.read_text(encoding="utf-8"))
        for file in files
        if file.parent.name != "messages"
    }


def error_classes() -> set[str]:
    """The names of all classes that derive from `ReceiptError`."""
    definitions = [
        (node.name, {name_of(base) for base in node.bases})
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    found: set[str] = set()
    more = {"ReceiptError"}
    while more - found:
        found |= more
        more = {name for name, bases in definitions if bases & found}
    return found


@cache
def sites() -> tuple[Site, ...]:
    """Every call with a key that is written in the code."""
    return tuple(_find_sites())


def _find_sites() -> Iterator[Site]:
    errors = error_classes()
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = dotted_name(node.func)
            if name in errors:
                position, given = 0, frozenset[str]()
            elif name in HELPERS:
                position, given = HELPERS[name]
            else:
                continue
            if len(node.args) <= position:
                continue
            for key in literals(node.args[position]):
                yield Site(
                    f"{file.relative_to(PACKAGE)}:{node.lineno}",
                    PREFIXES.get(name, "") + key,
                    given | named(node, position),
                    any(keyword.arg is None for keyword in node.keywords)
                    or (name == "Message" and not isinstance(last(node), ast.Dict)),
                )


def last(node: ast.Call) -> ast.expr:
    """The parameters of a message; an empty dict without any."""
    return node.args[1] if len(node.args) > 1 else ast.Dict([], [])


def named(node: ast.Call, position: int) -> frozenset[str]:
    """The names of the parameters that the call gives."""
    keywords = {keyword.arg for keyword in node.keywords if keyword.arg}
    following = node.args[position + 1] if len(node.args) > position + 1 else None
    if isinstance(following, ast.Dict):
        keywords |= {str(key.value) for key in following.keys if isinstance(key, ast.Constant)}
    return frozenset(keywords)


def literals(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may be, as far as they are written in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from literals(value)


def name_of(node: ast.expr) -> str:
    """The bare name of what is called."""
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def dotted_name(node: ast.expr) -> str:
    """What is called, as `name` or `module.name`; empty for other expressions."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@cache
def strings() -> dict[str, set[str]]:
    """Every string in the code outside the catalogue, docstrings left out, and its modules."""
    found: dict[str, set[str]] = {}
    for file, tree in trees().items():
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in docstrings:
                found.setdefault(str(node.value), set()).add(str(file.relative_to(PACKAGE)))
    return found
