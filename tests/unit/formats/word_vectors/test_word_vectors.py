"""Word vectors and models of fastText: what gensim wrote, words with blanks, files that end too early, and other text."""

from __future__ import annotations

import pickle
import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.formats.word_vectors import places, reader
from inspector.formats.word_vectors.places import BinaryPlaces, TextPlaces, VectorStorage
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import TensorEntry

FIXTURES = Path(__file__).parents[3] / "fixtures" / "word_vectors"
WORDS = ["the", "café", "of", "naïve", "x" * 70, "42"]
FILES = ("words.bin", "words.vec", "glove.txt")


def read(path: Path) -> tuple[list[str], np.ndarray[tuple[int, ...], np.dtype[np.float32]], list[str]]:
    """The words, the vectors, and the messages of the findings."""
    with inspector.open(path) as checkpoint:
        words, vectors = checkpoint.tensors
        messages = [finding.message for finding in checkpoint.findings]
        return checkpoint.read(words).tolist(), checkpoint.read(vectors), messages


@pytest.mark.parametrize("block", [8192, 4 << 20])
@pytest.mark.parametrize("rows", [1, 1024])
@pytest.mark.parametrize("name", FILES)
def test_words_and_vectors(name: str, block: int, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_BLOCK_NBYTES", block)
    monkeypatch.setattr(places, "_ROWS", rows)
    words, vectors, messages = read(FIXTURES / name)
    assert (words, messages) == (WORDS, [])
    assert np.array_equal(vectors, read(FIXTURES / "words.bin")[1])
    with inspector.open(FIXTURES / name) as checkpoint:
        part = checkpoint.tensors[1].region((slice(2, 5), slice(1, 3)))
        assert np.array_equal(checkpoint.read(part), vectors[2:5, 1:3])


def test_vectors_may_be_followed_by_line_feeds_and_words_have_blanks(tmp_path: Path) -> None:
    vectors = np.arange(6, dtype="<f4").reshape(2, 3)
    binary = tmp_path / "original.bin"
    binary.write_bytes(b"2 3\na " + vectors[0].tobytes() + b"\nb " + vectors[1].tobytes() + b"\n")
    assert read(binary)[0] == ["a", "b"]
    assert np.array_equal(read(binary)[1], vectors)
    text = tmp_path / "glove.txt"
    text.write_bytes(b"a 0 1 2 3\r\n. . . 4 5 6 7 \r\nb 8 9 10 1e1 \n")
    words, numbers, messages = read(text)
    assert (words, messages) == (["a", ". . .", "b"], [])
    assert numbers.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 10]]


