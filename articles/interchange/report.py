"""What an import did, for people."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(slots=True)
class Report:
    """`counts` by (type, outcome), outcomes being new, changed, unchanged; `made` counts what stories named and was missing, too."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    warnings: int = 0
    is_dry_run: bool = False
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    @property
    def stories(self) -> int:
        return sum(number for (kind, _outcome), number in self.counts.items() if kind == "story")

    def stop_the_clock(self) -> None:
        self.seconds = time.monotonic() - self.began

    def lines(self) -> Iterator[str]:
        """Yield the report, a line at a time."""
        if self.is_dry_run:
            yield _("Nothing was stored: this was a dry run.")
        for kind in dict.fromkeys(["story", *(kind for kind, _outcome in self.counts)]):
            told = {outcome: self.counts[kind, outcome] for outcome in ("new", "changed", "unchanged")}
            yield _("%(kind)s: %(new)d new, %(changed)d changed, %(unchanged)d unchanged") % {"kind": kind, **told}
        made = {kind: self.made[kind] for kind in ("section", "author", "tag", "image")}
        yield _("made: %(section)d sections, %(author)d authors, %(tag)d tags, %(image)d pictures") % made
        yield ngettext("%(number)d line refused", "%(number)d lines refused", self.refused) % {"number": self.refused}
        yield ngettext("%(number)d warning", "%(number)d warnings", self.warnings) % {"number": self.warnings}
        yield _("%(seconds).1f seconds, %(rate)d stories a second") % {
            "seconds": self.seconds,
            "rate": round(self.stories / self.seconds) if self.seconds else 0,
        }
