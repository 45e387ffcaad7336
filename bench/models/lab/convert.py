"""Writes a GGUF file's weights as a directory that transformers and vLLM load.

Quantised weights are multiplied out, so every server of the directory has exactly the same ones.
`--bos` makes the tokenizer put its start token before every prompt, as many models want it.
"""

import argparse
import json
import os

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("gguf")
parser.add_argument("directory")
parser.add_argument("--bos", action="store_true")
given = parser.parse_args()

folder, name = os.path.split(os.path.abspath(given.gguf))
read = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=torch.float32)
# What was read counts as quantised and would not be saved; its weights no longer are.
read.config.__dict__.pop("quantization_config", None)
model = type(read)(read.config)
model.load_state_dict(read.state_dict())
tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name)
model.save_pretrained(given.directory)
tokenizer.save_pretrained(given.directory)

if given.bos:
    path = os.path.join(given.directory, "tokenizer.json")
    with open(path) as file:
        content = json.load(file)
    token = tokenizer.bos_token or "<|im_start|>"
    ids = {"id": token, "ids": [tokenizer.convert_tokens_to_ids(token)], "tokens": [token]}
    start = {"SpecialToken": {"id": token, "type_id": 0}}
    template = {
        "type": "TemplateProcessing",
        "single": [start, {"Sequence": {"id": "A", "type_id": 0}}],
        "pair": [start, {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {token: ids},
    }
    content["post_processor"] = template
    with open(path, "w") as file:
        json.dump(content, file)
