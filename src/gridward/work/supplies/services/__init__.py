"""Writes of supplies: articles, what moves in stores, requests with their steps."""
