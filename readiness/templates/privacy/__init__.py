"""Item families of privacy."""
