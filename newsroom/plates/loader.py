"""How Django finds a plate: a loader that gives readers' templates nodes which are drawn by one function."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine, NodeList, Origin, Template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.template.loaders import cached
from django.utils.safestring import SafeString

from newsroom.plates.expressions import Refused
from newsroom.plates.making import Printing, printing_of

_DESKS = ("admin", "desk", "account")
"""Folders of templates that readers never see: quick enough as they are, and drawn on others' frames."""


class Plate(NodeList):
    """A template's nodes; they are drawn by a function made of them at their first use, where one can be made."""

    def __init__(self, nodes: Iterable[Any], engine: Engine, *, name: str) -> None:
        super().__init__(nodes)
        self._engine, self._name = engine, name
        self._printing: Printing | None = None
        self._is_made = False

    def render(self, context: Context) -> SafeString:
        if not self._is_made:
            self._make()
        if self._printing is None or not context.autoescape or BLOCK_CONTEXT_KEY in context.render_context:
            return super().render(context)  # the last: Django draws a page on this frame, with blocks that are not ours
        return SafeString(self._printing(context))

    def _make(self) -> None:
        try:
            self._printing = printing_of(self, self._engine, name=self._name)
        except Refused:
            self._printing = None
        self._is_made = True


class Loader(cached.Loader):
    """Django's cached loader, with plates for the readers' own templates."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        if not isinstance(template.nodelist, Plate) and _is_for_readers(template.origin):
            template.nodelist = Plate(template.nodelist, self.engine, name=template_name)
        return template


def _is_for_readers(origin: Origin) -> bool:
    ours, path = Path(settings.BASE_DIR) / "templates", Path(origin.name)
    return path.suffix == ".html" and path.is_relative_to(ours) and path.relative_to(ours).parts[0] not in _DESKS
