"""What a file that no reader takes seems to be, in words that help the person who opened it.

People open downloads that are web pages, pointers that were never fetched, half-written files and other frameworks'
checkpoints. "Unknown format" helps none of them.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable
from itertools import islice

from inspector.errors import CheckpointError
from inspector.sources.source import Source
from inspector.sources.zip import end_of_zip
from inspector.text import plural, printable, shortened

__all__ = ["description", "part_of_split", "what_took_its_place"]

#: Other checkpoints and models, by their first bytes, and what reads them.
_MODELS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ORTM", "an ONNX Runtime model, which onnxruntime.InferenceSession reads and this version does not"),
    (
        4,
        b"PTMF",
        "a PyTorch Mobile program as a FlatBuffer, which torch.jit.jit_module_from_flatbuffer reads and this "
        "version does not",
    ),
    (4, b"ET12", "an ExecuTorch program, which executorch.runtime reads and this version does not"),
    (0, b"CBM1", "a CatBoost model, which catboost.CatBoost().load_model reads and this version does not"),
    (
        0,
        b"ptrt",
        "a TensorRT engine, which only the TensorRT that built it reads; look at the ONNX file it was built from",
    ),
    (
        0,
        b"ftrt",
        "a TensorRT engine, which only the TensorRT that built it reads; look at the ONNX file it was built from",
    ),
    (0, b"B\0C\0N\0\0\0", "a CNTK model, which cntk.load_model reads and this version does not"),
    (0, b"IMOD", "an Ascend model (.om), which Huawei's CANN reads and this version does not"),
    (0, b"\x02\x00\xbc\xfa", "a TNN model, which TNN reads and this version does not"),
    (0, b"\x04\x00\xbc\xfa", "a TNN model, which TNN reads and this version does not"),
    (0, b"X\n\0\0\0", "an R object (.rds), which readRDS reads and this version does not"),
    (0, b"RDX2\n", "an R workspace (.RData), which R's load reads and this version does not"),
    (0, b"RDX3\n", "an R workspace (.RData), which R's load reads and this version does not"),
    (0, b"PK\x07\x08", "the first part of a split zip archive; join its parts, as zip -s 0 does"),
    (0, b"binf", "an XGBoost model in the binary form, which XGBoost before 3.1 reads and saves as JSON or UBJSON"),
    (0, b"CDF\x01", "a netCDF 3 file, which netCDF4.Dataset reads and this version does not"),
    (0, b"CDF\x02", "a netCDF 3 file, which netCDF4.Dataset reads and this version does not"),
    (0, b"CDF\x05", "a netCDF 3 file, which netCDF4.Dataset reads and this version does not"),
    (0, b"LITERTLM", "a LiteRT-LM bundle, which LiteRT-LM reads and this version does not"),
    (0, b"\x01HEF", "a Hailo executable (.hef), which HailoRT reads and this version does not"),
    (0, b"24ka", "a model of llama2.c, which its program run reads and this version does not"),
    (0, b"\xac\xed\0\x05", "an object of Java, as Weka saves its models, which only the program that wrote it reads"),
    (0, b"RKNN", "an RKNN model, which Rockchip's rknn-toolkit2 reads and this version does not"),
)

_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"BM", "a BMP image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"%PDF-", "a PDF document"),
    (8, b"WAVE", "a WAV sound"),
    (4, b"ftyp", "an MP4 video or similar"),
    (0, b"ID3", "an MP3 sound"),
    (0, b"OggS", "an Ogg sound or video"),
    (0, b"\x1a\x45\xdf\xa3", "a Matroska video"),
    (0, b"\x7fELF", "a Linux program or library (ELF)"),
    (0, b"MZ", "a Windows program or library"),
    (0, b"\xcf\xfa\xed\xfe", "a macOS program or library"),
    (0, b"\xca\xfe\xba\xbe", "a macOS program or Java class"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"ARROW1", "an Arrow table"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (0, b"\x04\x22\x4d\x18", "LZ4-compressed data"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x00\x00\x00\x01Bud1", "a macOS folder view file (.DS_Store)"),
)

#: Models without fixed first bytes: what they begin with, and what reads them.
_PATTERNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (
        re.compile(rb"I[A-Za-z0-9]{3}.{12}\0\0\x10\0{7}\x10|IB[xHMw][A-Z2a-z].{2}\0\0", re.DOTALL),
        "a FAISS index, which faiss.read_index reads and this version does not",
    ),
    (
        re.compile(rb"\n[\x05-\x40]\n[\x01-\x3b][^\0-\x1f]+\x15.{4}", re.DOTALL),
        "a SentencePiece tokenizer, which sentencepiece.SentencePieceProcessor reads; it holds no tensors",
    ),
    (
        re.compile(rb"[\x05-\x0c]\0{3}\d{1,2}\.\d{1,2}\.\d{1,2}\0"),
        "a Vowpal Wabbit model, which vw -i reads and this version does not",
    ),
)

#: What a folder with such a file in it is.
_FOLDERS = (
    (".metadata", "a torch distributed checkpoint"),
    ("config.cfg", "a pipeline of spaCy"),
    ("checkpoint", "a folder of flax checkpoints"),
)
#: Models whose beginning says nothing, by the suffix of their file.
_BY_SUFFIX = {
    ".ann": "an Annoy index, which annoy.AnnoyIndex reads and this version does not",
    ".annoy": "an Annoy index, which annoy.AnnoyIndex reads and this version does not",
    ".mnn": "an MNN model, which MNN.Interpreter reads and this version does not",
}
_SPLIT_NAME = re.compile(
    r".+\.(?:z\d\d|(?:zip|7z|tar|gz|bin|pt|pth|ckpt|safetensors|gguf)\.\d{3})", re.DOTALL | re.ASCII
)
_TEXT_VECTORS = re.compile(rb"\S{1,200}(?: -?\d+(?:\.\d+)?(?:e-?\d+)?){3,} ?\r?\n\S{1,200} -?\d")
#: A word of a vocabulary, ``[PAD]``, and the section of an .ini file begin with a bracket, too.
_BEGINS_AS_JSON = re.compile(r"\{\s*[\"}]|\[\s*(?:[\[{\"\]\d-]|true|false|null)")
_UNFINISHED = frozenset({".part", ".partial", ".crdownload", ".download", ".aria2", ".incomplete", ".tmp"})
_TENSORFLOW_DATA = re.compile(r"(.+)\.data-\d{5}-of-\d{5}", re.DOTALL)
_EMPTY = "is empty"
#: What transformers, PEFT and diffusers write beside the weights of a model.
_CONFIGURATIONS = frozenset({
    "config.json", "adapter_config.json", "generation_config.json", "preprocessor_config.json", "tokenizer_config.json",
    "special_tokens_map.json",
})  # fmt: skip
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def part_of_split(name: str) -> str:
    """What to add to a refusal of a file whose name is that of a part, such as ``model.zip.001``; else nothing."""
    return "; it is a part of a file that was split: join all parts in order" if _SPLIT_NAME.fullmatch(name) else ""


def description(source: Source) -> str | None:
    """A predicate for the file, such as ``is a PNG image, not a checkpoint``; None if nothing comes to mind."""
    if source.is_folder:
        return _folder(source)
    if not source.head:
        return _EMPTY
    if data := _TENSORFLOW_DATA.fullmatch(source.name):
        index = shortened(printable(data[1]), 80)
        return f"is the data of a TensorFlow checkpoint; {index}.index, which says what it holds, is not beside it"
    model = _by_magic(source.head, _MODELS) or _by_pattern(source.head)
    if model:
        return f"is {model}"
    if _SPLIT_NAME.fullmatch(source.name):
        return "is a part of a file that was split, not a checkpoint; join all parts in order"
    if ".tfevents." in source.name:
        return "is a log of TensorBoard, not a checkpoint"
    if source.suffix in _UNFINISHED:
        return "is an unfinished download, not a checkpoint yet"
    if not source.head.strip(b"\x00"):
        return _zeros(source)
    if _TEXT_VECTORS.match(source.head):
        return "is a text file of word vectors, which opens under a name that ends in .txt or .vec"
    what = _by_magic(source.head, _OTHERS) or _archive(source) or _text(source)
    if what:
        return f"is {what}, not a checkpoint"
    return f"is {_BY_SUFFIX[source.suffix]}" if source.suffix in _BY_SUFFIX else None


def beside_weights(source: Source) -> str | None:
    """The predicate for a file that lies beside the weights of a model, and need not be tried as anything else."""
    if source.name not in _CONFIGURATIONS or not source.head.lstrip().startswith(b"{"):
        return None
    return "is part of the configuration of a model, not its weights; open its folder, or the weights beside it"


def what_took_its_place(source: Source) -> str | None:
    """The description of a file that is there instead of another: empty, zeros, a pointer to it, the answer of a server.

    None of one that may be just what its author meant.
    """
    if not source.head:
        return _EMPTY
    if not source.head.strip(b"\x00"):
        return _zeros(source)
    text = _decoded(source)
    what = None if text is None else _stand_in(text, source)
    return f"is {what}, not a checkpoint" if what else None


def _zeros(source: Source) -> str:
    return f"begins with {plural(len(source.head), 'zero byte')}: it was not fully written or downloaded"


def _by_magic(head: bytes, table: Iterable[tuple[int, bytes, str]]) -> str | None:
    return next((what for offset, magic, what in table if head.startswith(magic, offset)), None)


def _by_pattern(head: bytes) -> str | None:
    return next((what for pattern, what in _PATTERNS if pattern.match(head)), None)


def _archive(source: Source) -> str | None:
    """A zip archive with its first members, also behind something else (which torch and numpy refuse)."""
    try:
        members = source.zip.members
    except CheckpointError:
        tail = end_of_zip(source.file)
        end = tail.rfind(b"PK\x05\x06")
        behind = 0 <= end <= len(tail) - 22
        return "a zip archive with something else in front of it" if behind else None
    if not members:
        return "an empty zip archive"
    names = ", ".join(shortened(printable(name), 60) for name in islice(members, 3))
    return f"a zip archive of {plural(len(members), 'member')} ({names}{', ...' if len(members) > 3 else ''})"


def _text(source: Source) -> str | None:
    if source.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 text"
    text = _decoded(source)
    return None if text is None else _stand_in(text, source) or _kind_of_text(text, source)


def _decoded(source: Source) -> str | None:
    """The beginning of a file as text; None if it is none."""
    head = source.head
    try:
        text = getincrementaldecoder("utf-8-sig")().decode(head, final=len(head) == source.file.nbytes)
    except UnicodeDecodeError:
        return None
    is_text = all(character >= " " or character in "\t\n\r\f\x1b" for character in text)
    return text if is_text else None


def _stand_in(text: str, source: Source) -> str | None:
    """What a text is that took the place of another file: what leads to it, or says why it was not sent."""
    start = text.lstrip()[:512].lower()
    if source.head.startswith(_LFS_POINTER):
        size = re.search(r"^size (\d{1,18})$", text, re.MULTILINE)
        promised = f" to {int(size[1]):,} bytes" if size else ""
        return f"a git-LFS pointer{promised} that were never fetched (git lfs pull fetches them)"
    if re.fullmatch(r"(\.\./){1,8}blobs/[0-9a-f]{40,64}", text.strip()):
        return f"a link to {text.strip()} that was copied as text; copy the folder with its links"
    if start.startswith(("<!doctype html", "<html")) or "<html" in start:
        return "a web page (HTML), perhaps an error message saved under this name"
    if re.search(r"<error>\s*<code>", start):
        return "the error message of a server (XML) saved under this name"
    if re.match(r"\{\s*\"(?:error|message|detail)\"", start):
        return "the error message of a server (JSON) saved under this name"
    return None


def _kind_of_text(text: str, source: Source) -> str:
    start = text.lstrip()[:512].lower()
    if "<pmml" in start:
        return "a PMML model, which pypmml or R's pmml reads and this version does not"
    if start.startswith("<?xml"):
        return "an XML file"
    if source.suffix == ".pth" and _is_path_configuration(text):
        return "a Python path configuration file (.pth), which tells Python where modules are"
    return _kind_of_json(text) if _BEGINS_AS_JSON.match(start) else "a text file"


def _kind_of_json(text: str) -> str:
    if '"added_tokens"' in text and '"normalizer"' in text:
        return "a tokenizer (JSON), which tokenizers.Tokenizer.from_file reads; it holds no tensors"
    if '"features_info"' in text and '"float_features"' in text:
        return "a CatBoost model (JSON), which catboost.CatBoost().load_model reads and this version does not"
    return "a JSON file"


def _is_path_configuration(text: str) -> bool:
    """Whether each line is a folder, a comment or an import, as Python's ``site`` reads them, and one is a path or import.

    A single word is rather what a server answered.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return any(re.search(r"[/\\\\]|^import\s", line) for line in lines) and all(
        line.startswith(("#", "import ", "import\t")) or re.fullmatch(r"[^\s<>|\"*?]+", line.strip()) for line in lines
    )


def _folder(source: Source) -> str:
    for marker, what in _FOLDERS:
        if source.location.child(marker).exists:
            return f"is {what}, which this version does not read"
    return "is a folder, not a checkpoint"
