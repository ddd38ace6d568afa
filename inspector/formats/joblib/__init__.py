"""joblib: pickles whose arrays stand in the stream itself, or in files beside it."""
