"""Item families of language."""
