import {
  resolvePlan,
  resolveRequirements,
  resolveRewrite,
  resolveThought,
} from "../../../agents/author/resolve.ts";
import { promptOf, valuesOf } from "../../../agents/author/openai/questions.ts";
import { fillPrompt } from "../../../agents/author/templates/fill.ts";
import { loadPrompts } from "../../../agents/author/templates/load.ts";
import type {
  Body,
  Envelope,
  PlanRequest,
  TextRef,
  TextRequest,
} from "../../../protocols/index.ts";
import type { BlobAccess } from "../../../runtime/define/index.ts";

/** What a language model as the author would have been asked, in bytes of text. */
export interface AuthorWork {
  calls: number;
  /** Bytes of the prompts, as the `openai` backend fills them. */
  prompts: number;
  /** The part of them that no earlier prompt of the session began with. */
  fresh: number;
  /** Bytes of the author's answers. */
  answers: number;
}

/** Adds up the author's requests of one session, each as the prompt that a server would read. */
export class AuthorCount {
  readonly work: AuthorWork = { calls: 0, prompts: 0, fresh: 0, answers: 0 };
  readonly #prompts = loadPrompts();
  readonly #blobs: BlobAccess;
  readonly #seen: string[] = [];

  constructor(blobs: BlobAccess) {
    this.#blobs = blobs;
  }

  async ask(envelope: Envelope): Promise<void> {
    const request = await resolve(envelope, this.#blobs);
    // A plug-in's own question has no prompt.
    if (!request || request.kind === "ask") return;
    const name = request.kind === "plan" ? "plan" : promptOf(request);
    const filled = fillPrompt(this.#prompts[name], valuesOf(request));
    const prompt = `${filled.system}\n${filled.user}`;
    const common = Math.max(0, ...this.#seen.map((before) => commonLength(before, prompt)));
    this.#seen.push(prompt);
    this.work.calls += 1;
    this.work.prompts += Buffer.byteLength(prompt);
    this.work.fresh += Buffer.byteLength(prompt.slice(common));
  }

  answer(text: TextRef): void {
    this.work.answers += typeof text === "string" ? Buffer.byteLength(text) : text.bytes;
  }
}

async function resolve(
  { kind, body }: Envelope,
  blobs: BlobAccess,
): Promise<TextRequest | PlanRequest | undefined> {
  switch (kind) {
    case "author.requirements":
      return resolveRequirements(body as Body<"author.requirements">, blobs);
    case "author.plan":
      return resolvePlan(body as Body<"author.plan">, blobs);
    case "author.thought":
      return resolveThought(body as Body<"author.thought">, blobs);
    case "author.rewrite":
      return resolveRewrite(body as Body<"author.rewrite">, blobs);
    default:
      return undefined;
  }
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}
