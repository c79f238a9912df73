"""Builds the packages of Receipt Desktop. Run by `installer/build.sh`."""
