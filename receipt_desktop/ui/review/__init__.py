"""The review pane: picture, fields and details of one receipt."""
