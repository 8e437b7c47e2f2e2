"""YRS: what a document says of last year, against what last year's document published."""
