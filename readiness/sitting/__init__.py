"""A sitting: which item next, the flow of its pages, its journal, and saved sittings."""
