"""UNI: a department's figures against those of its units."""
