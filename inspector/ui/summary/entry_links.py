"""Links of the summary to the entries that a sentence is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from inspector.text import printable, shortened
from inspector.ui.document.document import Document
from inspector.ui.widgets.buttons import link_button
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import plain_label
from inspector.wording import tr

__all__ = ["NOTICE_INDENT", "EntryLinks"]

#: Entries that are named; the rest are counted.
_MAX_NAMED = 3
_MAX_NAME = 60
#: Beyond this nobody reads a tool tip, and printing a key takes long.
_MAX_KEY = 1000
#: Where the text of a notice begins, in pixels.
NOTICE_INDENT = 36


class EntryLinks(QWidget):
    """A link for each of a few entries, by their numbers; ``select`` is given the node of the one that is clicked."""

    def __init__(
        self,
        document: Document,
        indices: Sequence[int],
        select: Callable[[int], None],
        indent: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, spacing=12, line_spacing=0)
        flow.setContentsMargins(indent, 0, 0, 0)
        for index in indices[:_MAX_NAMED]:
            key = document.checkpoint.entries[index].key
            link = link_button(shortened(printable(key[:_MAX_KEY]), _MAX_NAME), key)
            go = partial(select, document.tree.nodes[index])
            link.clicked.connect(lambda _checked=False, go=go: go())
            flow.addWidget(link)
        if len(indices) > _MAX_NAMED:
            flow.addWidget(plain_label(tr("and {count:,} more", count=len(indices) - _MAX_NAMED), "muted"))
