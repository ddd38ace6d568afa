"""Archives that hold checkpoints: zip and tar files, whatever their suffix (``.mar``, ``.nemo``)."""

from __future__ import annotations

from inspector.formats.format import TAR, ZIP, Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "zip", "zip archive", (".zip", ".mar"), ZIP, "inspector.formats.archive.zip_reader", holds_others=True,
        about="with checkpoints of any format here, also in each other: "
        "Stable-Baselines 2 and 3, TorchServe `.mar`, a zipped `.pth`",
    ),
    Format(
        "llamafile", "llamafile", (".llamafile",), ((0, b"MZqFpD"),), "inspector.formats.archive.zip_reader",
        holds_others=True, about="a program with a model behind it, in GGUF; the program is not run",
    ),
    Format(
        "tar", "tar archive", (".tar", ".nemo"), TAR, "inspector.formats.archive.tar_reader", holds_others=True,
        about="the same: `.nemo`, AllenNLP's `model.tar.gz`",
    ),
)  # fmt: skip
