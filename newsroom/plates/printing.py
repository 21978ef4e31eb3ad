"""What a plate calls while it prints. Names, attributes, filters and escaping mean what they mean in Django's templates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.template import Context, Engine, Node, Template, Variable, VariableDoesNotExist
from django.template.base import render_value_in_context
from django.template.defaultfilters import iriencode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject, empty
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]

from articles import addresses

Names = Mapping[str, Any]


class Missing:
    """What a name stands for that nothing gave a value."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing()
_is_asked_by_item: dict[type, bool] = {}


def find(context: Context, name: str) -> Any:
    """Return what a name stands for, or MISSING."""
    for scope in reversed(context.dicts):
        if name in scope:
            value = scope[name]
            return Variable(name).resolve(context) if callable(value) else value
    return MISSING


def get(context: Context, value: Any, bit: str) -> Any:
    """Return what `value.bit` stands for, or MISSING."""
    kind = type(value)
    if kind is SimpleLazyObject:
        value = _unwrapped(value)
        kind = type(value)
    by_item = _is_asked_by_item.get(kind)
    if by_item is None:
        by_item = _is_asked_by_item[kind] = hasattr(kind, "__getitem__") and not issubclass(kind, tuple)  # which has but numbers
    if by_item:
        return _get_slowly(context, value, bit)
    try:
        found = getattr(value, bit)
    except Exception:  # noqa: BLE001 - Django knows which of them are silent
        return MISSING if value is None or value is MISSING else _get_slowly(context, value, bit)
    return _get_slowly(context, value, bit) if callable(found) else found


def _unwrapped(lazy: Any) -> Any:
    """Return what stands behind a lazy object, past its own `__getattribute__`: each page asks `site` thirty times."""
    found = object.__getattribute__(lazy, "__dict__")["_wrapped"]
    if found is not empty:
        return found
    lazy._setup()
    return _unwrapped(lazy)


def _get_slowly(context: Context, value: Any, bit: str) -> Any:
    """Ask Django, for whom items come before attributes, and what can be called is called."""
    if type(value) is dict and bit in value and not callable(value[bit]):
        return value[bit]
    if isinstance(value, str) and not hasattr(value, bit) and not bit.isdigit():
        return MISSING
    with context.push(it=value):
        try:
            return _variable(bit).resolve(context)
        except VariableDoesNotExist:
            return MISSING


@lru_cache(maxsize=1024)
def _variable(bit: str) -> Variable:
    return Variable(f"it.{bit}")


def demanded(value: Any, name: str) -> Any:
    """Return the argument of a filter; Django has no page without it."""
    if value is MISSING:
        raise VariableDoesNotExist("Failed lookup for key [%s]", (name,))
    return value


def text(context: Context, value: Any) -> str:
    """Write a value into the page, escaped unless it is HTML already."""
    kind = type(value)
    if kind is str:  # as html.escape writes it: sixty times a page
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#x27;")  # type: ignore[no-any-return]
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    if value is MISSING:
        return ""
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return str(value)
    return render_value_in_context(value, context)


def filtering(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what applies a filter as its marks say: `(context, value, *arguments)`."""
    if function is iriencode:
        return _encoded
    is_local, wants_autoescape, is_safe = (getattr(function, mark, False) for mark in ("expects_localtime", "needs_autoescape", "is_safe"))

    def apply(context: Context, value: Any, *arguments: Any) -> Any:
        if is_local:
            value = template_localtime(value, context.use_tz)
        more = {"autoescape": context.autoescape} if wants_autoescape else {}
        new = function(value, *arguments, **more)
        return mark_safe(new) if is_safe and isinstance(value, SafeData) else new  # noqa: S308 - as Django does

    return apply


def _encoded(_context: Context, value: Any) -> Any:
    return addresses.encoded(value) if type(value) is str else iriencode(value)


_COMPARING: dict[str, Callable[[Any, Any], Any]] = {
    "in": lambda one, other: one in other,
    "not in": lambda one, other: one not in other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
}


def compared(word: str, one: Any, other: Any) -> Any:
    """Compare in a condition. What cannot be compared is not so."""
    try:
        return _COMPARING[word](one, other)
    except Exception:  # noqa: BLE001 - any, as Django does
        return False


def items(value: Any) -> Sequence[Any]:
    """Return what a loop goes through."""
    if value is None or value is MISSING:
        return ()
    return value if hasattr(value, "__len__") else list(value)


def unpacked(item: Any, count: int) -> Iterable[Any]:
    """Return an item's parts, for a loop with several names."""
    parts = tuple(item)
    if len(parts) != count:
        raise ValueError(f"Need {count} values to unpack in for loop; got {len(parts)}. ")
    return parts


def loop_facts(place: int, count: int, parent: Any) -> dict[str, Any]:
    """Return `forloop`."""
    return {
        "parentloop": parent or {},
        "counter0": place,
        "counter": place + 1,
        "revcounter": count - place,
        "revcounter0": count - place - 1,
        "first": place == 0,
        "last": place == count - 1,
    }


class Said(dict[str | None, str]):
    """A sentence that is the same on every page of a language, by language."""

    def __init__(self, node: Any, engine: Engine) -> None:
        self.node, self.engine = node, engine

    def __missing__(self, language: str | None) -> str:
        context = Context()
        with context.bind_template(Template("", engine=self.engine)):
            said = self.node.render(context)
        self[language] = context[self.node.asvar] if self.node.asvar else said
        return self[language]


class Address(dict[tuple[str | None, str], str]):
    """Where a name leads that takes no words, by `site_root`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __missing__(self, root: tuple[str | None, str]) -> str:
        found = self[root] = conditional_escape(reverse(self.name))
        return found


def site_root() -> tuple[str | None, str]:
    """Return what addresses are looked up in, and what stands before them."""
    return get_urlconf(), get_script_prefix()


def within(context: Context, names: dict[str, Any], unsure: Names, *, is_open: bool) -> Context:
    """Return a context in which Django's own nodes find the plate's names, also the unsure ones that have a value.

    Pop one scope from it afterwards.
    """
    names |= {name: value for name, value in unsure.items() if value is not MISSING}
    there = context if is_open else context.new()
    there.dicts.append(names)
    return there


def drawn_by(node: Node, context: Context) -> str:
    """Let Django draw a node."""
    try:
        return str(node.render_annotated(context))
    finally:
        context.dicts.pop()


def set_by(node: Node, context: Context, name: str) -> Any:
    """Let Django's node give a name its value, and return that."""
    try:
        node.render_annotated(context)
        return context.dicts[-1].get(name, MISSING)
    finally:
        context.dicts.pop()


def called(function: Callable[..., Any], context: Context, *arguments: Any, **named: Any) -> Any:
    """Call a tag that takes the context."""
    try:
        return function(context, *arguments, **named)
    finally:
        context.dicts.pop()


def included(engine: Engine, context: Context, name: Any) -> str:
    """Draw the template that a page names while it is drawn: by its name, or itself, or the first there is of several names."""
    try:
        if isinstance(name, str):
            return str(engine.get_template(name).render(context))
        template = getattr(name, "template", name) if hasattr(name, "render") else engine.select_template(name)
        return str(template.render(context))
    finally:
        context.dicts.pop()
