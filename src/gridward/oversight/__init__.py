"""What is told and guarded: reports made from what the register and the posts hold."""
