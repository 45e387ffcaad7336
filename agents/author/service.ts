import {
  messages,
  type AuthorBackend,
  type Body,
  type PlanEntry,
  type Planned,
  type TextRequest,
} from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type ReplyOf,
  type RequestOf,
  type BlobAccess,
  type ServiceDefinition,
  type ServiceTools,
} from "../../runtime/define/index.ts";
import { createNarrator } from "./offline/narrator.ts";
import { createChatAuthor, createOpenAiAuthor } from "./openai/author.ts";
import { OnnxChat } from "./openai/onnx-chat.ts";
import { settingsOf, type OpenAiOptions } from "./openai/options.ts";
import { FailedAsking } from "./request.ts";
import {
  resolveAsk,
  resolvePlan,
  resolveRequirements,
  resolveRewrite,
  resolveThought,
} from "./resolve.ts";
import { parseAuthorSpec, type AuthorSpec } from "./spec.ts";
import { loadPrompts } from "./templates/load.ts";

export interface AuthorOptions extends OpenAiOptions {
  /** A directory of Markdown files that replace the prompts of the same name. */
  readonly promptsDir?: string;
}

const accepts = pickMessages(
  messages,
  "author.requirements",
  "author.plan",
  "author.thought",
  "author.rewrite",
  "author.ask",
);
const sends = pickMessages(messages, "author.written", "author.planned");

type Request = RequestOf<typeof accepts>;
type Reply = ReplyOf<typeof sends>;

/**
 * The `author` role: requirements, plans, thoughts and rewrites. Throws CONFIG_INVALID for a SPEC,
 * a key or a prompt that cannot be used.
 */
export function createAuthor(spec: string, options: AuthorOptions = {}): ServiceDefinition {
  return authorService(createBackend(parseAuthorSpec(spec), options));
}

/**
 * The `author` role, played by a backend.
 *
 * @param backendFor gives the one that answers a session; the same for all when absent
 */
export function authorService(
  backend: AuthorBackend,
  backendFor: (session: string) => AuthorBackend = () => backend,
): ServiceDefinition {
  return defineService({
    role: "author",
    accepts,
    sends,
    concurrency: backend.concurrency,
    // Bounded by its backend, whose requests have time-outs of their own.
    timeout: Infinity,
    handle: (request, tools) => handle(backendFor(request.session), request, tools).catch(failed),
    close: () => backend.close(),
  });
}

function createBackend(spec: AuthorSpec, options: AuthorOptions): AuthorBackend {
  if (spec.backend === "offline") return createNarrator();
  const prompts = loadPrompts(options.promptsDir);
  if (spec.backend === "openai") return createOpenAiAuthor(spec, prompts, options);
  // A model in this process answers one chat at a time.
  const settings = settingsOf({ ...options, concurrency: 1 });
  const chat = new OnnxChat(spec.model, settings.temperature);
  return createChatAuthor(chat, prompts, settings, options);
}

async function handle(
  backend: AuthorBackend,
  request: Request,
  tools: ServiceTools,
): Promise<Reply> {
  const { blobs } = tools;
  if (request.kind === "author.plan") {
    return planned(await backend.plan(await resolvePlan(request.body, blobs), tools), blobs);
  }
  const { text, usage } = await backend.write(await textRequest(request, blobs), tools);
  // Requirements are part of every later request of the session.
  const isShared = request.kind === "author.requirements";
  const kept = isShared ? blobs.shareText(text) : blobs.putText(text);
  return { kind: "author.written", body: { text: await kept, usage } };
}

/**
 * The answer for a request that cannot be answered, with what it took. A backend has made its
 * attempts by then: only a server that named a time for the next one is asked again by the host.
 */
function failed(error: unknown): Reply {
  if (!(error instanceof FailedAsking)) throw error;
  const { error: cause, usage } = error;
  if (cause.retryAfter !== undefined) throw cause;
  return { kind: "service.failed", body: { ...cause.toRecord(), usage } };
}

function textRequest(
  { kind, body }: Exclude<Request, { kind: "author.plan" }>,
  blobs: BlobAccess,
): Promise<TextRequest> {
  switch (kind) {
    case "author.requirements":
      return resolveRequirements(body, blobs);
    case "author.thought":
      return resolveThought(body, blobs);
    case "author.rewrite":
      return resolveRewrite(body, blobs);
    case "author.ask":
      return resolveAsk(body, blobs);
  }
}

async function planned(plan: Planned, blobs: BlobAccess): Promise<Reply> {
  const body: Body<"author.planned"> = {
    text: await blobs.putText(plan.text),
    entries: await blobs.shareJson(plan.entries as PlanEntry[]),
    usage: plan.usage,
  };
  return { kind: "author.planned", body };
}
