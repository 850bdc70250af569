"""Rules of help of households: plain Python."""
