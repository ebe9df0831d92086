"""``check --deep``: what takes minutes to find out about a bank."""
