"""Archives that hold checkpoints: zip and tar files, whatever their suffix (``.mar``, ``.nemo``)."""
