# Yours: this file was made once, and nothing in this folder is ever changed.
