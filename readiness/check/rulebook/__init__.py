"""Every rule of ``check`` by its id: what it asks for, why, and an example of each side."""
