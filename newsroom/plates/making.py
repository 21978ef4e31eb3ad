"""A template's nodes, written as one Python function."""

import linecache
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.template import Context, Engine, Node, NodeList, Variable
from django.template.base import FilterExpression, TextNode, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, LoadNode, RegroupNode, URLNode, WithNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, GetCurrentLanguageBidiNode, GetCurrentLanguageNode, TranslateNode
from django.templatetags.l10n import LocalizeNode
from django.templatetags.static import StaticNode
from django.utils.html import conditional_escape
from django.utils.translation import get_language, get_language_bidi

from newsroom.plates import printing
from newsroom.plates.expressions import Refused, Scope, Value, Writer, known_text

Printing = Callable[[Context], str]
_CALLED = {
    named.__name__: named
    for named in (
        printing.find, printing.get, printing.demanded, printing.text, printing.compared, printing.items, printing.unpacked,
        printing.loop_facts, printing.within, printing.drawn_by, printing.set_by, printing.called, printing.included,
        printing.site_root, get_language, conditional_escape,
    )
} | {"MISSING": printing.MISSING}  # fmt: skip
"""What a function finds under its own name."""


def printing_of(nodes: NodeList, engine: Engine, *, name: str) -> Printing:
    """Make a template's function. Raises Refused for what only Django can draw, and Django's own errors."""
    maker = _Maker(engine, name)
    chain = list(_chain(nodes, engine))
    maker.blocks = {block: node for nodes in reversed(chain) for block, node in _blocks_of(nodes).items()}
    with maker.indented():
        maker.draw_frame(chain[-1], Scope({}))
        maker.flush()
    begin = [f"    {local} = find(context, {named!r})" for named, local in maker.writer.free.items()]
    if maker.speaks:
        begin.append("    language = get_language()")
    lines = ["def draw(context):", *begin, "    out = []", "    w = out.append", *maker.lines, '    return "".join(out)']
    return _function(lines, maker, name)


def _function(lines: list[str], maker: "_Maker", name: str) -> Printing:
    """Compile the lines, and leave them where a traceback looks for them."""
    source, file = "\n".join(lines), f"<plate of {name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    space = _CALLED | maker.writer.kept
    exec(compile(source, file, "exec"), space)  # noqa: S102 - written here, of our own templates
    return space["draw"]  # type: ignore[no-any-return]


def _chain(nodes: NodeList, engine: Engine) -> Iterator[NodeList]:
    """Yield a template's nodes, then those of what it extends, up to the page's frame."""
    yield nodes
    first = next((node for node in nodes if not isinstance(node, TextNode)), None)
    if isinstance(first, ExtendsNode):
        parent: Any = first.parent_name
        if parent.is_var or parent.filters:
            raise Refused("extends")
        yield from _chain(engine.get_template(parent.var).nodelist, engine)


def _blocks_of(nodes: NodeList) -> dict[str, BlockNode]:
    first = next((node for node in nodes if isinstance(node, ExtendsNode)), None)
    if first is not None:
        return dict(first.blocks)
    found: list[Any] = nodes.get_nodes_by_type(BlockNode)
    return {node.name: node for node in found}


class _Words(str):
    """What stands in the template as it is drawn; other parts are Python."""

    __slots__ = ()


