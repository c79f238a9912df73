"""Builds the Windows setup. Run by `installer/windows/build.sh`."""
