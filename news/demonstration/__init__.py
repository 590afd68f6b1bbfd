"""Demonstration content of the news room: articles, drawn pictures and files of a fictional province."""
