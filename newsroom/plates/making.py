"""A template's nodes, written as one Python function."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.template import Context, Engine, Node, NodeList, Template
from django.template.base import FilterExpression, TextNode, Variable, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, LoadNode, RegroupNode, URLNode, WithNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, GetCurrentLanguageBidiNode, GetCurrentLanguageNode, TranslateNode
from django.templatetags.l10n import LocalizeNode
from django.templatetags.static import StaticNode
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from newsroom.plates import printing
from newsroom.plates.expressions import NOT_KNOWN, Refused, Scope, Value, Writer, known_text

Printing = Callable[[Context], str]
_CALLED = ("MISSING", "find", "get", "demanded", "text", "compared", "items", "unpacked", "loop_facts", "within", "drawn_by", "set_by")
_CALLED_TOO = ("called", "included")
_DEEPEST = 8
"""How deep templates may include each other before it is taken for a circle."""


def printing_of(nodes: NodeList, engine: Engine, *, name: str) -> Printing:
    """Make a template's function. Raises Refused for what only Django can draw, and Django's own errors."""
    maker = _Maker(engine)
    chain = list(_chain(nodes, engine))
    maker.blocks = {block: node for nodes in reversed(chain) for block, node in _blocks_of(nodes).items()}
    with maker.indented():
        maker.draw_frame(chain[-1], Scope({}))
        maker.flush()
    begin = [f"    {local} = find(context, {named!r})" for named, local in maker.writer.free.items()]
    if maker.speaks:
        begin.append("    language = get_language()")
    source = "\n".join(["def draw(context):", *begin, "    out = []", "    w = out.append", *maker.lines, '    return "".join(out)'])
    space = {called: getattr(printing, called) for called in (*_CALLED, *_CALLED_TOO)} | maker.writer.kept
    space |= {"get_language": get_language, "conditional_escape": conditional_escape}
    exec(compile(source, f"<plate of {name}>", "exec"), space)  # noqa: S102 - written here, of our own templates
    return space["draw"]  # type: ignore[no-any-return]


def _chain(nodes: NodeList, engine: Engine) -> Iterator[NodeList]:
    """Yield a template's nodes, then those of what it extends, up to the page's frame."""
    yield nodes
    first = next((node for node in nodes if not isinstance(node, TextNode)), None)
    if isinstance(first, ExtendsNode):
        if first.parent_name.is_var or first.parent_name.filters:
            raise Refused("extends")
        yield from _chain(engine.get_template(first.parent_name.var).nodelist, engine)


def _blocks_of(nodes: NodeList) -> dict[str, BlockNode]:
    first = next((node for node in nodes if isinstance(node, ExtendsNode)), None)
    if first is not None:
        return dict(first.blocks)
    return {node.name: node for node in nodes.get_nodes_by_type(BlockNode)}


class _Maker:
    """Writes a function's lines. What is drawn is gathered in `_drawn`, and written out in one piece before anything else happens."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.writer = Writer()
        self.lines: list[str] = []
        self.blocks: dict[str, BlockNode] = {}
        self.speaks = False
        self._drawn: list[str] = []
        self._depth = 0
        self._included = 0
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
            GetCurrentLanguageBidiNode: lambda node, scope: self._set(node, node.variable, scope),
            RegroupNode: lambda node, scope: self._set(node, node.var_name, scope),
            TranslateNode: self._translate,
            BlockTranslateNode: self._block_translate,
            URLNode: self._by_django,
            StaticNode: self._by_django,
            InclusionNode: self._by_django,
            LocalizeNode: self._by_django,
        }

    # Lines

    def words(self, words: str) -> None:
        """Draw what is the same on every page."""
        if self._drawn and self._drawn[-1].startswith(("'", '"')):
            words = self._as_words(self._drawn.pop()) + words
        if words:
            self._drawn.append(repr(words))

    @staticmethod
    def _as_words(source: str) -> str:
        import ast

        return str(ast.literal_eval(source))

    def show(self, value: Value) -> None:
        """Draw a value, escaped."""
        known = known_text(value.known) if value.is_known else None
        if known is None:
            self._drawn.append(f"text(context, {value.source})")
        else:
            self.words(known)

    def flush(self) -> None:
        drawn, self._drawn = self._drawn, []
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
        """Draw nodes after which the names they set are forgotten. Each has a local, whatever is drawn before it is set."""
        own = dict[str, Value]()
        for name in sorted(set(_names_set(nodes))):
            local, outer = self.writer.new("v"), self.writer.name(name, scope)
            self.line(f"{local} = {outer.source}")
            own[name] = Value(local, may_miss=True)
        self.draw(nodes, scope.with_names(own))

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

    def _for(self, node: ForNode, scope: Scope) -> None:
        sequence, item = self.writer.new("s"), self.writer.new("v")
        self.line(f"{sequence} = items({self.writer.value(node.sequence, scope, missing='MISSING').source})")
        self._loop(node, scope, sequence, item)
        if node.nodelist_empty:
            self.line(f"if not {sequence}:")
            with self.indented():
                self.draw_frame(node.nodelist_empty, scope)

    def _loop(self, node: ForNode, scope: Scope, sequence: str, item: str) -> None:
        """Write the loop. What is set inside lasts until the next turn, as Django has it, where the loop has one name only."""
        place, facts, head = self.writer.new("i"), self.writer.new("f"), len(self.lines)
        parent = self.writer.name("forloop", scope)
        own = dict[str, Value]()
        for name in sorted(set(_names_set(node.nodelist_loop))):
            own[name] = Value(self.writer.new("v"), may_miss=True)
            self.line(f"{own[name].source} = {self.writer.name(name, scope).source}")
        locals_ = [item] if len(node.loopvars) == 1 else [self.writer.new("v") for _ in node.loopvars]
        inside = scope.with_names({"forloop": Value(facts)} | own | dict(zip(node.loopvars, map(Value, locals_), strict=True)))
        through = f"reversed({sequence})" if node.is_reversed else sequence
        self.line(f"for {place}, {item} in enumerate({through}):")
        with self.indented():
            self.line(f"{facts} = loop_facts({place}, len({sequence}), {parent.source})")
            at = len(self.lines) - 1
            if len(locals_) > 1:
                self.line(f"{', '.join(locals_)} = unpacked({item}, {len(locals_)})")
                for name, value in own.items():
                    self.line(f"{value.source} = {self.writer.name(name, scope).source}")
            self.draw(node.nodelist_loop, inside)
            self.flush()
        if not any(facts in line for line in self.lines[at + 1 :]):
            self.lines[at] = self.lines[at].split(facts)[0] + "pass"
        assert head <= at

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
        if node.template.is_var or node.template.filters or self._included >= _DEEPEST:
            name = self.writer.value(node.template, scope)
            self._drawn.append(f"included({self.writer.keep(node)}, {self._context(inside)}, {name.source})")
            return
        self._included += 1
        self.draw_frame(self.engine.get_template(node.template.var).nodelist, inside)
        self._included -= 1

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
        said = f"{self.writer.keep(printing.Said(node))}[language]"
        if name is None:
            self._drawn.append(said)
        else:
            self.line(f"{scope.names[name].source} = {said}")

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
        names = ", ".join(f"{name!r}: {value.source}" for name, value in scope.names.items())
        return f"within(context, {{{names}}}, is_open={scope.is_open})"


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


def _asks_for_block(node: VariableNode) -> bool:
    variable = node.filter_expression.var
    return isinstance(variable, Variable) and variable.lookups is not None and variable.lookups[:2] == ("block", "super")


__all__ = ["NOT_KNOWN", "Printing", "Refused", "Template", "printing_of"]
