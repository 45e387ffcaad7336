"""Writes a Llama model of a directory as an ONNX graph with a cache, for `onnx:DIR`.

The graph is built node by node, so that it needs no exporter: inputs and outputs have the names that
@huggingface/transformers gives them. Needs onnx, numpy and safetensors."""

import argparse
import json
import os
import shutil

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("source", help="directory with config.json, model.safetensors and tokenizer.json")
parser.add_argument("target", help="directory to write")
parser.add_argument("--positions", type=int, default=4096, help="longest text in tokens")
given = parser.parse_args()

config = json.load(open(os.path.join(given.source, "config.json")))
weights = load_file(os.path.join(given.source, "model.safetensors"))
hidden, heads, groups = config["hidden_size"], config["num_attention_heads"], config["num_key_value_heads"]
size = config.get("head_dim") or hidden // heads
theta = (config.get("rope_parameters") or config).get("rope_theta", 10000.0)
eps = config["rms_norm_eps"]

nodes, constants, known = [], [], {}


def constant(name, array):
    if name not in known:
        known[name] = True
        constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
    return name


def ints(*values):
    return constant("i_" + "_".join(str(each).replace("-", "m") for each in values), np.array(values, np.int64))


def number(value):
    return constant(f"f_{value!r}".replace("-", "m"), np.array(value, np.float32))


def op(kind, *inputs, out=None, **attributes):
    name = out or f"{kind}_{len(nodes)}"
    nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
    return name


def weight(name):
    return constant(name, weights[name].astype(np.float32).T)


def norm(x, name):
    mean = op("ReduceMean", op("Mul", x, x), axes=[-1], keepdims=1)
    scale = op("Reciprocal", op("Sqrt", op("Add", mean, number(eps))))
    return op("Mul", op("Mul", x, scale), constant(name, weights[name].astype(np.float32)))


def split(x, count):
    return op("Transpose", op("Reshape", x, ints(0, 0, count, size)), perm=[0, 2, 1, 3])


def turned(x):
    low = op("Slice", x, ints(0), ints(size // 2), ints(3))
    high = op("Slice", x, ints(size // 2), ints(size), ints(3))
    half = op("Concat", op("Neg", high), low, axis=3)
    return op("Add", op("Mul", x, "cos"), op("Mul", half, "sin"))


def spread(x):
    """The keys or values of each group, once for every head of it."""
    tiled = op("Tile", op("Unsqueeze", x, ints(2)), ints(1, 1, heads // groups, 1, 1))
    return op("Reshape", tiled, ints(0, heads, -1, size))


angles = np.outer(np.arange(given.positions), theta ** -(np.arange(0, size, 2) / size))
angles = np.concatenate([angles, angles], axis=1)
for name, table in (("cos", np.cos(angles)), ("sin", np.sin(angles))):
    rows = op("Gather", constant(f"{name}_table", table.astype(np.float32)), "position_ids", axis=0)
    op("Unsqueeze", rows, ints(1), out=name)
length = op("Squeeze", op("Slice", op("Shape", "attention_mask"), ints(1), ints(2), ints(0)), ints(0))
zero, one = (constant(f"scalar_{each}", np.array(each, np.int64)) for each in (0, 1))
columns = op("Unsqueeze", op("Range", zero, length, one), ints(0, 1, 2))
seen = op("LessOrEqual", columns, op("Unsqueeze", "position_ids", ints(1, 3)))
mask = op("Where", seen, number(0.0), number(-3e38))

embedding = constant("embedding", weights["model.embed_tokens.weight"].astype(np.float32))
x = op("Gather", embedding, "input_ids", axis=0)
inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["b", "s"])]
inputs.append(helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["b", "t"]))
inputs.append(helper.make_tensor_value_info("position_ids", TensorProto.INT64, ["b", "s"]))
outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["b", "s", config["vocab_size"]])]
for layer in range(config["num_hidden_layers"]):
    at = f"model.layers.{layer}."
    kept = {}
    n = norm(x, f"{at}input_layernorm.weight")
    q = turned(split(op("MatMul", n, weight(f"{at}self_attn.q_proj.weight")), heads))
    for part, letter in (("key", "k"), ("value", "v")):
        new = split(op("MatMul", n, weight(f"{at}self_attn.{letter}_proj.weight")), groups)
        if part == "key":
            new = turned(new)
        past, present = f"past_key_values.{layer}.{part}", f"present.{layer}.{part}"
        inputs.append(helper.make_tensor_value_info(past, TensorProto.FLOAT, ["b", groups, "p", size]))
        outputs.append(helper.make_tensor_value_info(present, TensorProto.FLOAT, ["b", groups, "t", size]))
        kept[part] = spread(op("Concat", past, new, axis=2, out=present))
    scores = op("MatMul", q, op("Transpose", kept["key"], perm=[0, 1, 3, 2]))
    scores = op("Add", op("Mul", scores, number(size**-0.5)), mask)
    mixed = op("MatMul", op("Softmax", scores, axis=-1), kept["value"])
    mixed = op("Reshape", op("Transpose", mixed, perm=[0, 2, 1, 3]), ints(0, 0, heads * size))
    x = op("Add", x, op("MatMul", mixed, weight(f"{at}self_attn.o_proj.weight")))
    n = norm(x, f"{at}post_attention_layernorm.weight")
    gate = op("MatMul", n, weight(f"{at}mlp.gate_proj.weight"))
    gated = op("Mul", op("Mul", gate, op("Sigmoid", gate)), op("MatMul", n, weight(f"{at}mlp.up_proj.weight")))
    x = op("Add", x, op("MatMul", gated, weight(f"{at}mlp.down_proj.weight")))
head = op("Transpose", embedding, perm=[1, 0]) if config["tie_word_embeddings"] else weight("lm_head.weight")
op("MatMul", norm(x, "model.norm.weight"), head, out="logits")

graph = helper.make_graph(nodes, "llama", inputs, outputs, constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
os.makedirs(os.path.join(given.target, "onnx"), exist_ok=True)
onnx.save(model, os.path.join(given.target, "onnx", "model.onnx"))
for name in ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"):
    if os.path.exists(os.path.join(given.source, name)):
        shutil.copy(os.path.join(given.source, name), given.target)
template = os.path.join(given.source, "chat_template.jinja")
if os.path.exists(template):
    # The package reads the template from the configuration of the tokeniser.
    path = os.path.join(given.target, "tokenizer_config.json")
    settings = json.load(open(path))
    settings.setdefault("chat_template", open(template).read())
    json.dump(settings, open(path, "w"), indent=2)
