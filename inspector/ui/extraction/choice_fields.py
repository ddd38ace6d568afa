"""The fields of the tray in which is set what applies to all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from inspector.checkpoint.checkpoint import RECORD_PREFIX
from inspector.exporting.writers import writers
from inspector.operations.exporting import CAST_TYPES, ExportOptions
from inspector.sentences import translated
from inspector.tensors.dtypes import DTYPES
from inspector.ui.extraction.choices import AS_IS, SHARD_SIZES
from inspector.ui.widgets.labels import labelled
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["ChoiceFields"]


class ChoiceFields(QObject):
    """The widgets, for whoever lays them out. ``changed`` comes with every change of one."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.format = QComboBox()
        for writer in writers():
            self.format.addItem(f"{translated(writer.title)} ({writer.suffixes[0]})", writer.name)
        self.format.setAccessibleName(tr("Format of the new file"))
        self.dtype = QComboBox()
        self.dtype.addItem(tr(AS_IS), "")
        for name in CAST_TYPES:
            self.dtype.addItem(name, name)
        self.dtype.setAccessibleName(tr("Cast floating-point tensors to"))
        self.shards = QComboBox()
        for text, nbytes in SHARD_SIZES.items():
            self.shards.addItem(tr(text), nbytes)
        self.shards.setAccessibleName(tr("Maximum shard size"))
        self.shards.setToolTip(
            tr("Split a larger file into shards of at most this size, with an index file (.safetensors only)")
        )
        self.keep_views = QCheckBox(tr("Keep views"))
        self.keep_views.setToolTip(
            tr("Keep storages whole and shared (.pth only); otherwise only the viewed elements are written")
        )
        self.keep_values = QCheckBox(tr("Keep values"))
        self.keep_values.setToolTip(tr("Also write values that are not tensors (.pth only)"))
        self.keep_architecture = QCheckBox(tr("Keep the architecture"))
        for box in (self.format, self.dtype, self.shards):
            box.currentIndexChanged.connect(self.changed)
        for check in (self.keep_views, self.keep_values, self.keep_architecture):
            check.toggled.connect(self.changed)
        #: In the order in which they are laid out.
        self.widgets: tuple[QWidget, ...] = (
            labelled(tr("Format"), self.format), labelled(tr("Type"), self.dtype), labelled(tr("Shards"), self.shards),
            self.keep_views, self.keep_values, self.keep_architecture,
        )  # fmt: skip

    @property
    def choices(self) -> ExportOptions:
        """What is set."""
        cast = self.dtype.currentData()
        writer = next(writer for writer in writers() if writer.name == self.format.currentData())
        return ExportOptions(
            writer,
            DTYPES[cast] if cast else None,
            self.keep_views.isChecked(),
            self.keep_values.isChecked(),
            self.shards.currentData() if writer.can_shard else 0,
        )

    @choices.setter
    def choices(self, choices: ExportOptions) -> None:
        with QSignalBlocker(self):
            self.format.setCurrentIndex(self.format.findData(choices.writer.name))
            self.dtype.setCurrentIndex(self.dtype.findData(choices.dtype.name if choices.dtype is not None else ""))
            self.keep_views.setChecked(choices.keep_views)
            self.keep_values.setChecked(choices.keep_values)
        self.changed.emit()

    @property
    def keeps_architecture(self) -> bool:
        """Whether the architecture is to be kept in the new file."""
        return self.keep_architecture.isEnabled() and self.keep_architecture.isChecked()

    def show_possible(self, blueprint: Blueprint | None) -> None:
        """Enable what the format has a place for; ``blueprint`` is the module that the rows are of, if it is known."""
        writer = self.choices.writer
        self.keep_values.setEnabled(writer.has_values)
        self.keep_views.setEnabled(writer.shares)
        self.shards.setEnabled(writer.can_shard)
        can_keep = blueprint is not None and writer.keeps_metadata(f"{RECORD_PREFIX}architecture")
        self.keep_architecture.setEnabled(can_keep)
        if blueprint is None:
            tip = tr("Only for rows from one checkpoint whose architecture was recognized (see its summary)")
        elif not can_keep:
            tip = tr("Only .pth and .safetensors can store it")
        else:
            tip = tr(
                "Verify what is written as {arch}, and keep what it is and what it gives in the new file",
                arch=blueprint.arch,
            )
        self.keep_architecture.setToolTip(tip)
