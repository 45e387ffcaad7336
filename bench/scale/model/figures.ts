/** One number that the model is fed with, and why it should be believed. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** Measured here, set in the product, read in a named place, or chosen because nobody knows. */
  readonly kind: "measured" | "setting" | "cited" | "assumed";
  readonly source: string;
}

function figure(value: number, unit: string, kind: Figure["kind"], source: string): Figure {
  return { value, unit, kind, source };
}

const PROFILES = "profiles of 13 sessions, 149 files";
const EVALUATIONS = "profiles of the same 13 files with 8, 16 and 32 evaluations";
const CLUSTER_RUN = "runs of 5 sessions, 40 files, by one worker on one server";

/** Everything that is known or supposed, by name. `docs/scale.md` lists the same. */
export const figures = {
  // What a session is.
  promptBase: figure(
    3600,
    "bytes",
    "measured",
    `${PROFILES}: fit of a prompt's length, mean error 15 %`,
  ),
  promptPerFile: figure(0.72, "bytes per byte of the file", "measured", PROFILES),
  promptPerSource: figure(0.074, "bytes per byte of the repository", "measured", PROFILES),
  promptMost: figure(52_000, "characters", "setting", "the limits of a prompt's blocks together"),
  promptFresh: figure(
    0.23,
    "of a prompt",
    "measured",
    `${PROFILES}: what no earlier prompt began with`,
  ),
  contextBase: figure(
    470,
    "bytes",
    "measured",
    `${PROFILES}: fit of what stands before a target, mean error 22 %`,
  ),
  contextPerSource: figure(0.095, "bytes per byte of the repository", "measured", PROFILES),
  contextMost: figure(65_536, "bytes", "setting", "reads.bytes of the configuration"),
  freshBase: figure(
    2370,
    "bytes",
    "measured",
    `${PROFILES}: new context of one file, mean error 21 %`,
  ),
  freshPerFile: figure(0.75, "bytes per byte of the file", "measured", PROFILES),
  freshPerSource: figure(0.086, "bytes per byte of the repository", "measured", PROFILES),
  blobBase: figure(1020, "bytes per file", "measured", `${PROFILES}, mean error 13 %`),
  blobPerFile: figure(4.7, "bytes per byte of the file", "measured", PROFILES),
  messageBytes: figure(
    1314,
    "bytes",
    "measured",
    `${CLUSTER_RUN}: what a stored message takes, headers included`,
  ),
  thoughts: figure(3, "per file", "measured", PROFILES),
  rewritesBase: figure(6, "per file", "measured", EVALUATIONS),
  rewritesPerEvaluation: figure(1.45, "per evaluation", "measured", EVALUATIONS),
  scoresBase: figure(5, "per file", "measured", EVALUATIONS),
  scoresPerEvaluation: figure(0.29, "per evaluation", "measured", EVALUATIONS),
  itemsBase: figure(2.4, "per file", "measured", EVALUATIONS),
  openingBytes: figure(
    240,
    "bytes per session",
    "measured",
    "entry of a git repository in a run's list of sessions; 181 to 195 for packed ones",
  ),
  remainder: figure(
    3300,
    "bytes per session",
    "measured",
    `${CLUSTER_RUN}: what stays on the server after collect`,
  ),
  // Processors, in seconds of one core of the machine that measured.
  serverPerMessage: figure(
    480e-6,
    "s",
    "measured",
    `${CLUSTER_RUN}: CPU of nats-server, pulls and acks included`,
  ),
  replicaShare: figure(
    2.4,
    "times one copy",
    "measured",
    "CPU of three servers against one, 64 senders",
  ),
  hop: figure(
    1e-3,
    "s",
    "assumed",
    "a message on a quiet network; 0.2 to 0.5 ms were measured on loopback",
  ),
  messageCpu: figure(
    0.8e-3,
    "s",
    "measured",
    "bench cluster, growth: CPU of agents, services and client, per message",
  ),
  graphCpu: figure(
    5.6e-3,
    "s",
    "measured",
    `${CLUSTER_RUN}: all other CPU of the worker, per request to the graph`,
  ),
  collectCpu: figure(
    470e-6,
    "s per message",
    "measured",
    `${CLUSTER_RUN}: CPU of collect less its start`,
  ),
  fold: figure(
    22e-6,
    "s per message",
    "measured",
    "44,000 to 46,000 events a second out of a stream",
  ),
  // Language models.
  bytesPerToken: figure(
    3.5,
    "bytes",
    "assumed",
    "code and English, vocabularies of 100,000 and more; 3 to 4.5",
  ),
  answerTokens: figure(
    200,
    "tokens",
    "assumed",
    "the prompts ask for 80, 150 or 220 words by the file's length; no reasoning mode",
  ),
  authorPrefill: figure(
    6150,
    "tokens/s",
    "cited",
    "GPUStack performance lab, Qwen3-32B-FP8, TensorRT-LLM, one H100: fit",
  ),
  authorDecode: figure(
    3200,
    "tokens/s",
    "cited",
    "the same: fit of two cases, -16 and +14 % on two others",
  ),
  authorTokenSeconds: figure(
    0.012,
    "s per token",
    "assumed",
    "for a request alone: 33 GB of weights at 3.35 TB/s, and a fifth for the rest",
  ),
  authorInFlight: figure(
    2,
    "times the saturation",
    "assumed",
    "requests per author device, so that gaps between rounds leave none idle",
  ),
  authorBatch: figure(256, "requests", "assumed", "a common --max-num-seqs"),
  scorerPrefill: figure(
    25_000,
    "tokens/s",
    "cited",
    "SGLang PR 1060: 27,670 input tokens/s, Llama-3.1-8B, bf16, in a thread on H100; less a tenth for log-probabilities",
  ),
  scorerBatch: figure(
    32,
    "requests",
    "assumed",
    "tokens in flight that the pool allows, in requests of this size",
  ),
  // Machines.
  authorSlots: figure(16, "requests per worker", "setting", "author_options.concurrency"),
  scorerSlots: figure(256, "requests per worker", "setting", "questions of the scorer's pool"),
  graphSlots: figure(8, "requests per worker", "setting", "the graph service"),
  coders: figure(4, "per session", "setting", "coders of the configuration"),
  lease: figure(15, "s", "setting", "submit --lease"),
  workerMtbf: figure(48 * 3600, "s", "assumed", "preemptible machines; nobody measured"),
  utilisation: figure(0.85, "of each resource", "assumed", "room for uneven load and for failures"),
} as const satisfies Readonly<Record<string, Figure>>;

/** The numbers alone, some of which a scenario may change. */
export type Rates = { readonly [name in keyof typeof figures]: number };

export const rates: Rates = Object.fromEntries(
  Object.entries(figures).map(([name, { value }]) => [name, value]),
) as Rates;
