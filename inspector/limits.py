"""How much a file may make the program do: one object, which goes along with the work in its :class:`~inspector.jobs.Job`.

Every number that a file claims is held against the file itself. What is left are sizes that a file can honestly have and
that would still take all memory, or no end of time: those have limits. They are far above what honest files need, and grow
with the file where what is honest does. A program that trusts its files less, or has more memory, gives its jobs others::

    inspector.open(path, job=Job(Limits(pickle_entries=10_000)))
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one piece of work. Names that end in ``nbytes`` are bytes, all others are counts."""

    #: Objects that a pickle has alive at once: it may be a list of ten million numbers, which take some 700 MiB.
    pickle_objects: int = 11_000_000
    #: Opcodes of a pickle besides its arrays: one of a byte may take eight in a list without making an object.
    pickle_opcodes_nbytes: int = 256 << 20
    #: Of what was decompressed: a base, and how many times its packed size. An index shrinks by less than that.
    pickle_inflated_nbytes: int = 8 << 20
    pickle_inflation: int = 32
    #: An integer that is longer is shown as its bytes: its digits would take minutes.
    pickle_int_nbytes: int = 1 << 20
    #: A line of a pickle of protocol 0 that is a name or a number, and one that is text: Python 2 wrote whole arrays so.
    pickle_line_nbytes: int = 64 << 20
    pickle_text_line_nbytes: int = 2 << 30
    #: Entries that are listed of a pickle. An honest vocabulary has a million words; of as many again tensors are listed.
    pickle_entries: int = 1_000_000
    #: Containers within each other that are shown.
    pickle_depth: int = 512
    #: Imported names that are listed one by one.
    pickle_names: int = 10_000
    #: The largest number that a pickle may ask for as the size of something empty: ``bytearray(2**40)``.
    pickle_preallocated: int = 1 << 24

    #: Pickles that no reader reads, all of a file together: a base, and no more than that on top of it.
    stray_nbytes: int = 4 << 20
    stray_more_nbytes: int = 60 << 20
    #: Pickles behind each other.
    stray_pickles: int = 5_000

    #: Archives and compressed files within each other, of which there are some that hold themselves; and how many in all:
    #: a file of a few kilobytes may hold a million.
    archive_depth: int = 4
    archives: int = 2_000
    #: Archives and compressed data within each other that are looked into for pickles.
    unread_depth: int = 16
    #: Members of an archive that were not asked for, and are looked into all the same.
    unread_members: int = 20_000
    #: Files of a folder that holds no checkpoint, which are looked into when somebody opens it; a scan looks into more.
    refused_files: int = 1_000
    #: Files beside a checkpoint that are looked into when its folder is opened; a scan looks into more.
    neighbours: int = 64
    #: Entries of the folders in it that are looked through for such files.
    neighbours_listed: int = 2_000
    #: Room for more than a million members.
    zip_directory_nbytes: int = 128 << 20
    #: Headers of a zip archive without a directory: the part of the file that is searched for them, and how many are found.
    zip_searched_nbytes: int = 256 << 20
    zip_headers: int = 4_096
    tar_members: int = 100_000
    tar_header_nbytes: int = 1 << 20

    #: A member of a zip archive that is opened as a checkpoint of its own. One that is larger and was packed more than this
    #: is taken for a bomb: weights shrink by a tenth or so, and what has to be looked at is often at the end.
    member_nbytes: int = 256 << 20
    member_inflation: int = 100

    #: Values of a tree in one file (message packs, UBJSON), how deep they may lie, and the largest text or bytes among them.
    tree_values: int = 2_000_000
    tree_depth: int = 512
    tree_value_nbytes: int = 16 << 20
    #: Names in all paths of a tree taken together, and in one: a file of megabytes may lay a million groups into each other.
    path_names: int = 4_000_000
    path_depth: int = 2_048
    #: Files that an index may be spread over, of which the largest models have hundreds; and those that are opened of a
    #: folder without an index, each of which may stay open: systems allow a process a thousand or so.
    shards: int = 10_000
    folder_checkpoints: int = 250
    #: Objects that were saved as files of their own.
    saved_objects: int = 2_000
    #: Pickles that are the chunks of an array, each of so many bytes at most.
    chunk_pickles: int = 1_000
    chunk_pickle_nbytes: int = 64 << 20

    #: Files with parts of one checkpoint, each of which stays open: systems allow a process a thousand or so.
    open_files: int = 800
    #: Folders of an array store, of which one of 100,000 tensors has as many, and how deep they may lie in each other.
    store_folders: int = 1_000_000
    store_depth: int = 64
    #: A database of arrays (OCDBT): its manifest, a node of its tree, all nodes together with their keys, which are written
    #: without what they share, how many keys, and how many files they lie in.
    ocdbt_manifest_nbytes: int = 64 << 20
    ocdbt_node_nbytes: int = 256 << 20
    ocdbt_nbytes: int = 256 << 20
    ocdbt_keys: int = 1_000_000
    ocdbt_files: int = 100_000
    #: Chunks of an array whose index is a list with room for all: as many as a table of 1 GB has rows.
    listed_chunks: int = 1 << 23
    #: A chunk is made as a whole, and one that is compressed takes a few times its size.
    chunk_nbytes: int = 1 << 30
    packed_chunk_nbytes: int = 256 << 20

    #: Graphs, blocks and arrays of metadata within each other.
    graph_depth: int = 32
    #: A field of a protobuf message that is read whole: names, shapes, lists of numbers. A tensor's bytes are not.
    field_nbytes: int = 64 << 20
    #: A compressed block of a table of TensorFlow, and the keys of one, which are written without what they share: a base,
    #: and how many times the size of the file.
    table_block_nbytes: int = 64 << 20
    table_keys_nbytes: int = 1 << 20
    table_keys_inflation: int = 64
    #: Structures that point at each other are gone over once or twice, or without end: a base, and how many times the file.
    structures_nbytes: int = 4 << 20
    structures_rereading: int = 4
    #: The header of an array of numpy: room for a record of 10,000 fields with long names.
    array_header_nbytes: int = 1 << 20
    #: Arrays of numpy one after another in a file: as many as the largest models have tensors.
    array_sequence: int = 100_000
    #: Scales of a tensor that is quantised by channels.
    channels: int = 1 << 20

    #: JSON or text that is parsed as a whole, and what it may take as objects: the index of 2,000,000 tensors.
    document_nbytes: int = 256 << 20
    document_objects_nbytes: int = 640 << 20
    #: A small text beside weights, such as a configuration, that is read whole; and what is said of one.
    companion_nbytes: int = 8 << 20
    companion_findings: int = 100

    #: How many bytes a tensor may have beyond those in the file: an expanded scalar is honest, one expanded to a terabyte
    #: can't be gone through. A quantised weight has so many times as many bytes when it is decoded: float32 of a bit.
    inflated_nbytes: int = 4 << 30
    decoded_inflation: int = 32
    #: The components of a sparse tensor that is shown dense, and what they may have beyond the bytes in the file: values
    #: expanded from a single one are honest.
    sparse_nbytes: int = 1 << 30
    sparse_inflated_nbytes: int = 64 << 20
    #: The numbers of a sparse matrix whose indices are floats, and are made integers when it is opened.
    sparse_indices: int = 1 << 23
    #: What the tensors of an adapter may have beyond its file, which may be compressed: all of them are gone through.
    adapter_inflated_nbytes: int = 64 << 20
    adapter_inflation: int = 64
    #: Indices of an axis for each of which there are statistics.
    axis_length: int = 1 << 24
    #: Text of an array that is in memory at once, and what its elements may have beyond the bytes in the file, by sharing
    #: them: a few bytes of index would stand for terabytes.
    text_nbytes: int = 256 << 20
    shared_text_nbytes: int = 64 << 20
    #: Sequences of any length in one array of HDF5: where each lies is read when the file is opened.
    sequences: int = 1 << 20

    def opcodes_of(self, nbytes: int, packed_nbytes: int) -> int:
        """The opcodes that a pickle may have in a stream of ``nbytes`` that takes ``packed_nbytes`` in the file."""
        if packed_nbytes >= nbytes:
            return self.pickle_opcodes_nbytes
        return min(self.pickle_opcodes_nbytes, self.pickle_inflated_nbytes + self.pickle_inflation * packed_nbytes)

    def tensor_of(self, stored_nbytes: int, *, is_decoded: bool = False) -> int:
        """The most bytes that a tensor may have of which a file holds ``stored_nbytes``."""
        return stored_nbytes * (self.decoded_inflation if is_decoded else 1) + self.inflated_nbytes

    def sparse_of(self, stored_nbytes: int) -> int:
        """The most bytes that the components of a sparse tensor may have of which a file holds ``stored_nbytes``."""
        return min(self.sparse_nbytes, stored_nbytes + self.sparse_inflated_nbytes)

    def member_of(self, packed_nbytes: int) -> int:
        """The most bytes that a member of an archive may have which takes ``packed_nbytes`` in it."""
        return max(self.member_nbytes, self.member_inflation * packed_nbytes)

    def table_keys_of(self, nbytes: int) -> int:
        """How long all keys of a table may be that takes ``nbytes`` of a file."""
        return self.table_keys_nbytes + self.table_keys_inflation * nbytes

    def structures_of(self, nbytes: int) -> int:
        """How many bytes of structures are read of a file of ``nbytes``, those that are met again counted again."""
        return self.structures_nbytes + self.structures_rereading * nbytes

    def adapter_of(self, nbytes: int) -> int:
        """The most bytes that the tensors of an adapter may have in files of ``nbytes`` together."""
        return self.adapter_inflated_nbytes + self.adapter_inflation * nbytes

    def stray_of(self, nbytes: int) -> int:
        """How much of the pickles that no reader reads is gone through in a file of ``nbytes``."""
        return self.stray_nbytes + min(nbytes, self.stray_more_nbytes)


#: What applies unless a job has others.
LIMITS = Limits()
