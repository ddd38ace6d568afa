"""The language of the window: which there are, which one is used, and Qt's translators for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from inspector.resources import resource
from inspector.wording import Catalogue, use_language

__all__ = ["LANGUAGES", "SYSTEM", "language_of", "localized_resource", "speak"]

SYSTEM = "system"
#: The languages there are, by their own names.
LANGUAGES = {"en": "English", "zh_CN": "简体中文", "vi": "Tiếng Việt"}

_installed: list[QTranslator] = []


def language_of(setting: str) -> str:
    """The code of the language to use: that of the setting, or else the first of the system's that there is."""
    if setting in LANGUAGES:
        return setting
    for name in QLocale.system().uiLanguages():
        wanted = QLocale(name)
        for code in LANGUAGES:
            known = QLocale(code)
            if (wanted.language(), wanted.script()) == (known.language(), known.script()):
                return code
    return "en"


def speak(code: str) -> None:
    """Use a language for all that is shown from here on. There must be an application, which shows no window yet."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    locale = QLocale("en_US" if code == "en" else code)
    QLocale.setDefault(locale)
    texts = None
    if code != "en":
        _load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        texts = _load(code, str(resource("languages")))
    marks = locale.groupSeparator(), locale.decimalPoint()
    use_language(None if texts is None else _catalogue(texts), *marks, code.replace("_", "-"))


def _catalogue(texts: QTranslator) -> Catalogue:
    return lambda text, several, n: texts.translate("", text, several, n) or ""


def _load(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    if not translator.load(f"{name}.qm", folder):
        return None
    QCoreApplication.installTranslator(translator)
    _installed.append(translator)
    return translator


def localized_resource(name: str) -> str:
    """The text of ``resources/<name>`` in the language used: ``guide.md`` is in ``languages/guide.vi.md``, too."""
    code = QLocale().name() if QLocale().name() in LANGUAGES else QLocale().name().partition("_")[0]
    stem, _, suffix = name.rpartition(".")
    translated = resource(f"languages/{stem}.{code}.{suffix}")
    return (translated if translated.is_file() else resource(name)).read_text("utf-8")
