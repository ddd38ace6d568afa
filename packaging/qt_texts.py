"""Texts that Qt shows by itself in this window, for translators whose language Qt does not have.

Nothing imports this: ``packaging/translations.py`` hands it to lupdate.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

QT_TRANSLATE_NOOP("QPlatformTheme", "OK")
QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel")
QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes")
QT_TRANSLATE_NOOP("QPlatformTheme", "&No")
QT_TRANSLATE_NOOP("QPlatformTheme", "Close")
QT_TRANSLATE_NOOP("QPlatformTheme", "Save")
QT_TRANSLATE_NOOP("QPlatformTheme", "Discard")
QT_TRANSLATE_NOOP("QLineEdit", "&Undo")
QT_TRANSLATE_NOOP("QLineEdit", "&Redo")
QT_TRANSLATE_NOOP("QLineEdit", "Cu&t")
QT_TRANSLATE_NOOP("QLineEdit", "&Copy")
QT_TRANSLATE_NOOP("QLineEdit", "&Paste")
QT_TRANSLATE_NOOP("QLineEdit", "Delete")
QT_TRANSLATE_NOOP("QLineEdit", "Select All")
QT_TRANSLATE_NOOP("QWidgetTextControl", "&Undo")
QT_TRANSLATE_NOOP("QWidgetTextControl", "&Redo")
QT_TRANSLATE_NOOP("QWidgetTextControl", "Cu&t")
QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy")
QT_TRANSLATE_NOOP("QWidgetTextControl", "Copy &Link Location")
QT_TRANSLATE_NOOP("QWidgetTextControl", "&Paste")
QT_TRANSLATE_NOOP("QWidgetTextControl", "Delete")
QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All")
QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Select All")
QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Step up")
QT_TRANSLATE_NOOP("QAbstractSpinBox", "Step &down")
