"""The types of items: one module a type, each with all that is peculiar to it; ``dispatch`` finds the one of a task."""
