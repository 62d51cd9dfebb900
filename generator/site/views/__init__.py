"""View models: what templates show, decided and worded."""
