"""Benchmarks: build times of the same plan with vetro, Hugo and mkdocs-material; times of `vetro check`."""
