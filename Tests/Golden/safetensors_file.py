"""Golden safetensors file, written by the format's own Python package (safetensors 0.8, numpy).

Run: python3 Tests/Golden/safetensors_file.py write Tests/Golden/safetensors.golden
     python3 Tests/Golden/safetensors_file.py read FILE      prints what FILE holds, as JSON
"""
import json
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

if sys.argv[1] == "write":
    tensors = {
        "factors": np.array([[0.5, -1.25, 3e-40], [np.inf, 1.0, -0.0]], np.float32),
        "ids": np.array([0, 7, 4294967295], np.uint32),
        "times": np.array([-1, 2**62], np.int64),
        "text": np.frombuffer(b"kindred", np.uint8),
        "none": np.zeros((0, 4), np.float32),
    }
    save_file(tensors, sys.argv[2], metadata={"model": "golden"})
else:
    with safe_open(sys.argv[2], framework="numpy") as file:
        held = {name: file.get_tensor(name) for name in sorted(file.keys())}
        print(json.dumps({
            "metadata": file.metadata(),
            "tensors": {n: [str(t.dtype), list(t.shape), t.ravel().tolist()] for n, t in held.items()},
        }, sort_keys=True))
