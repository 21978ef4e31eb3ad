"""What stands between a template's braces, as Python."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.template import Variable
from django.template.base import FilterExpression
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from newsroom.plates import printing

NOT_KNOWN: Final = object()
_LITERALS = {"True": True, "False": False, "None": None}
_PLAIN_WORDS = {"and": "and", "or": "or", "==": "==", "!=": "!=", "is": "is", "is not": "is not"}


class Refused(Exception):
    """A template holds what no plate can be made of."""


@dataclass(frozen=True, slots=True)
class Value:
    """A Python expression. `known`: what it is in every page, if that can be said beforehand. `may_miss`: it may be MISSING."""

    source: str
    known: Any = NOT_KNOWN
    may_miss: bool = False

    @property
    def is_known(self) -> bool:
        return self.known is not NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for at a place in a template. `is_open`: other names are looked for in the page's context."""

    names: dict[str, Value]
    is_open: bool = True

    def with_names(self, more: dict[str, Value]) -> "Scope":
        return replace(self, names=self.names | more)


class Writer:
    """Writes expressions, and keeps what they name: `kept` are objects by local, `free` locals by their name in the page's context."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.free: dict[str, str] = {}
        self._numbers: dict[int, str] = {}
        self._count = 0

    def new(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def keep(self, thing: Any) -> str:
        """Return the name under which the function finds a thing."""
        name = self._numbers.get(id(thing))
        if name is None:
            name = self._numbers[id(thing)] = self.new("k")
            self.kept[name] = thing
        return name

    def constant(self, thing: Any) -> Value:
        plain = type(thing) in {str, int, float, bool} or thing is None
        return Value(repr(thing) if plain else self.keep(thing), NOT_KNOWN if isinstance(thing, Promise) else thing)

    def name(self, name: str, scope: Scope) -> Value:
        if name in scope.names:
            return scope.names[name]
        if name in _LITERALS:
            return self.constant(_LITERALS[name])
        if not scope.is_open:
            return Value("MISSING", printing.MISSING, may_miss=True)
        if name not in self.free:
            self.free[name] = self.new("c")
        return Value(self.free[name], may_miss=True)

    def variable(self, variable: Variable, scope: Scope) -> Value:
        if variable.translate or variable.message_context:
            raise Refused(f"_({variable.var})")
        if variable.lookups is None:
            return self.constant(variable.literal)
        first, *bits = variable.lookups
        found = self.name(first, scope)
        for bit in bits:
            if found.is_known and found.known in {None, printing.MISSING, ""} and not hasattr(found.known, bit):
                return Value("MISSING", printing.MISSING, may_miss=True)
            found = Value(f"get(context, {found.source}, {bit!r})", may_miss=True)
        return found

    def value(self, expression: FilterExpression, scope: Scope, *, missing: str = "''") -> Value:
        """Write an expression with its filters. `missing` takes the place of what is missing; MISSING leaves it, where no filter is."""
        first = self.variable(expression.var, scope) if expression.is_var else self.constant(expression.var)
        if not expression.filters and missing == "MISSING":
            return first
        found = self.without_missing(first, missing="None" if missing == "MISSING" else missing)
        for function, arguments in expression.filters:
            given = "".join(f", {self._argument(is_name, argument, scope)}" for is_name, argument in arguments)
            found = Value(f"{self.keep(_filter_of(function))}(context, {found.source}{given})")
        return found

    def without_missing(self, value: Value, *, missing: str) -> Value:
        if not value.may_miss:
            return value
        if value.known is printing.MISSING:
            return self.constant({"''": "", "None": None}[missing])
        it = self.new("t")
        return Value(f"({it} if ({it} := {value.source}) is not MISSING else {missing})")

    def _argument(self, is_name: bool, argument: Any, scope: Scope) -> str:  # noqa: FBT001 - as Django keeps it
        if not is_name:
            return self.constant(mark_safe(argument)).source  # noqa: S308 - written in the template
        found = self.variable(argument, scope)
        return f"demanded({found.source}, {str(argument.var)!r})" if found.may_miss else found.source

    def test(self, condition: Any, scope: Scope) -> Value:
        """Write a condition: a tree of `django.template.smartif`."""
        if isinstance(condition.value, FilterExpression):
            return self.value(condition.value, scope, missing="MISSING")
        one = self.test(condition.first, scope)
        if condition.id == "not":
            return Value(f"(not {one.source})", NOT_KNOWN if not one.is_known else not one.known)
        other = self.test(condition.second, scope)
        if condition.id in {"and", "or"}:
            return _joined(condition.id, one, other)
        first, second = (self.without_missing(part, missing="None").source for part in (one, other))
        if condition.id in _PLAIN_WORDS:
            return Value(f"({first} {_PLAIN_WORDS[condition.id]} {second})")
        return Value(f"compared({condition.id!r}, {first}, {second})")


def _joined(word: str, one: Value, other: Value) -> Value:
    """Join two conditions; one that is known decides already, or is left out."""
    for known, left in ((one, other), (other, one)):
        if known.is_known:
            return left if bool(known.known) is (word == "and") else Value(known.source, bool(known.known))
    return Value(f"({one.source} {word} {other.source})")


_filters: dict[Callable[..., Any], Callable[..., Any]] = {}


def _filter_of(function: Callable[..., Any]) -> Callable[..., Any]:
    return _filters.setdefault(function, printing.filtering(function))


def known_text(value: Any) -> str | None:
    """Return how a known value is written into a page, if that is the same everywhere."""
    if type(value) is SafeString:
        return str(value)
    if value is printing.MISSING:
        return ""
    return str(value) if type(value) is int else None
