"""An opened checkpoint in a tab: the document, its page, and what is shown of the selection."""
