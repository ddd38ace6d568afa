"""The translations in resources/languages: brought up to date with the texts in the code, and compiled.

    python packaging/translations.py     after texts have changed; what is then unfinished in a .ts file is to be translated

Qt's own tools do both (``pyside6-lupdate``, ``pyside6-lrelease``; they come with PySide6-Essentials). The .ts files are for
translators, also in Qt Linguist; the .qm files are what the window loads, and are kept beside them, so that neither a wheel
nor a checkout needs the tools.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

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


def update(files: Sequence[Path]) -> None:
    """Bring .ts files up to date: texts that are new are unfinished in them, those that are gone are left out."""
    listed = [path.relative_to(ROOT).as_posix() for path in sources()]
    _run("pyside6-lupdate", *_OPTIONS, *listed, "-ts", *map(str, files))


def compile_into(folder: Path, files: Iterable[Path]) -> None:
    """Compile .ts files to .qm files in a folder; unfinished texts are left out, and are English then."""
    for path in files:
        _run("pyside6-lrelease", "-silent", str(path), "-qm", str(folder / path.with_suffix(".qm").name))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name(tool)), *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    translations = sorted(FOLDER.glob("*.ts"))
    update(translations)
    compile_into(FOLDER, translations)
