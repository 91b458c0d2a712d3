"""Tests that hold on datasets nobody chose."""
