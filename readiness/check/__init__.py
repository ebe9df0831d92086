"""What ``check`` says about a bank beyond its format: the rules of item writing, and cues over the whole bank."""
