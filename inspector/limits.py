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
    #: Digits of one integer.
    pickle_int_nbytes: int = 1 << 20
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
    #: Room for more than a million members.
    zip_directory_nbytes: int = 128 << 20
    #: Headers of a zip archive without a directory: the part of the file that is searched for them, and how many are found.
    zip_searched_nbytes: int = 256 << 20
    zip_headers: int = 4_096
    tar_members: int = 100_000
    tar_header_nbytes: int = 1 << 20

    #: JSON or text that is parsed as a whole, and what it may take as objects: the index of 2,000,000 tensors.
    document_nbytes: int = 256 << 20
    document_objects_nbytes: int = 640 << 20
    #: A small text beside weights, such as a configuration, that is read whole; and what is said of one.
    companion_nbytes: int = 8 << 20
    companion_findings: int = 100

    def opcodes_of(self, nbytes: int, packed_nbytes: int) -> int:
        """The opcodes that a pickle may have in a stream of ``nbytes`` that takes ``packed_nbytes`` in the file."""
        if packed_nbytes >= nbytes:
            return self.pickle_opcodes_nbytes
        return min(self.pickle_opcodes_nbytes, self.pickle_inflated_nbytes + self.pickle_inflation * packed_nbytes)

    def stray_of(self, nbytes: int) -> int:
        """How much of the pickles that no reader reads is gone through in a file of ``nbytes``."""
        return self.stray_nbytes + min(nbytes, self.stray_more_nbytes)


#: What applies unless a job has others.
LIMITS = Limits()
