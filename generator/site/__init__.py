"""Site: from a plan and the frame to pages."""
