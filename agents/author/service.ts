import { messages, type Body, type PlanEntry } from "../../protocols/index.ts";
import {
  defineService,
  pickMessages,
  type BlobAccess,
  type ServiceDefinition,
  type ServiceReply,
  type ServiceRequest,
  type ServiceTools,
} from "../../runtime/define/index.ts";
import { createNarrator } from "./offline/narrator.ts";
import { createOpenAiAuthor } from "./openai/author.ts";
import type { OpenAiOptions } from "./openai/options.ts";
import { FailedAsking, type Backend, type Planned, type TextRequest } from "./request.ts";
import { resolvePlan, resolveRequirements, resolveRewrite, resolveThought } from "./resolve.ts";
import { parseAuthorSpec, type AuthorSpec } from "./spec.ts";
import { loadPrompts } from "./templates/load.ts";

export interface AuthorOptions extends OpenAiOptions {
  /** A directory of Markdown files that replace the prompts of the same name. */
  readonly promptsDir?: string;
}

/**
 * The `author` role: requirements, plans, thoughts and rewrites. Throws CONFIG_INVALID for a SPEC,
 * a key or a prompt that cannot be used.
 */
export function createAuthor(spec: string, options: AuthorOptions = {}): ServiceDefinition {
  const backend = createBackend(parseAuthorSpec(spec), options);
  return defineService({
    role: "author",
    accepts: pickMessages(
      messages,
      "author.requirements",
      "author.plan",
      "author.thought",
      "author.rewrite",
    ),
    sends: pickMessages(messages, "author.written", "author.planned"),
    concurrency: backend.concurrency,
    handle: async (request, tools) => {
      try {
        return await handle(backend, request, tools);
      } catch (error) {
        return failed(error);
      }
    },
    close: () => backend.close(),
  });
}

function createBackend(spec: AuthorSpec, options: AuthorOptions): Backend {
  if (spec.backend === "offline") return createNarrator();
  return createOpenAiAuthor(spec, loadPrompts(options.promptsDir), options);
}

async function handle(
  backend: Backend,
  { kind, body }: ServiceRequest,
  tools: ServiceTools,
): Promise<ServiceReply> {
  if (kind === "author.plan") {
    const request = await resolvePlan(body as Body<"author.plan">, tools.blobs);
    return planned(await backend.plan(request, tools), tools.blobs);
  }
  const { text, usage } = await backend.write(await textRequest(kind, body, tools.blobs), tools);
  // Requirements stand in every later request of the session.
  const { blobs } = tools;
  const kept = kind === "author.requirements" ? blobs.shareText(text) : blobs.putText(text);
  const reply: Body<"author.written"> = { text: await kept, usage };
  return { kind: "author.written", body: reply };
}

/**
 * The answer for a request that cannot be answered, with what it took. A backend has made its
 * attempts by then: only a server that named a time for the next one is asked again by the host.
 */
function failed(error: unknown): ServiceReply {
  if (!(error instanceof FailedAsking)) throw error;
  const { error: cause, usage } = error;
  if (cause.retryAfter !== undefined) throw cause;
  const body: Body<"service.failed"> = { ...cause.toRecord(), usage };
  return { kind: "service.failed", body };
}

/** The host has checked kind and body against the table of accepted messages. */
function textRequest(kind: string, body: unknown, blobs: BlobAccess): Promise<TextRequest> {
  if (kind === "author.requirements") {
    return resolveRequirements(body as Body<"author.requirements">, blobs);
  }
  if (kind === "author.thought") return resolveThought(body as Body<"author.thought">, blobs);
  return resolveRewrite(body as Body<"author.rewrite">, blobs);
}

async function planned(plan: Planned, blobs: BlobAccess): Promise<ServiceReply> {
  const body: Body<"author.planned"> = {
    text: await blobs.putText(plan.text),
    entries: await blobs.shareJson(plan.entries as PlanEntry[]),
    usage: plan.usage,
  };
  return { kind: "author.planned", body };
}
