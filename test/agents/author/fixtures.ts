import {
  HindcastError,
  sha256,
  type BlobRef,
  type Body,
  type FileFacts,
  type RepositoryFacts,
} from "../../../protocols/index.ts";
import type {
  BlobAccess,
  ServiceDefinition,
  ServiceReply,
  ServiceTools,
} from "../../../runtime/define/index.ts";

export interface Note {
  readonly level: string;
  readonly message: string;
  readonly fields: unknown;
}

/** Tools over a map of blobs; keeps every note. */
export function memoryTools(signal = new AbortController().signal): ServiceTools & {
  readonly notes: Note[];
} {
  const stored = new Map<string, Uint8Array>();
  const blobs: BlobAccess = {
    put(bytes) {
      const ref = { sha256: sha256(bytes), bytes: bytes.length };
      stored.set(ref.sha256, bytes);
      return Promise.resolve(ref);
    },
    get(ref) {
      const bytes = stored.get(ref.sha256);
      return bytes
        ? Promise.resolve(bytes)
        : Promise.reject(new HindcastError("BLOB_MISSING", ref.sha256));
    },
    putText: (text) => Promise.resolve(text),
    shareText: (text) => Promise.resolve(text),
    shareJson: (value) => Promise.resolve(value),
    getText: async (ref) =>
      typeof ref === "string" ? ref : Buffer.from(await blobs.get(ref)).toString(),
    putJson: (value) => blobs.put(Buffer.from(JSON.stringify(value))),
    getJson: async (ref: BlobRef) => JSON.parse(Buffer.from(await blobs.get(ref)).toString()),
  };
  const notes: Note[] = [];
  return {
    blobs,
    notes,
    signal,
    // oxlint-disable-next-line require-yield -- it throws before it could
    async *log() {
      throw new Error("the author reads no log");
    },
    note: (level, message, fields) => void notes.push({ level, message, fields }),
  };
}

export async function call(
  service: ServiceDefinition,
  kind: string,
  body: unknown,
  tools: ServiceTools,
): Promise<ServiceReply> {
  return await service.handle({ id: "r#1", session: "s", from: "s/coder/a", kind, body }, tools);
}

export const repositoryFacts: RepositoryFacts = {
  name: "mailer",
  files: 4,
  bytes: 9000,
  languages: [{ language: "typescript", files: 4, bytes: 9000 }],
  directories: [
    { path: "", files: 1, names: [] },
    { path: "src", files: 3, names: ["renderTemplate", "Mailbox", "deliverQueued"] },
  ],
  packages: [
    { name: "zod", importers: 2 },
    { name: "nodemailer", importers: 1 },
  ],
  entries: ["src/index.ts"],
  hubs: [{ path: "src/mailbox.ts", importers: 2 }],
};

export const fileFacts: FileFacts = {
  path: "src/deliver.ts",
  language: "typescript",
  bytes: 4200,
  lines: 140,
  symbols: [
    {
      name: "deliverQueued",
      kind: "function",
      signature: "export async function deliverQueued(mailbox: Mailbox, limit: number)",
      line: 10,
      exported: true,
      uses: ["takePending", "acquireTransport", "sendMail", "markDelivered", "recordFailure"],
      binds: ["mailbox", "limit", "pendingLetters", "transport", "remainingAttempts"],
      flow: ["loops", "awaits", "catches"],
    },
    {
      name: "acquireTransport",
      kind: "function",
      signature: "function acquireTransport(settings: TransportSettings)",
      line: 60,
      exported: false,
      uses: ["createTransport", "verifyConnection", "parse"],
      binds: ["settings", "transporter", "connectionTimeout"],
      flow: ["branches", "throws"],
    },
    {
      name: "RetryBudget",
      kind: "class",
      signature: "export class RetryBudget",
      line: 90,
      exported: true,
      uses: [],
      binds: [],
      flow: [],
    },
    {
      name: "consumeAttempt",
      kind: "method",
      signature: "consumeAttempt(): boolean",
      line: 100,
      exported: false,
      parent: "RetryBudget",
      uses: ["exponentialDelay", "attemptsLeft"],
      binds: ["nextDelay"],
      flow: ["branches"],
    },
  ],
  imports: [
    {
      specifier: "nodemailer",
      names: ["createTransport"],
      path: null,
      package: "nodemailer",
      line: 1,
    },
    { specifier: "zod", names: ["z"], path: null, package: "zod", line: 2 },
    {
      specifier: "./mailbox.ts",
      names: ["Mailbox", "takePending", "markDelivered", "recordFailure"],
      path: "src/mailbox.ts",
      package: null,
      line: 3,
    },
  ],
  importedBy: ["src/index.ts"],
  uses: ["TransportSettings", "object"],
  headings: [],
};

const outline = fileFacts.symbols.map(({ signature }) => signature).join("\n");

/** A body of `author.thought`; changes go on top. */
export function thoughtBody(change: Partial<Body<"author.thought">> = {}): Body<"author.thought"> {
  return {
    path: fileFacts.path,
    requirements: "Deliver mail.",
    purpose_of_file: "Delivers what waits.",
    outline,
    facts: fileFacts,
    reads: [],
    purpose: "write",
    earlier: [],
    violations: [],
    seed: 7,
    ...change,
  };
}

/** A body of `author.rewrite`; changes go on top. */
export function rewriteBody(change: Partial<Body<"author.rewrite">> = {}): Body<"author.rewrite"> {
  const { purpose: _, earlier: __, violations: ___, ...file } = thoughtBody();
  return {
    ...file,
    thoughts: [
      { purpose: "needs", text: "I need nodemailer and the mailbox." },
      { purpose: "design", text: "deliverQueued is the way in." },
      { purpose: "write", text: "deliverQueued goes over pendingLetters." },
    ],
    index: 2,
    proposer: "informed",
    number: 0,
    ...change,
  };
}

/** A body of `author.plan` with its order stored among the blobs. */
export async function planBody(
  tools: ServiceTools,
  paths: readonly string[],
  change: Partial<Body<"author.plan">> = {},
): Promise<Body<"author.plan">> {
  return {
    facts: repositoryFacts,
    tree: paths.join("\n"),
    requirements: "Deliver mail.",
    order: await tools.blobs.putJson(paths.map((path) => ({ path, purpose: "" }))),
    violations: [],
    seed: 7,
    ...change,
  };
}
