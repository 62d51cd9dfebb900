"""Draft of the next plan: what the plan before it says, with what a person has to give or confirm."""