class _Maker:
    """Writes a function's lines. What is drawn is gathered in `_drawn`, and written out in one piece before anything else happens."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.writer = Writer()
        self.lines: list[str] = []
        self.blocks: dict[str, BlockNode] = {}
        self.speaks = False
        self._drawn: list[str | _Words] = []
        self._depth = 0
        self._within = [name]
        self._draw_by_kind: dict[type[Node], Callable[[Any, Scope], None]] = {
            TextNode: lambda node, _scope: self.words(node.s),
            VariableNode: lambda node, scope: self.show(self.writer.value(node.filter_expression, scope, missing="MISSING")),
            LoadNode: lambda _node, _scope: None,
            CommentNode: lambda _node, _scope: None,
            IfNode: self._if,
            ForNode: self._for,
            WithNode: self._with,
            IncludeNode: self._include,
            BlockNode: self._block,
            SimpleNode: self._simple,
            GetCurrentLanguageNode: self._language,
            GetCurrentLanguageBidiNode: self._direction,
            RegroupNode: lambda node, scope: self._set(node, node.var_name, scope),
            TranslateNode: self._translate,
            BlockTranslateNode: self._block_translate,
            URLNode: self._address,
            StaticNode: self._by_django,
            InclusionNode: self._by_django,
            LocalizeNode: self._by_django,
        }

    # Lines

    def words(self, words: str) -> None:
        """Draw what is the same on every page."""
        if self._drawn and isinstance(self._drawn[-1], _Words):
            words = self._drawn.pop() + words
        if words:
            self._drawn.append(_Words(words))

    def show(self, value: Value) -> None:
        """Draw a value, escaped."""
        known = known_text(value.known) if value.is_known else None
        if known is None:
            self._drawn.append(f"text(context, {value.source})")
        else:
            self.words(known)

    def flush(self) -> None:
        drawn, self._drawn = [repr(str(part)) if isinstance(part, _Words) else part for part in self._drawn], []
        if len(drawn) == 1:
            self.lines.append(f"{'    ' * self._depth}w({drawn[0]})")
        elif drawn:
            self.lines.append(f"{'    ' * self._depth}out += ({', '.join(drawn)})")

    def line(self, line: str) -> None:
        self.flush()
        self.lines.append(f"{'    ' * self._depth}{line}")

    @contextmanager
    def indented(self) -> Iterator[None]:
        self._depth += 1
        before = len(self.lines)
        yield
        self.flush()
        if len(self.lines) == before:
            self.line("pass")
        self._depth -= 1

    # Nodes

    def draw(self, nodes: Iterable[Node], scope: Scope) -> None:
        for node in nodes:
            draw = self._draw_by_kind.get(type(node))
            if draw is None:
                raise Refused(type(node).__name__)
            draw(node, scope)

    def draw_frame(self, nodes: NodeList, scope: Scope) -> None:
        """Draw nodes after which the names they set are forgotten."""
        self.draw(nodes, self.frame(nodes, scope))

    def frame(self, nodes: NodeList, scope: Scope) -> Scope:
        """Give each name that nodes set a local, which until then is what the name stood for before."""
        own = dict[str, Value]()
        for name in sorted(set(_names_set(nodes))):
            local, outer = self.writer.new("v"), self.writer.name(name, scope)
            self.line(f"{local} = {outer.source}")
            own[name] = Value(local, may_miss=True)
        return scope.with_names(own)

    def _if(self, node: IfNode, scope: Scope) -> None:
        word = "if"
        for condition, nodes in node.conditions_nodelists:
            test = self.writer.constant(True) if condition is None else self.writer.test(condition, scope)  # noqa: FBT003
            if test.is_known and not test.known:
                continue
            if test.is_known and word == "if":
                self.draw(nodes, scope)
                return
            self.line("else:" if test.is_known else f"{word} {test.source}:")
            with self.indented():
                self.draw(nodes, scope)
            if test.is_known:
                return
            word = "elif"

    def _for(self, node: Any, scope: Scope) -> None:
        sequence, item = self.writer.new("s"), self.writer.new("v")
        self.line(f"{sequence} = items({self.writer.value(node.sequence, scope, missing='MISSING').source})")
        self._loop(node, scope, sequence, item)
        if node.nodelist_empty:
            self.line(f"if not {sequence}:")
            with self.indented():
                self.draw_frame(node.nodelist_empty, scope)

    def _loop(self, node: Any, scope: Scope, sequence: str, item: str) -> None:
        """Write the loop. What is set inside lasts until the next turn, as Django has it, where the loop has one name only."""
        place, facts = self.writer.new("i"), self.writer.new("f")
        parts = [self.writer.new("v") for _ in node.loopvars] if len(node.loopvars) > 1 else []
        names = {"forloop": Value(facts)} | {name: Value(local) for name, local in zip(node.loopvars, parts or [item], strict=True)}
        if not parts:
            scope = self.frame(node.nodelist_loop, scope)
        through = f"reversed({sequence})" if node.is_reversed else sequence
        with self._apart() as body, self.indented():
            if parts:
                self.line(f"{', '.join(parts)} = unpacked({item}, {len(parts)})")
                scope = self.frame(node.nodelist_loop, scope)
            self.draw(node.nodelist_loop, scope.with_names(names))
        self.line(f"for {place}, {item} in enumerate({through}):")
        if any(facts in line for line in body):
            parent = self.writer.name("forloop", scope)
            self.line(f"    {facts} = loop_facts({place}, len({sequence}), {parent.source})")
        self.lines += body

    @contextmanager
    def _apart(self) -> Iterator[list[str]]:
        """Gather lines by themselves."""
        self.flush()
        before, self.lines = self.lines, list[str]()
        yield self.lines
        self.lines = before

    def _with(self, node: WithNode, scope: Scope) -> None:
        self.draw_frame(node.nodelist, scope.with_names(self._given(node.extra_context, scope)))

    def _given(self, more: dict[str, FilterExpression], scope: Scope) -> dict[str, Value]:
        """Return what `with` gives names; what is not known beforehand is worked out here, once."""
        given = dict[str, Value]()
        for name, expression in more.items():
            value = self.writer.value(expression, scope)
            if not value.is_known:
                local = self.writer.new("v")
                self.line(f"{local} = {value.source}")
                value = Value(local)
            given[name] = value
        return given

    def _include(self, node: IncludeNode, scope: Scope) -> None:
        given = self._given(node.extra_context, scope)
        inside = Scope(given, is_open=False) if node.isolated_context else scope.with_names(given)
        if node.template.is_var or node.template.filters or node.template.var in self._within:
            name = self.writer.value(node.template, scope)
            self._drawn.append(f"included({self.writer.keep(self.engine)}, {self._context(inside)}, {name.source})")
            return
        self._within.append(node.template.var)
        self.draw_frame(self.engine.get_template(node.template.var).nodelist, inside)
        self._within.pop()

    def _block(self, node: BlockNode, scope: Scope) -> None:
        chosen = self.blocks.get(node.name, node)
        if any(_asks_for_block(inner) for inner in chosen.nodelist.get_nodes_by_type(VariableNode)):
            raise Refused("block.super")
        self.draw_frame(chosen.nodelist, scope)

    def _simple(self, node: SimpleNode, scope: Scope) -> None:
        given = [self.writer.value(argument, scope).source for argument in node.args]
        given += [f"{name}={self.writer.value(argument, scope).source}" for name, argument in node.kwargs.items()]
        function = self.writer.keep(node.func)
        if node.takes_context:
            function, given = "called", [function, self._context(scope), *given]
        call = f"{function}({', '.join(given)})"
        if node.target_var is None:
            self._drawn.append(f"conditional_escape({call})")
        else:
            self.line(f"{scope.names[node.target_var].source} = {call}")

    def _language(self, node: GetCurrentLanguageNode, scope: Scope) -> None:
        self.speaks = True
        self.line(f"{scope.names[node.variable].source} = language")

    def _direction(self, node: GetCurrentLanguageBidiNode, scope: Scope) -> None:
        self.speaks = True
        self.line(f"{scope.names[node.variable].source} = {self.writer.keep(_RIGHT_TO_LEFT)}[language]")

    def _translate(self, node: TranslateNode, scope: Scope) -> None:
        expression = node.filter_expression
        is_constant = not expression.filters and expression.is_var and expression.var.lookups is None
        if not is_constant or (node.message_context and node.message_context.is_var):
            raise Refused("translate")
        self._say(node, node.asvar, scope)

    def _block_translate(self, node: BlockTranslateNode, scope: Scope) -> None:
        if node.extra_context or node.countervar or node.message_context or node.render_token_list(node.singular)[1]:
            self._set(node, node.asvar, scope)
        else:
            self._say(node, node.asvar, scope)

    def _say(self, node: Any, name: str | None, scope: Scope) -> None:
        """Draw a sentence that is the same on every page of a language, or give it a name."""
        self.speaks = True
        said = f"{self.writer.keep(printing.Said(node, self.engine))}[language]"
        if name is None:
            self._drawn.append(said)
        else:
            self.line(f"{scope.names[name].source} = {said}")

    def _address(self, node: URLNode, scope: Scope) -> None:
        """Draw an address; one that a name alone leads to is the same on every page."""
        if node.args or node.kwargs or node.asvar or node.view_name.is_var or node.view_name.filters:
            self._by_django(node, scope)
        else:
            self._drawn.append(f"{self.writer.keep(printing.Address(node.view_name.var))}[site_root()]")

    def _by_django(self, node: Any, scope: Scope) -> None:
        self._set(node, getattr(node, "asvar", None) or getattr(node, "varname", None), scope)

    def _set(self, node: Node, name: str | None, scope: Scope) -> None:
        """Let Django draw a node, or give a name its value."""
        kept, context = self.writer.keep(node), self._context(scope)
        if name is None:
            self._drawn.append(f"drawn_by({kept}, {context})")
        else:
            self.line(f"{scope.names[name].source} = set_by({kept}, {context}, {name!r})")

    def _context(self, scope: Scope) -> str:
        """Write a context in which Django's own nodes find what names stand for here."""
        names, unsure = (
            ", ".join(f"{name!r}: {value.source}" for name, value in scope.names.items() if value.may_miss is may_miss)
            for may_miss in (False, True)
        )
        return f"within(context, {{{names}}}, {{{unsure}}}, is_open={scope.is_open})"


class _Directions(dict[str | None, bool]):
    """Whether a language runs from right to left."""

    def __missing__(self, language: str | None) -> bool:
        found = self[language] = get_language_bidi()
        return found


_RIGHT_TO_LEFT = _Directions()


def _names_set(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the names that nodes give a value which lasts to the end of the frame they stand in."""
    for node in nodes:
        if isinstance(node, IfNode):
            for _condition, inner in node.conditions_nodelists:
                yield from _names_set(inner)
        for place in ("target_var", "variable", "var_name", "asvar", "varname"):
            name = getattr(node, place, None)
            if name and isinstance(name, str):
                yield name


def _asks_for_block(node: Any) -> bool:
    variable = node.filter_expression.var
    return isinstance(variable, Variable) and variable.lookups is not None and variable.lookups[:2] == ("block", "super")
