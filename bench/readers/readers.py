"""Loads exports with the libraries that trainers use, and checks rows, masks and one training step.

    python readers.py EXPORTS TOKENIZER_JSON

EXPORTS holds one directory for each export that `readers.sh` makes of the same trajectories.
Prints one line for each check and ends with 1 when one failed.
"""

import glob
import json
import sys
from importlib.metadata import version
from pathlib import Path

import datasets
import duckdb
import torch
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

root, tokenizer_file = Path(sys.argv[1]), sys.argv[2]
tokenizer = PreTrainedTokenizerFast(
    tokenizer_file=tokenizer_file, eos_token="<|end_of_text|>", pad_token="<|end_of_text|>"
)
failures = 0


def check(what, holds, detail=""):
    global failures
    failures += not holds
    print(f"{'ok  ' if holds else 'FAIL'} {what}{f': {detail}' if detail else ''}", flush=True)


def decode(ids):
    return tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)


def rows_of(name, kind):
    files = sorted(glob.glob(str(root / name / "data" / f"train-*.{kind}")))
    return datasets.load_dataset("parquet" if kind.endswith("parquet") else "json", data_files=files, split="train")


def manifest(name):
    return json.loads((root / name / "export.json").read_text())


# What is trained on, as one text a trajectory: the sum of the labelled segments.
documents = rows_of("documents", "jsonl")
expected = []
for row in documents:
    segments = row["segments"]
    trained = "".join(part["text"] for part in segments if part["label"])
    masked = [row["text"][start:end] for start, end in row["no_loss_ranges"]]
    joined = "".join(part["text"] for part in segments)
    check(
        f"documents {row['repo']}: segments and ranges are the text and mask the same",
        joined == row["text"] and "".join(masked) == "".join(p["text"] for p in segments if not p["label"]),
    )
    contents = {file["path"]: row["text"][file["start"] : file["end"]] for file in row["files"]}
    check(f"documents {row['repo']}: every file is where the row says", len(contents) > 0)
    expected.append(trained)

# DuckDB reads the same Parquet files without any of the code that wrote them.
for name, pattern in [("tokenised", "train-*.parquet"), ("packed", "train-*.idx.parquet"), ("documents-parquet", "train-*.parquet")]:
    files = str(root / name / "data" / pattern)
    count = duckdb.sql(f"select count(*) from '{files}'").fetchone()[0]
    check(f"duckdb {version('duckdb')} {name}: rows", count == sum(f["rows"] for f in manifest(name)["files"]), str(count))
columns = [c[0] for c in duckdb.sql(f"describe select * from '{root}/tokenised/data/train-*.parquet'").fetchall()]
check("duckdb tokenised: exactly the columns that Axolotl takes", columns == ["input_ids", "attention_mask", "labels"], str(columns))
columns = [c[0:2] for c in duckdb.sql(f"describe select * from '{root}/packed/data/train-*.idx.parquet'").fetchall()]
check(
    "duckdb packed: columns and types of Megatron-Bridge",
    columns == [("input_ids", "INTEGER[]"), ("seq_start_id", "INTEGER[]"), ("loss_mask", "TINYINT[]")],
    str(columns),
)

tokenised = rows_of("tokenised", "parquet")
for text, row in zip(expected, tokenised, strict=True):
    trained = [label for label in row["labels"] if label != -100]
    check(
        "tokenised: the trained tokens decode to what is thought and done, and no more",
        decode(trained).removesuffix("<|end_of_text|>") == text,
        f"{len(trained)} of {len(row['labels'])} tokens",
    )

for row in rows_of("packed", "idx.parquet"):
    starts = row["seq_start_id"] + [len(row["input_ids"])]
    last = [row["loss_mask"][end - 1] for end in starts[1:]]
    check("packed: no token is predicted from another sequence", starts[0] == 0 and not any(last))

# One optimiser step of a tiny model: the loss is that of the trained tokens alone.
torch.manual_seed(0)
config = LlamaConfig(
    vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=1,
    num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=200_000,
)
model = LlamaForCausalLM(config)
# A short row, so that one step is seconds: the first 4,096 tokens of the first trajectory.
short = datasets.Dataset.from_list([{key: row[:4096] for key, row in tokenised[0].items()}])
ids = torch.tensor(short["input_ids"])
labels = torch.tensor(short["labels"])
with torch.no_grad():
    logits = model(ids).logits[:, :-1].float()
    losses = torch.nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
    wanted = losses[labels[:, 1:].flatten() != -100].mean().item()
    given = model(ids, labels=labels).loss.item()
check(f"torch {version('torch')}: the loss counts the trained tokens alone", abs(wanted - given) < 1e-3, f"{given:.5f}")

from trl import SFTConfig, SFTTrainer  # noqa: E402 -- it takes seconds to load

trainer = SFTTrainer(
    model=model,
    processing_class=tokenizer,
    train_dataset=short,
    args=SFTConfig(
        output_dir=str(root / "trl"), max_steps=1, per_device_train_batch_size=1, report_to=[],
        max_length=None, use_cpu=True, bf16=False, logging_steps=1, save_strategy="no", learning_rate=1e-3,
        gradient_checkpointing=False, dataset_kwargs={"skip_prepare_dataset": True},
    ),
)
result = trainer.train()
check(f"trl {version('trl')}: one step with the labels as they are", abs(result.training_loss - wanted) < 1e-2, f"{result.training_loss:.5f}")

chat = rows_of("chat", "jsonl")
for row in chat:
    calls = [call["function"] for message in row["messages"] for call in message.get("tool_calls") or []]
    written = {json.loads(call["arguments"])["path"] for call in calls if call["name"] == "write_file"}
    check(f"chat {row['repo']}: a call writes every file", written == {file["path"] for file in row["files"]}, str(len(written)))
    check("chat: tools are a JSON list", isinstance(json.loads(row["tools"]), list))

try:
    from datatrove.pipeline.readers import JsonlReader

    reader = JsonlReader(str(root / "documents" / "data"), glob_pattern="*.jsonl", text_key="text", id_key="id")
    read = list(reader())
    check(
        f"datatrove {version('datatrove')}: documents with their ranges",
        [d.text for d in read] == [row["text"] for row in documents] and all(d.metadata["no_loss_ranges"] for d in read),
        str(len(read)),
    )
except ImportError as error:
    check("datatrove", False, str(error))

for file in sorted(root.glob("atif/data/train/*/*.json")):
    value = json.loads(file.read_text())
    steps = value["steps"]
    if [step["step_id"] for step in steps] != list(range(1, len(steps) + 1)):
        check(f"atif {file.name}: steps are numbered", False)
print(f"{failures} failed")
sys.exit(1 if failures else 0)
