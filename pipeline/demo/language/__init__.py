"""What is said about a scene, and when that is true of another."""
