"""Demonstration content of exemplars: people, collectives and models of a fictional province, with drawn portraits."""
