"""Boosted trees: models of XGBoost and LightGBM, whose trees are arrays of splits and leaves."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "xgboost-json", "XGBoost model", (".json",), ((0, b"{"),), "inspector.formats.boosters.xgboost_json",
        about="`save_model` as JSON: the arrays of each tree, weights of linear boosters; parameters as values",
    ),
    Format(
        "xgboost-ubj", "XGBoost model (UBJSON)", (".ubj",),
        ((0, b"{L\0\0\0\0\0\0\0\x07learner"), (0, b"{i\x07learner")), "inspector.formats.boosters.ubjson",
        about="`save_model` as UBJSON; the binary form before 1.0 is not read",
    ),
    Format(
        "lightgbm", "LightGBM model", (".txt",), ((0, b"tree\nversion="), (0, b"tree\r\nversion=")),
        "inspector.formats.boosters.lightgbm", about="`save_model` as text: the arrays of each tree",
    ),
)  # fmt: skip
