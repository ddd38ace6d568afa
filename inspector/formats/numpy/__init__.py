"""NumPy: .npy and .npz files, and its arrays in pickles."""
