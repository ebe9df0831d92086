"""The report: its value, how it is made from responses, study plan, comparing, and its words."""
