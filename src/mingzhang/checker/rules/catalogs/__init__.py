"""Codes and names of official classifications."""
