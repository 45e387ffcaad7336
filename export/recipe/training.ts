import type { RecipeArm } from "./arms.ts";

/** Whose training configurations a recipe writes. */
export const TRAINERS = ["axolotl", "trl", "ms-swift", "llama-factory", "megatron-bridge"] as const;
export type Trainer = (typeof TRAINERS)[number];

/** What every arm is trained with; only the data differ. */
export interface TrainingPlan {
  /** A name of the Hub or a directory; it must have the tokenizer that the data were made with. */
  readonly model: string;
  /** Most tokens of a row. */
  readonly length: number;
  readonly seed: number;
}

/** A file of a recipe, relative to its directory. */
export interface RecipeFile {
  readonly path: string;
  readonly text: string;
}

// A usual rate to continue the pre-training of a model of this size; every arm has the same.
const RATE = 1e-5;

/** The configuration of one trainer for one arm, relative to the recipe's directory. */
export function trainingFiles(trainer: Trainer, arm: RecipeArm, plan: TrainingPlan): RecipeFile[] {
  const path = `training/${trainer}/${arm.name}`;
  switch (trainer) {
    case "axolotl":
      return [{ path: `${path}.yaml`, text: axolotl(arm, plan) }];
    case "trl":
      return [{ path: `${path}.py`, text: trl(arm, plan) }];
    case "ms-swift":
      return [{ path: `${path}.sh`, text: swift(arm, plan) }];
    case "llama-factory":
      return [{ path: `${path}.yaml`, text: llamaFactory(arm, plan) }];
    case "megatron-bridge":
      return [{ path: `${path}.py`, text: megatronBridge(arm, plan) }];
  }
}

/** Axolotl 0.18 takes a table with exactly these three columns as it is. */
function axolotl(arm: RecipeArm, { model, length, seed }: TrainingPlan): string {
  return `# ${arm.description}. Run in the directory of the recipe: axolotl train training/axolotl/${arm.name}.yaml
base_model: ${yaml(model)}
datasets:
  - path: ./${arm.name}/data
    ds_type: parquet
    split: train
    type:
dataset_prepared_path: ./prepared/${arm.name}
output_dir: ./models/axolotl/${arm.name}
sequence_len: ${length}
# No row is longer; if one were, cutting it would make the arms unequal.
excess_length_strategy: raise
sample_packing: true
val_set_size: 0
num_epochs: 1
micro_batch_size: 1
gradient_accumulation_steps: 8
learning_rate: ${RATE}
lr_scheduler: cosine
warmup_ratio: 0.03
optimizer: adamw_torch
bf16: auto
gradient_checkpointing: true
flash_attention: true
seed: ${seed}
`;
}

/** TRL 1.10 uses \`labels\` as they are when nothing is to be prepared. */
function trl(arm: RecipeArm, { model, length, seed }: TrainingPlan): string {
  return `"""${arm.description}. Run in the directory of the recipe: accelerate launch training/trl/${arm.name}.py"""
from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

trainer = SFTTrainer(
    model=${JSON.stringify(model)},
    train_dataset=load_dataset("parquet", data_files="${arm.name}/data/train-*.parquet", split="train"),
    args=SFTConfig(
        output_dir="models/trl/${arm.name}",
        dataset_kwargs={"skip_prepare_dataset": True},
        max_length=${length},
        num_train_epochs=1,
        per_device_train_batch_size=1,
        gradient_accumulation_steps=8,
        gradient_checkpointing=True,
        learning_rate=${RATE},
        lr_scheduler_type="cosine",
        warmup_ratio=0.03,
        bf16=True,
        seed=${seed},
    ),
)
trainer.train()
`;
}

/** ms-swift 4.6 reads tokenised rows from an Arrow directory, with a column for their length. */
function swift(arm: RecipeArm, { model, length, seed }: TrainingPlan): string {
  return `#!/bin/sh
# ${arm.description}. Run in the directory of the recipe.
set -e
python training/to_disk.py ${arm.name}
swift pt --model ${shell(model)} --cached_dataset arrow/${arm.name} \\
  --max_length ${length} --truncation_strategy raise --num_train_epochs 1 \\
  --per_device_train_batch_size 1 --gradient_accumulation_steps 8 \\
  --learning_rate ${RATE} --lr_scheduler_type cosine --warmup_ratio 0.03 --seed ${seed} \\
  --output_dir models/ms-swift/${arm.name}
`;
}

/** LLaMA-Factory 0.9 loads an Arrow directory that is there in place of tokenising. */
function llamaFactory(arm: RecipeArm, { model, length, seed }: TrainingPlan): string {
  return `# ${arm.description}. Run in the directory of the recipe:
# python training/to_disk.py ${arm.name} && llamafactory-cli train training/llama-factory/${arm.name}.yaml
model_name_or_path: ${yaml(model)}
stage: sft
do_train: true
finetuning_type: full
tokenized_path: ./arrow/${arm.name}
template: empty
cutoff_len: ${length}
output_dir: ./models/llama-factory/${arm.name}
num_train_epochs: 1
per_device_train_batch_size: 1
gradient_accumulation_steps: 8
learning_rate: ${RATE}
lr_scheduler_type: cosine
warmup_ratio: 0.03
bf16: true
seed: ${seed}
`;
}

/** Megatron-Bridge 0.3 reads packed rows whose mask is shifted already. */
function megatronBridge(arm: RecipeArm, { model, length, seed }: TrainingPlan): string {
  return `"""${arm.description}. Run in the directory of the recipe: torchrun training/megatron-bridge/${arm.name}.py

The recipe is that of Llama 3 8B: take that of your model, and convert its checkpoint first.
"""
from megatron.bridge.recipes.llama.llama3 import llama3_8b_sft_config
from megatron.bridge.training.finetune import finetune
from megatron.bridge.training.gpt_step import forward_step

config = llama3_8b_sft_config()
config.tokenizer.tokenizer_model = ${JSON.stringify(model)}
config.model.seq_length = config.dataset.seq_length = ${length}
config.dataset.seed = config.rng.seed = ${seed}
specs = config.dataset.packed_sequence_specs
specs.packed_sequence_size = ${length}
specs.packed_train_data_path = "packed/${arm.name}/data/train-*.idx.parquet"
config.dataset.do_validation = config.dataset.do_test = False
config.optimizer.lr = ${RATE}
config.checkpoint.save = "models/megatron-bridge/${arm.name}"
finetune(config=config, forward_step_func=forward_step)
`;
}

/** Makes the Arrow directory of an arm, which two of the trainers read. */
export const TO_DISK: RecipeFile = {
  path: "training/to_disk.py",
  text: `"""Writes the tokenised rows of an arm as an Arrow directory: python training/to_disk.py ARM"""
import sys

from datasets import load_dataset

arm = sys.argv[1]
rows = load_dataset("parquet", data_files=f"{arm}/data/train-*.parquet", split="train")
rows = rows.map(lambda row: {"lengths": [len(row["input_ids"])]})
rows.save_to_disk(f"arrow/{arm}")
`,
};

/** A scalar that YAML cannot take for anything but a string. */
function yaml(text: string): string {
  return JSON.stringify(text);
}

function shell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