@pytest.mark.parametrize(("name", "checked"), [("words.bin", 0), ("words.bin", 1 << 20), ("words.vec", 1 << 20)])
def test_the_words_of_a_file_that_was_cut_off_are_shown(
    name: str, checked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_CHECKED_NBYTES", checked)
    data = (FIXTURES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: len(data) // 2])
    words, vectors, messages = read(path)
    assert 0 < len(words) < len(WORDS)
    assert words == WORDS[: len(words)]
    assert np.array_equal(vectors, read(FIXTURES / name)[1][: len(words)])
    assert messages == [f"The file has {len(words)} of {len(WORDS)} words: its end is missing or damaged."]


def test_a_last_line_that_does_not_end_may_be_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "glove.txt"
    path.write_bytes(b"a 0 1 2 3\nb 4 5 6 7\nc 8 9 10 1")
    words, vectors, messages = read(path)
    assert (words, vectors.shape) == (["a", "b"], (2, 4))
    assert messages == ["The file has 2 of 3 words: its end is missing or damaged."]


def test_what_is_found_missing_as_it_is_read_is_an_error() -> None:
    whole = BinaryPlaces(MemoryStorage(b"a 1234b 12"), 0, 2, 1)
    with pytest.raises(CheckpointError, match="1 of 2 words"):
        VectorStorage(whole).read()
    text = TextPlaces(MemoryStorage(b"a 1 2\nb 1 x\n"), 0, 2, 2)
    with pytest.raises(CheckpointError, match="something else than numbers"):
        VectorStorage(text).read()
    with pytest.raises(CheckpointError, match="something else than numbers"):
        VectorStorage(TextPlaces(MemoryStorage(b"a 1  2\n"), 0, 1, 2)).read()
    assert VectorStorage(text).read(0, 8) == struct.pack("<2f", 1, 2)
    again = pickle.loads(pickle.dumps(whole))
    assert VectorStorage(again).read(0, 4) == b"1234"


@pytest.mark.parametrize(
    "text",
    [
        "1.5 2.5 3.5 4.5 5.5\n1 2 3 4 5\n",
        "loss 1 2 3 4\n",
        "a sentence of some words\nand another one here\n",
        "name 1 2 3 4\nother 1 2 3 x\n",
        "name 1 2 3\nother 1 2 3\n",
        "3 4\nnot numbers at all, but text that goes on for some more of its words\n",
        "3 4\nnot numbers at all\n",
        "5 2\n",
    ],
)
def test_other_text_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    with pytest.raises(UnknownFormatError):
        inspector.open(path)


def test_a_model_of_fasttext() -> None:
    with inspector.open(FIXTURES / "fasttext.bin") as checkpoint:
        entries = {entry.key: entry for entry in checkpoint.entries if isinstance(entry, TensorEntry)}
        assert checkpoint.read(entries["words"]).tolist() == ["the", "naïve", "of", "café"]
        assert checkpoint.read(entries["counts"]).tolist() == [2, 1, 1, 1]
        assert not checkpoint.read(entries["is_label"]).any()
        assert checkpoint.metadata["dim"] == 4
        assert checkpoint.metadata["model"] == "cbow"


def fasttext(words: bytes, size: int, matrices: bytes, version: int = 12) -> bytes:
    head = struct.pack("<2i12id", 793712314, version, *range(12), 1e-4)
    return head + struct.pack("<3i2q", size, size, 0, 9, -1) + words + matrices


def test_a_quantised_model_of_fasttext_shows_its_codes(tmp_path: Path) -> None:
    words = b"a\0" + struct.pack("<qb", 3, 0) + b"__label__x\0" + struct.pack("<qb", 1, 1)
    codes = b"\1" + struct.pack("<?2qi", True, 2, 4, 4) + bytes([1, 2, 3, 4]) + struct.pack("<4i", 4, 2, 2, 2)
    codes += bytes(4 * 4 * 256) + b"\7\7" + struct.pack("<4i", 1, 1, 1, 1) + bytes(4 * 256)
    path = tmp_path / "a.ftz"
    path.write_bytes(fasttext(words, 2, codes + b"\0" + struct.pack("<2q2f", 1, 2, 0.5, 1.5)))
    with inspector.open(path) as checkpoint:
        values = {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}
    assert values["words"].tolist() == ["a", "__label__x"]
    assert values["is_label"].tolist() == [False, True]
    assert values["input.codes"].tolist() == [[1, 2], [3, 4]]
    assert values["input.centroids"].shape == (2, 256, 2)
    assert values["input.norm_codes"].tolist() == [7, 7]
    assert values["output"].tolist() == [[0.5, 1.5]]


WORD = b"a\0" + struct.pack("<qb", 3, 0)


@pytest.mark.parametrize(
    "data",
    [
        fasttext(WORD, 1, b"\0" + struct.pack("<2q", 1, 2)),
        fasttext(WORD, 1, b"\0" + struct.pack("<2q", -1, 2)),
        fasttext(WORD, 1, b"\0" + struct.pack("<2q", 1 << 40, 1 << 40)),
        fasttext(WORD, 1 << 30, b""),
        fasttext(WORD, 2, b"\0" * 40),
        fasttext(WORD, -1, b""),
        fasttext(
            WORD,
            1,
            b"\1" + struct.pack("<?2qi", True, 2, 4, 4) + bytes(4) + struct.pack("<4i", 5, 2, 2, 2) + bytes(9999),
        ),
        fasttext(WORD, 1, b"", version=13),
        fasttext(b"", 0, b"")[:30],
    ],
)
def test_a_damaged_model_of_fasttext_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(CheckpointError):
        inspector.open(path)


@pytest.mark.parametrize("data", [b"9999999999 3\na " + bytes(12) + b"b " + bytes(12), b"9999999999 1\na 1\nb 2\n"])
def test_a_number_of_words_that_no_file_has_takes_no_memory(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    words, _, messages = read(path)
    assert words == ["a", "b"]
    assert "2 of 9,999,999,999 words" in messages[0]


def test_lines_behind_a_damaged_one_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_BLOCK_NBYTES", 8)
    found = TextPlaces(MemoryStorage(b"a 1 2\nb 3\nc 5 6\nd 7 8\n"), 0, 4, 2).found
    assert found.words.tolist() == [0]
