"""An open checkpoint as the window holds it, without widgets: its index and tree, what is selected, who still needs it."""
