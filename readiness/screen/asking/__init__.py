"""How each type of item is asked: one module a type; ``dispatch`` finds the one of a task."""
