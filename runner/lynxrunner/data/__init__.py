"""Data of the embedded workload: the images and the trained model."""
