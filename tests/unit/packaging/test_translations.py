"""The translations: nothing is missing in them, nothing stands in them that the code does not say, and templates fit."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from inspector.resources import resource
from inspector.ui.language import LANGUAGES

PACKAGING = Path(__file__).parents[3] / "packaging"
FOLDER = resource("languages")
FILES = sorted(FOLDER.glob("*.ts"))
CODES = [file.stem for file in FILES]
_PLACEHOLDER = re.compile(r"%n|\{(?:\w[^{}]*)?\}|\{\{|\}\}")
_MNEMONIC = re.compile(r"&(?=\w)")


@dataclass(frozen=True)
class Message:
    """A text in English, for one and for several, and its translation; ``is_done`` if the translator is."""

    context: str
    source: str
    several: str
    translation: str
    is_done: bool


def messages(code: str, folder: Path = FOLDER) -> list[Message]:
    root = ET.parse(folder / f"{code}.ts").getroot()
    return [_message(context, message) for context in root.iter("context") for message in context.iter("message")]


def translated_messages(code: str) -> list[Message]:
    return [each for each in messages(code) if each.is_done]


def _message(context: ET.Element, message: ET.Element) -> Message:
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.findall("numerusform")]
    assert len(forms) <= 1, "neither language has plurals"
    return Message(
        context.findtext("name") or "",
        message.findtext("source") or "",
        message.findtext("comment") or "",
        forms[0] if forms else translation.text or "",
        "type" not in translation.attrib,
    )


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What brings the files up to date and compiles them."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    import translations

    return translations


def test_each_language_has_its_files() -> None:
    assert {"en", *CODES} == LANGUAGES.keys()
    for code in CODES:
        assert (FOLDER / f"{code}.qm").is_file()
        assert (FOLDER / f"guide.{code}.md").is_file()


def test_the_files_have_the_texts_of_the_code_and_no_others(tools: ModuleType, tmp_path: Path) -> None:
    """If this fails, run packaging/translations.py and translate what is then unfinished."""
    tools.update([Path(shutil.copy(file, tmp_path)) for file in FILES], tmp_path / "sentences.json")
    assert (tmp_path / "sentences.json").read_text("utf-8") == (FOLDER / "sentences.json").read_text("utf-8")
    for code in CODES:
        now, then = ({(each.source, each.several): each for each in messages(code, at)} for at in (tmp_path, FOLDER))
        assert [each for text, each in now.items() if text not in then] == [], "new"
        assert [each for text, each in then.items() if text not in now] == [], "gone"


def test_no_text_escapes_the_extraction(tools: ModuleType) -> None:
    """lupdate passes over what stands inside an f-string, and over what is no literal."""
    known = {(each.source, each.several) for each in messages(CODES[0])}
    for path in tools.sources():
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("tr", "translatable")
            ):
                texts = [each.value for each in call.args[:2] if isinstance(each, ast.Constant)]
                if texts:
                    assert (texts[0], texts[1] if len(texts) > 1 else "") in known, f"{path}:{call.lineno}"
                else:
                    assert not isinstance(call.args[0], ast.JoinedStr), f"{path}:{call.lineno}"


@pytest.mark.parametrize("code", CODES)
def test_all_texts_are_translated(code: str) -> None:
    assert [each.source for each in messages(code) if not each.is_done or not each.translation.strip()] == []


@pytest.mark.parametrize("code", CODES)
def test_templates_have_the_same_values(code: str) -> None:
    for each in translated_messages(code):
        wanted = sorted(_PLACEHOLDER.findall(each.source))
        assert sorted(_PLACEHOLDER.findall(each.translation)) == wanted, each.source
        if "%n" in each.source:
            assert sorted(_PLACEHOLDER.findall(each.several)) in (wanted, [value for value in wanted if value != "%n"])
        assert each.translation.count("\n") == each.source.count("\n"), each.source


@pytest.mark.parametrize("code", CODES)
def test_what_has_a_key_in_menus_and_forms_has_one(code: str) -> None:
    for each in translated_messages(code):
        assert len(_MNEMONIC.findall(each.translation)) == len(_MNEMONIC.findall(each.source)), each.source


@pytest.mark.parametrize("code", CODES)
def test_file_dialogs_filter_the_same_files(code: str) -> None:
    for each in translated_messages(code):
        assert re.findall(r"\(\*\.?\w*[^) ]*\)", each.translation) == re.findall(r"\(\*\.?\w*[^) ]*\)", each.source), (
            each.source
        )


@pytest.mark.parametrize("code", CODES)
def test_what_the_window_loads_is_compiled_from_them(code: str) -> None:
    compiled = QTranslator()
    assert compiled.load(f"{code}.qm", str(FOLDER))
    for each in messages(code):
        n = 2 if "%n" in each.source else -1
        assert (compiled.translate(each.context, each.source, each.several, n) or "") == each.translation


@pytest.mark.parametrize("code", CODES)
def test_the_guide_has_all_its_parts(code: str) -> None:
    """Sections, paragraphs, lists and tables in the order of the English guide, and what is code in it."""
    english, translated = (
        path.read_text("utf-8") for path in (resource("guide.md"), FOLDER / f"guide.{code}.md")
    )  # fmt: skip
    assert _outline(translated) == _outline(english)
    assert re.findall(r"`[^`]+`", translated) == re.findall(r"`[^`]+`", english)
    keyboard = next(each.translation for each in messages(code) if each.source == "Keyboard")
    assert f"## {keyboard}\n" in translated


def _outline(text: str) -> list[str]:
    """What each block is: its level if it is a heading, how many items or rows it has."""
    outline = []
    for block in text.strip().split("\n\n"):
        lines = block.splitlines()
        first = lines[0]
        if first.startswith(("#", "[[")):
            outline.append(first if first.startswith("[[") else first.partition(" ")[0])
        else:
            outline.append(
                f"{sum(line.startswith('- ') for line in lines)} {sum(line.startswith('|') for line in lines)}"
            )
    return outline
