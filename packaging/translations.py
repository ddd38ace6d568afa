"""The translations in resources/languages: brought up to date with the texts in the code, and compiled.

    python packaging/translations.py     after texts have changed; what is then unfinished in a .ts file is to be translated

Qt's own tools do both (``pyside6-lupdate``, ``pyside6-lrelease``; they come with PySide6-Essentials). The .ts files are for
translators, also in Qt Linguist; the .qm files are what the window loads, and are kept beside them, so that neither a wheel
nor a checkout needs the tools. What the library says is among them by its templates (:mod:`core_texts`), which are listed in
sentences.json for :mod:`inspector.sentences`; in them, ``{name}`` is any text and ``{count:,}`` a number.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import core_texts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "languages"
#: Texts of Qt itself, for languages that it has no translation of.
_QT_TEXTS = ROOT / "packaging" / "qt_texts.py"
#: Lines of the code are not kept: translations would differ with every edit of it.
_OPTIONS = (
    "-silent",
    "-no-obsolete",
    "-locations",
    "none",
    "-sort-messages",
    "-tr-function-alias",
    "QT_TR_NOOP+=translatable",
)


def sources() -> list[Path]:
    """The modules with texts to translate."""
    modules = sorted((ROOT / "inspector").rglob("*.py"))
    return [*(module for module in modules if "inspector.wording import" in module.read_text("utf-8")), _QT_TEXTS]


def update(files: Sequence[Path], sentences: Path) -> None:
    """Bring .ts files and the list of the library's sentences up to date.

    Texts that are new are unfinished in the .ts files, those that are gone are left out.
    """
    texts = core_texts.extracted()
    lines = ",\n".join(json.dumps(text) for text in texts)
    sentences.write_text(f"[\n{lines}\n]\n", "utf-8")
    listed = [path.relative_to(ROOT).as_posix() for path in sources()]
    with tempfile.TemporaryDirectory() as folder:
        marked = Path(folder) / "sentences.py"  # lupdate takes texts from code only
        calls = (f"tr({text!r}, {several!r}, 0)\n" if several else f"tr({text!r})\n" for text, several in texts)
        marked.write_text("".join(calls), "utf-8")
        _run("pyside6-lupdate", *_OPTIONS, *listed, str(marked), "-ts", *map(str, files))


def compile_into(folder: Path, files: Iterable[Path]) -> None:
    """Compile .ts files to .qm files in a folder; unfinished texts are left out, and are English then."""
    for path in files:
        _run("pyside6-lrelease", "-silent", str(path), "-qm", str(folder / path.with_suffix(".qm").name))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name(tool)), *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    translations = sorted(FOLDER.glob("*.ts"))
    update(translations, FOLDER / "sentences.json")
    compile_into(FOLDER, translations)
