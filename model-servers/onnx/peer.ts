import { HindcastError, reasonOf } from "../../protocols/index.ts";

/** The package that runs ONNX models; an optional peer, since most people have a server. */
const PEER = "@huggingface/transformers";

/** A tensor as far as it is used here. */
export interface PeerTensor {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number | bigint>;
  readonly type: string;
  to(type: string): PeerTensor;
}

/** What a forward pass gives: `logits`, and the keys and values for the tokens after it. */
export type PeerOutput = Readonly<Record<string, PeerTensor>>;

/** Keys and values of the tokens so far, by the names of the inputs that take them. */
export type PeerPast = Readonly<Record<string, PeerTensor>>;

export interface PeerModel {
  readonly config: Readonly<Record<string, unknown>>;
  readonly generation_config?: Readonly<Record<string, unknown>> | null;
  forward(inputs: Readonly<Record<string, unknown>>): Promise<PeerOutput>;
  dispose(): Promise<unknown>;
}

export interface PeerTokenizer {
  encode(text: string, options: { readonly add_special_tokens: boolean }): readonly number[];
  decode(ids: readonly number[], options: { readonly skip_special_tokens: boolean }): string;
  apply_chat_template(
    messages: readonly { readonly role: string; readonly content: string }[],
    options: { readonly tokenize: false; readonly add_generation_prompt: true },
  ): unknown;
}

interface LoadOptions {
  readonly dtype?: string;
  readonly device?: "cpu";
  readonly subfolder?: string;
  readonly local_files_only?: boolean;
}

/** The part of the package that is used. */
export interface Peer {
  readonly env: { readonly cacheDir: string | null };
  readonly AutoTokenizer: {
    from_pretrained(name: string, options?: LoadOptions): Promise<PeerTokenizer>;
  };
  readonly AutoModelForCausalLM: {
    from_pretrained(name: string, options?: LoadOptions): Promise<PeerModel>;
  };
  readonly Tensor: new (type: "int64", data: BigInt64Array, dims: readonly number[]) => PeerTensor;
}

/** Loads the package. Throws CONFIG_INVALID, with what to install, where it is missing or broken. */
export async function loadPeer(
  spec: string,
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<Peer> {
  try {
    return (await load(PEER)) as Peer;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND";
    const why = missing ? "is not installed" : `cannot be loaded: ${reasonOf(error)}`;
    throw new HindcastError(
      "CONFIG_INVALID",
      `${spec} needs the package ${PEER}, which ${why}; install it beside Hindcast: npm install ${PEER}`,
      { cause: error },
    );
  }
}
