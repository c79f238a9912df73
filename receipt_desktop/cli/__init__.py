"""The command line: one file a command, the parser, what is printed, the questions asked."""
