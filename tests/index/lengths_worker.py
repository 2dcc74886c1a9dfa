"""A worker for tests: a text's vector is its length and its first letter; one text makes it give up."""

import json
import sys

import numpy as np

if __name__ == "__main__":
    for line in sys.stdin:
        texts = json.loads(line)
        if "坏" in texts:
            sys.exit(3)
        rows = np.array([[len(text), ord(text[0])] for text in texts], dtype="<f4")
        sys.stdout.buffer.write(rows.tobytes())
        sys.stdout.buffer.flush()
