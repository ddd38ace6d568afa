"""Word vectors: the files of word2vec, GloVe and fastText, binary and as text."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

#: A file of word2vec begins with the number of its words.
_DIGITS = tuple((0, bytes([code])) for code in b"123456789")

FORMATS = (
    Format(
        "word-vectors", "word vectors", (".vec", ".w2v", ".glove"), _DIGITS, "inspector.formats.word_vectors.reader",
        headless_suffixes=(".vec", ".w2v", ".glove", ".txt", ".emb", ".bin"),
        about="word2vec, binary and as text, and GloVe (`.txt`, `.bin` too): the words and their vectors, which are looked "
        "for when they are first read",
    ),
    Format(
        "fasttext", "fastText model", (".bin", ".ftz"), ((0, b"\xba\x16\x4f\x2f"),),
        "inspector.formats.word_vectors.fasttext",
        about="`save_model` of fastText, gensim's `save_facebook_model`: words, both matrices; of quantised models the "
        "codes and what they stand for",
    ),
)  # fmt: skip
