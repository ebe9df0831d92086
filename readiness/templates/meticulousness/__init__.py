"""Item families of meticulousness."""
