"""From YAML files on disk to a plan, with a finding at its place for everything that is wrong."""
