"""A plan and the frame to pages."""
