"""Log-probabilities of transformers for items of token ids: what servers are compared with.

Reads JSON lines `{"context": [ids], "target": [ids]}` and writes, line by line, the target's
log-probabilities in nats. One item at a time, without a cache: nothing depends on a batch.
"""

import argparse
import json
import sys

import torch
from transformers import AutoModelForCausalLM

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("model", help="a directory written by convert.py")
parser.add_argument("--dtype", default="float32", choices=["float64", "float32", "bfloat16", "float16"])
given = parser.parse_args()

torch.set_num_threads(1)
model = AutoModelForCausalLM.from_pretrained(given.model, dtype=getattr(torch, given.dtype)).eval()

with torch.inference_mode():
    for line in sys.stdin:
        item = json.loads(line)
        ids = item["context"] + item["target"]
        begin = len(item["context"]) - 1
        hidden = model.model(torch.tensor([ids])).last_hidden_state[0, begin:-1]
        # Row by row of the target only: the logits of a long context would be gigabytes.
        logits = model.lm_head(hidden)
        wide = logits if given.dtype == "float64" else logits.float()
        logprobs = torch.log_softmax(wide, dim=-1)
        values = logprobs.gather(1, torch.tensor(item["target"])[:, None])[:, 0]
        print(json.dumps(values.tolist()), flush=True)
