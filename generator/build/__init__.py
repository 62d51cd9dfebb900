"""Builds the site: tasks, the action cache, parallel runs, and the build as a whole."""
