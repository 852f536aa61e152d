"""Hostile and broken input through whole commands: files, names, disks, terminals."""
