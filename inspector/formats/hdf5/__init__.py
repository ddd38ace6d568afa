"""HDF5 and, in it, the files of Keras."""
