"""The main window: tabs, menus, session, preferences, and the handing over of files."""
