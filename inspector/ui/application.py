"""The program with its window: what is set up once, and the way from the command line to a window or a picture of it."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QSettings,
    QSize,
    QTemporaryDir,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from inspector.sources.location import location_of
from inspector.ui.collector import Collector
from inspector.ui.language import language_of, speak
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.ui.widgets.icons import application_icon
from inspector.ui.widgets.theme import ThemeManager, scale_text
from inspector.ui.window.crash import CrashDialog, install
from inspector.ui.window.handover import hand_over
from inspector.ui.window.window import Window

__all__ = ["Application", "create_window", "run"]

_NAME = "checkpoint-inspector"
_FAILED = 3
#: Of the window on a picture, whatever the screen there is; in pixels.
_PICTURE_SIZE = QSize(1280, 800)
#: How often a picture looks whether all is shown, and for how long it waits for that.
_LOOK_MS = 8
_PATIENCE_SECONDS = 300.0
#: A PNG loses nothing by a higher number; it is written faster and is somewhat larger.
_PICTURE_QUALITY = 80
#: Seconds a thread may go on while another waits for the interpreter, which every call into Qt does: Python's own 5 ms would
#: be waited for again and again while a view is painted, and even a tenth of a millisecond would add up to seconds. Reading
#: and comparing lose nothing measurable by it.
_SWITCH_INTERVAL = 5e-6


class Application(QApplication):
    """Qt's application object.

    ``files_requested`` carries files the desktop wants opened (macOS sends events), and two to compare or none.
    """

    files_requested = Signal(list, list)

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        super().__init__([_NAME, *arguments])
        self.setApplicationName(_NAME)
        self.setOrganizationName(_NAME)
        self.setApplicationDisplayName("")
        self.setDesktopFileName(_NAME)
        self.setStyle("fusion")
        self.setWindowIcon(application_icon())
        sys.setswitchinterval(_SWITCH_INTERVAL)
        gc.freeze()  # what was imported stays: no collection needs to go through it
        self._collector = Collector(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.files_requested.emit([event.file()], [])
            return True
        return super().event(event)


def create_window(store: QSettings, theme: str | None = None) -> Window:
    """A window and all it needs, not shown yet. ``theme`` overrides the one saved in ``store``.

    The window owns the theme manager and the job runner; an :class:`Application` must exist.
    """
    settings = Settings(store)
    themes = ThemeManager(theme or settings.theme)
    window = Window(settings, themes, JobRunner())
    themes.setParent(window)
    window.runner.setParent(window)
    return window


def run(
    files: Sequence[str],
    *,
    compare: Sequence[str] = (),
    run: str | None = None,
    screenshot: str | None = None,
    select: str | None = None,
    theme: str | None = None,
    alone: bool = False,
) -> int:
    """Open the window on ``files`` and stay until it is closed; returns the exit status.

    ``compare`` are two files to compare in a tab in front, ``run`` is a folder whose history is shown there. ``select`` is
    the key to select in what is in front. With ``screenshot``, the window is drawn to that file as soon as all is shown, and
    the status is 3 if a file can't be read or the picture can't be written; settings are neither used nor changed. Unless
    ``alone``, later starts of the program hand their files over to this window.
    """
    application = Application()
    if screenshot is not None:
        qInstallMessageHandler(_say)
        folder = QTemporaryDir()
        store = QSettings(folder.filePath("settings.ini"), QSettings.Format.IniFormat)
        window, dialog = _opened(application, store, files, compare, run, select, theme)
        window.resize(_PICTURE_SIZE)
        return _Picture(window, dialog, Path(screenshot)).take()
    # Python's own handler of Ctrl+C waits for Python code to run, which in an idle window never does.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if not alone and not _listens(application) and hand_over(files, compare):
        return 0  # two started at once, and the other was first
    window, _ = _opened(application, QSettings(), files, compare, run, select, theme)
    QTimer.singleShot(0, window, lambda: _keep_session(window, restore=not (files or compare or run)))
    status = application.exec()
    window.runner.close()
    return status


def _listens(application: Application) -> bool:
    """Whether later starts of the program hand their files over to this process, for as long as it has a window."""
    from inspector.ui.window.instance import Instance  # needs QtNetwork, which pictures and windows of their own do not

    instance = Instance(lambda request: application.files_requested.emit(*request), application)
    application.lastWindowClosed.connect(instance.close)
    return instance.listen()


def _opened(
    application: Application,
    store: QSettings,
    files: Sequence[str],
    compare: Sequence[str],
    run: str | None,
    select: str | None,
    theme: str | None,
) -> tuple[Window, CrashDialog]:
    """A visible window that opens ``files``, compares the two of ``compare``, shows the ``run``; the dialog for bugs."""
    settings = Settings(store)
    speak(language_of(settings.language))
    scale_text(settings.text_size)
    window = create_window(store, theme)
    dialog = CrashDialog(window)
    install(dialog)
    window.runner.crashed.connect(lambda error: sys.excepthook(type(error), error, error.__traceback__))
    application.files_requested.connect(window.open_requested)
    window.show()
    window.open_files(files)
    if compare:
        window.comparisons.compare_files(*compare)
    if run is not None:
        window.show_history([location_of(run)])
    if select is not None and window.front is not None:
        window.front.select_key(select)
    return window, dialog


def _keep_session(window: Window, *, restore: bool) -> None:
    """Keep what is open, and open what was open before if the user wants that and ``restore``."""
    from inspector.ui.window.session_keeper import SessionKeeper  # once the window is there

    window.session = SessionKeeper(window, window)
    window.session.begin(restore=restore and window.settings.restores_session)


def _say(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt has to say, but for the complaint that a window nobody sees has no size hints."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


class _Picture(QObject):
    """Waits until a window shows all it is asked to, and draws it."""

    def __init__(self, window: Window, dialog: CrashDialog, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._dialog = dialog
        self._path = path
        self._calm = 0
        self._looks = 0

    def take(self) -> int:
        """Wait, draw, close; returns the exit status."""
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(_LOOK_MS)
        status = QApplication.exec()
        self._window.close()
        return status

    def _look(self) -> None:
        """Settled twice in a row, with the events of one look in between: then it has been painted."""
        self._looks += 1
        self._calm = self._calm + 1 if self._window.is_settled else 0
        if self._calm < 3 and self._looks * _LOOK_MS < _PATIENCE_SECONDS * 1000:
            return
        saved = self._window.grab().save(str(self._path), quality=_PICTURE_QUALITY)
        if not saved:
            sys.stderr.write(f"{_NAME}: {self._path}: the picture can't be written\n")
        problems = [problem for tab in self._window.all_tabs for problem in tab.problems]
        for problem in problems:
            sys.stderr.write(f"{_NAME}: {problem}\n")
        QApplication.exit(0 if saved and not problems and not self._dialog.count else _FAILED)
