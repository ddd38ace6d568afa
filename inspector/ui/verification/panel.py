"""The panel that verifies: the form, the answer, and the work between them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector.architectures.architecture import name_of
from inspector.errors import InspectorError, MissingDependencyError, SelectionError
from inspector.jobs import Job
from inspector.names.tree import ROOT
from inspector.sentences import translated
from inspector.text import printable, shape_text
from inspector.ui.document.document import Document, Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import StoppedError
from inspector.ui.steps import take_steps
from inspector.ui.verification.answer import Answer, AnswerView
from inspector.ui.verification.detection import Detected, Detection
from inspector.ui.verification.form import VerificationForm
from inspector.ui.verification.setup import Setup, verified
from inspector.ui.widgets.labels import heading, plain_label, set_role
from inspector.ui.widgets.message import Notice
from inspector.wording import local_number, tr, translatable
from inspector.writing.atomic_file import write_atomically

if TYPE_CHECKING:
    from inspector.verifying.report import VerifyReport

__all__ = ["VerificationPanel"]


class _NotAllowedError(InspectorError):
    """The user has not agreed yet to run the code; ``str()`` is its identity, which the word will be about.

    ``what`` would run, as the beginning of a sentence.
    """

    def __init__(self, identity: str, what: str) -> None:
        super().__init__(identity)
        self.what = what


class VerificationPanel(SelectionPanel):
    """Of a document as a whole. What it found stays while other things are selected."""

    title = translatable("Verify")

    def __init__(self, context: PanelContext, detection: Detection) -> None:
        super().__init__(context)
        self._detection = detection
        self._document: Document | None = None
        self._is_complete = False  # all widgets are made
        self._offered: Detected | None = None
        self._waiting = False  # for the detection, to begin with the best candidate
        self._started = 0.0
        self._answered: Setup | None = None  # what the answer that is shown is about
        self._keeps_in_sight = False  # the answer came, and nothing else was looked for since
        self._asked = ""  # the identity of the code that the user is asked about

    def accepts(self, selection: Selection) -> int:
        return 5 if selection.node is None and selection.document.tree.tensors[ROOT] else 0

    def make(self) -> QWidget:
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._keep_in_sight())
        bar.actionTriggered.connect(lambda _action: self._look_away())
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(16, 14, 16, 14)
        self._page.setSpacing(8)
        self.form = VerificationForm(self.context.window_context)
        self._page.addWidget(heading(tr("Rebuild the module, run it, and compare its outputs")))
        self._page.addWidget(self.form)
        area.setWidget(page)
        stages = (*self.form.stages, self._add_button, self._add_consent, self._add_answer, self._complete)
        take_steps(area, (stage() for stage in stages))
        return area

    def _add_button(self) -> None:
        self.button = QPushButton(tr("Verify"))
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._clicked)
        self.form.submitted.connect(self.verify)
        self.change = QPushButton(tr("Change what is verified …"))
        self.change.setProperty("link", True)
        self.change.clicked.connect(lambda: self._fold(is_folded=False))
        self.change.hide()
        self.state = plain_label("", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.change)
        row.addWidget(self.state, 1)
        self._page.addLayout(row)

    def _add_consent(self) -> None:
        self._consent = self._make_consent()
        self._page.addWidget(self._consent)

    def _add_answer(self) -> None:
        self.answer = AnswerView()
        self.answer.save_requested.connect(self.save)
        self._page.addWidget(self.answer)
        self._page.addStretch(1)

    def _complete(self) -> None:
        self._is_complete = True
        self._detection.changed.connect(self._found)
        self._found()
        self.form.changed.connect(self._look_away)
        self.form.changed.connect(self._forget_answer)
        self.form.code.changed.connect(self._look_into_code)
        self.form.more.toggled.connect(self._look_for_interpreters)

    def _make_consent(self) -> QWidget:
        """What is asked before code of the user's own runs."""
        consent = QWidget()
        self.warning = Notice("warning", "…")
        self.agree = QPushButton(tr("Run"))
        self.agree.clicked.connect(lambda: self._start(self._asked))
        self.remember = QCheckBox(tr("Remember until the file changes"))
        self.remember.setChecked(True)
        self.decline = QPushButton(tr("Don't run"))
        self.decline.clicked.connect(consent.hide)
        row = QHBoxLayout()
        row.addWidget(self.agree)
        row.addWidget(self.decline)
        row.addWidget(self.remember)
        row.addStretch(1)
        layout = QVBoxLayout(consent)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.warning)
        layout.addLayout(row)
        consent.hide()
        return consent

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:  # noqa: ARG002 - verifying goes on meanwhile
        self._document = selection.document
        if self._is_complete:
            self.form.offer_references()

    @property
    def is_settled(self) -> bool:
        return self._is_complete

    @property
    def is_running(self) -> bool:
        """Whether a verification is under way."""
        return self.context.runner.is_running((self, "verify"))

    # verifying

    def verify(self) -> None:
        """Verify what is chosen, unless that is under way; begins as soon as the architectures have been looked for."""
        self._waiting = self._detection.found is None or not self._is_complete
        if self._is_complete and self._waiting:
            self.answer.show_note(tr("Verifying as soon as the architecture is detected …"))
        elif not self._waiting and not self.is_running:
            self._start()

    def _look_into_code(self) -> None:
        """Offer the classes of the code that is named."""
        from inspector.operations.verification import classes_in

        code = self.form.code.text
        self.context.runner.start((self, "classes"), lambda _: classes_in(code), self.form.offer_classes, _ignored)

    def _look_for_interpreters(self, is_wanted: bool) -> None:
        """Offer them once somebody looks where they are chosen: each is asked which libraries it has."""
        self._look_away()
        if is_wanted and not self.form.interpreters.text():
            from inspector.operations.verification import interpreters

            self.form.interpreters.setText(tr("Looking for interpreters …"))
            self.context.runner.start(
                (self, "interpreters"), lambda job: interpreters(job=job), self.form.offer_interpreters, _ignored
            )

    def _found(self) -> None:
        found = self._detection.found
        if found is None or self.is_running:
            return
        if found is not self._offered:
            self._offered = found
            with QSignalBlocker(self.form):  # what is offered may be in another order, and the answer is the same
                self.form.show_found(found)
        if self._waiting:
            self.verify()

    def _clicked(self) -> None:
        if self.is_running:
            self.context.runner.stop((self, "verify"))
        else:
            self.verify()

    def _start(self, agreed: str = "") -> None:
        """Begin; ``agreed`` is the identity of code that may run."""
        document = self._document
        if document is None:
            return
        self._consent.hide()
        try:
            setup = self.form.setup()
        except SelectionError as error:
            self._say(_capital(translated(f"{error}.")), "error")
            if self.answer.report is None:  # else it is still that of what was verified before
                self.answer.show_note("")
            return
        self._say("")
        self._answered = setup
        self.answer.show_note(tr("Verifying …"))
        self.button.setText(tr("Cancel"))
        self._started = time.monotonic()
        remember = self.remember.isChecked()

        def work(job: Job) -> Answer:
            return _answered(document, setup, job, agreed, remember=remember)

        self.context.runner.start((self, "verify"), work, self._done, self._failed, tr("Verifying"))

    def _done(self, answer: Answer) -> None:
        report = answer.report
        self.button.setText(tr("Verify"))
        self._fold(is_folded=True)
        self.answer.show_answer(answer, _subject(report, time.monotonic() - self._started))
        self._bring_to_sight()
        self._found()
        if not report.is_refuted and report.request is not None and "sha256" not in report.params:
            self._detection.verified(report.request.blueprint)

    def _fold(self, *, is_folded: bool) -> None:
        """Put the form away while there is an answer, or bring it back."""
        self._look_away()
        self.form.setVisible(not is_folded)
        self.change.setVisible(is_folded)

    def _forget_answer(self) -> None:
        """An answer to something else than the form asks by now would be taken for the answer to that."""
        if self.answer.report is None or self.is_running:
            return
        try:
            is_same = self.form.setup() == self._answered
        except SelectionError:
            is_same = False
        if not is_same:
            self.answer.show_note("")

    def _failed(self, error: InspectorError) -> None:
        self.button.setText(tr("Verify"))
        self._fold(is_folded=False)
        if isinstance(error, _NotAllowedError):
            self.answer.show_note("")
            self._asked = str(error)
            self.warning.set_text(
                tr(
                    "{what} will run on this computer with your permissions, in a separate process. Run it "
                    "only if you trust its author.",
                    what=printable(error.what),
                )
            )
            self._consent.show()
            self.decline.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            sentence = _capital(translated(str(error).removesuffix(".") + "."))
            if isinstance(error, StoppedError):
                self.answer.show_note(sentence)
            else:
                self.answer.show_problem(sentence)
            if isinstance(error, MissingDependencyError):
                self.form.more.setChecked(True)  # shows where another interpreter is chosen
            self._bring_to_sight()

    def _bring_to_sight(self) -> None:
        """Scroll to the answer, once it has its size, and again whenever what is above it grows."""
        self._keeps_in_sight = True
        QTimer.singleShot(0, self._area, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self._keeps_in_sight:
            self._area.ensureWidgetVisible(self.answer.sentence, 0, 120)

    def _look_away(self) -> None:
        """The user scrolls, or turns to the form: from now on nothing but the user scrolls."""
        self._keeps_in_sight = False

    def save(self, path: Path) -> None:
        """Write the report."""
        text = self.answer.report_text
        sources = [] if self._document is None else [self._document.checkpoint]

        def work(job: Job) -> None:
            job.check()
            write_atomically(path, text.encode(), sources)

        self.context.runner.start(
            (self, "save"),
            work,
            lambda _: self._say(tr("Saved the report as {name}.", name=path.name), "muted"),
            lambda error: self._say(_capital(translated(f"{error}.")), "error"),
        )

    def _say(self, text: str, role: str = "") -> None:
        self.state.setText(printable(text))
        set_role(self.state, role)


def _answered(document: Document, setup: Setup, job: Job, agreed: str, *, remember: bool) -> Answer:
    """In a worker thread: what verifying says, once code of the user's own is agreed to."""
    from inspector.operations.verification import ProgramNotAllowedError
    from inspector.verifying.code import allow, identity, is_allowed

    if setup.code is not None and not is_allowed(setup.code.place):
        found = identity(setup.code.place)
        if found != agreed:  # what stands in the field, or in the file, may be other code by now
            raise _NotAllowedError(found, setup.code.place)
        if remember:
            allow(setup.code.place)
    try:
        report = verified(document, setup, job)
    except ProgramNotAllowedError as error:
        place = str(setup.against)
        found = identity(place)
        if not is_allowed(place):
            if found != agreed:
                raise _NotAllowedError(found, tr("{what}; it", what=error.what)) from error
            if remember:
                allow(place)
        report = verified(document, replace(setup, allow_code=True), job)
    if any(layer.bitwise is False for layer in report.layers):
        PlottingLibrary.load(job)
    return Answer.of(report)


def _subject(report: VerifyReport, seconds: float) -> str:
    """What was verified, in words."""
    parts = [name_of(report.arch)]
    if "seed" in report.input:
        parts.append(
            tr(
                "on random input (seed {seed}), {shape}",
                seed=str(report.input["seed"]),
                shape=shape_text(report.input["shape"]),
            )
        )
    elif "file" in report.input:
        parts.append(tr("on {name}", name=Path(report.input["file"]).name))
    if report.digest:  # without outputs nothing was compared
        other = None if report.request is None else report.request.reference_file
        if other is not None or report.reference == "kept":
            stored = tr("the outputs stored in the file")
            parts.append(tr("compared with {reference}", reference=stored if other is None else other.name))
    return f"{', '.join(map(printable, parts))}; {local_number(f'{seconds:.1f}')} s."


def _ignored(_: InspectorError) -> None:
    """What is offered is a help: without it, it is typed."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
