"""For a reviewer: what no rule explains. Off unless asked for."""
