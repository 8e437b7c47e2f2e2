"""Privacy: numbers and names of private persons that do not belong into a publication."""
