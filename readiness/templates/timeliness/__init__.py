"""Item families of timeliness."""
