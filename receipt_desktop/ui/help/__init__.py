"""The Help menu: documentation, shortcuts, licences, problem report, updates, about."""
