"""One open file in a tab: opening it, the tree at the left, the header and the panels of the selection at the right."""
