"""The dialog that thins a training run: the plan is shown first, and nothing goes before it was agreed to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector.errors import InspectorError
from inspector.operations.pruning import PrunePlan, plan_pruning, prune
from inspector.sentences import translated
from inspector.sources.location import Location
from inspector.text import printable, size_text
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.widgets.labels import labelled, plain_label
from inspector.wording import tr, translatable

__all__ = ["PruneDialog"]

_RULES = "best,last,every=10"
_EXPLANATION = translatable(
    "Checkpoints stay that a rule names: best (lowest loss), first, last, last=3, every=10. All others are deleted, once "
    "everything that stays was read to its end."
)
_SIZE = (760, 520)


class PruneDialog(QDialog):
    """Plans and, once that is agreed to, thins the run in ``folder``. ``pruned`` comes when it is done."""

    pruned = Signal()

    def __init__(self, folder: Location, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Thin {name}", name=printable(folder.name)))
        self.resize(*_SIZE)
        self._folder = folder
        self._runner = runner
        self.plan: PrunePlan | None = None
        self.rules = QLineEdit(_RULES)
        self.rules.setAccessibleName(tr("Rules for what to keep"))
        self.drop_optimizer = QCheckBox(tr("Without the optimizer's files, save in the last checkpoint"))
        self.steps = QTreeWidget()
        self.steps.setAccessibleName(tr("Plan"))
        self.steps.setRootIsDecorated(False)
        self.steps.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.message = plain_label("", wrap=True)
        self.agreed = QCheckBox()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.delete = QPushButton(tr("Delete"))
        buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.DestructiveRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(plain_label(tr(_EXPLANATION), "muted", wrap=True))
        layout.addWidget(labelled(tr("Keep"), self.rules))
        layout.addWidget(self.drop_optimizer)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.agreed)
        layout.addWidget(buttons)
        self.rules.textChanged.connect(self._begin)
        self.drop_optimizer.toggled.connect(self._begin)
        self.agreed.toggled.connect(self._update)
        self.delete.clicked.connect(self._prune)
        buttons.rejected.connect(self.reject)
        self.finished.connect(lambda: runner.cancel_owner(self))
        self._begin()

    def _begin(self) -> None:
        """Make the plan for what is asked now; an older one is void."""
        self._show(None, tr("Looking at the checkpoints …"))
        folder, keep, drop = self._folder.fresh(), self.rules.text(), self.drop_optimizer.isChecked()
        self._runner.start(
            (self, "plan"),
            lambda job: plan_pruning(folder, keep, drop_optimizer=drop, job=job),
            lambda plan: self._show(plan, tr("The plan {sentence}.", sentence=translated(plan.sentence))),
            self._fail,
            tr("Planning"),
        )

    def _fail(self, error: InspectorError) -> None:
        self._show(
            None, tr("Cancelled.") if isinstance(error, StoppedError) else translated(f"{printable(str(error))}.")
        )

    def _show(self, plan: PrunePlan | None, message: str) -> None:
        """A plan, or none, and what there is to say."""
        self.plan = plan
        self.message.setText(message)
        self.steps.clear()
        if plan is not None:
            table = plan.table(len(plan.steps))
            self.steps.setHeaderLabels([column.heading for column in table.columns])
            self.steps.addTopLevelItems([QTreeWidgetItem(list(map(printable, row))) for row in table.rows])
            for column in range(len(table.columns)):
                self.steps.resizeColumnToContents(column)
        deleted = 0 if plan is None else len(plan.steps) - len(plan.kept)
        freed = 0 if plan is None else plan.freed
        self.agreed.setChecked(False)
        self.agreed.setText(
            tr(
                "Delete %n checkpoint for good, which frees {freed}",
                "Delete %n checkpoints for good, which frees {freed}",
                deleted,
                freed=size_text(freed),
            )
        )
        self.agreed.setVisible(bool(freed))
        self._update()

    def _update(self) -> None:
        self.delete.setEnabled(self.plan is not None and self.agreed.isVisibleTo(self) and self.agreed.isChecked())

    def _prune(self) -> None:
        plan = self.plan
        if plan is None or not self.agreed.isChecked():
            return
        self.plan = None
        self._update()
        for widget in (self.rules, self.drop_optimizer, self.agreed):
            widget.setEnabled(False)
        self.message.setText(tr("Reading what stays …"))
        self._runner.start(
            (self, "prune"),
            lambda job: prune(plan, job=job),
            lambda _: self._end(""),
            lambda error: self._end(tr("Cancelled") if isinstance(error, StoppedError) else translated(str(error))),
            tr("Thinning"),
        )

    def _end(self, problem: str) -> None:
        """It is done, or ended early; what is there now is planned anew."""
        for widget in (self.rules, self.drop_optimizer, self.agreed):
            widget.setEnabled(True)
        self.pruned.emit()
        if problem:
            self._show(None, tr("{sentence}.", sentence=printable(problem)))
        else:
            self.accept()
