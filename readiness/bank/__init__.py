"""YAML text -> nodes that know their place -> an ItemBank, or one BankError with every problem; and the cache."""
