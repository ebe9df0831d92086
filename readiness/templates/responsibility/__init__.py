"""Item families of responsibility."""
