import { z } from "zod";
import { ok, type HttpAnswer } from "../answer.ts";
import { parseBody } from "./fields.ts";
import { RequestRefusal } from "../refusal.ts";
import { hasField, type RouteCall, type ProtocolRoute } from "../route.ts";
import { completeSglang } from "./sglang-completions.ts";
import { generate } from "./sglang-generate.ts";
import { detokenizeSglang, tokenizeSglang } from "./tokenization.ts";
import { BOS } from "../vocabulary.ts";

/** Paths of an SGLang server. */
export const sglangRoutes: readonly ProtocolRoute[] = [
  {
    methods: ["POST"],
    path: "/generate",
    judges: true,
    // `inputs` is TGI's, where one port offers both.
    accepts: (body) => !hasField(body, "inputs"),
    handle: generate,
    refuse: refuseNative,
  },
  { methods: ["POST"], path: "/v1/completions", judges: true, handle: completeSglang, refuse },
  ...["/tokenize", "/v1/tokenize"].map((path): ProtocolRoute => ({
    methods: ["POST"],
    path,
    accepts: (body) => !hasField(body, "inputs"),
    handle: tokenizeSglang,
    refuse,
  })),
  ...["/detokenize", "/v1/detokenize"].map((path): ProtocolRoute => ({
    methods: ["POST"],
    path,
    handle: detokenizeSglang,
    refuse,
  })),
  { methods: ["POST"], path: "/abort_request", handle: abort, refuse: refuseNative },
  { methods: ["GET", "POST"], path: "/flush_cache", handle: flush, refuse: refuseNative },
  { methods: ["GET"], path: "/health", handle: () => ({ status: 200 }), refuse },
  { methods: ["GET"], path: "/health_generate", handle: probe, refuse },
  ...["/get_model_info", "/model_info"].map((path): ProtocolRoute => ({
    methods: ["GET"],
    path,
    handle: modelInfo,
    refuse,
  })),
  ...["/get_server_info", "/server_info"].map((path): ProtocolRoute => ({
    methods: ["GET"],
    path,
    handle: serverInfo,
    refuse,
  })),
  { methods: ["GET"], path: "/v1/models", handle: models, refuse },
  { methods: ["GET"], path: "/v1/loads", handle: loads, refuse },
  { methods: ["GET"], path: "/get_load", handle: (call) => ok([oldLoad(call)]), refuse },
];

const AbortRequest = z.looseObject({
  rid: z.string().default(""),
  abort_all: z.boolean().default(false),
});

function abort({ body, engine }: RouteCall): HttpAnswer {
  const { rid, abort_all: all } = parseBody(AbortRequest, body);
  engine.abort(all ? undefined : rid);
  return { status: 200 };
}

async function flush({ engine }: RouteCall): Promise<HttpAnswer> {
  if (await engine.flush()) return { status: 200, text: "Cache flushed.\n" };
  return { status: 400, text: "Flush cache failed: there are running or waiting requests.\n" };
}

async function probe({ engine, signal }: RouteCall): Promise<HttpAnswer> {
  await engine.read([{ ids: [BOS, 0], from: 2, reuse: false, top: 0, write: 1 }], signal);
  return { status: 200 };
}

function modelInfo({ served }: RouteCall): HttpAnswer {
  return ok({
    model_path: served.model,
    tokenizer_path: served.model,
    is_generation: true,
    preferred_sampling_params: null,
    weight_version: "default",
    has_image_understanding: false,
    has_audio_understanding: false,
    model_type: "hindcast_bytes",
    architectures: null,
  });
}

function serverInfo({ served, engine }: RouteCall): HttpAnswer {
  return ok({
    model_path: served.model,
    served_model_name: served.model,
    context_length: served.contextLength,
    max_queued_requests: served.queue,
    allow_auto_truncate: false,
    internal_states: [{ num_running_reqs: engine.running, num_waiting_reqs: engine.waiting }],
    version: served.version,
  });
}

function models({ served }: RouteCall): HttpAnswer {
  const card = {
    id: served.model,
    object: "model",
    created: served.started,
    owned_by: "sglang",
    root: served.model,
    parent: null,
    max_model_len: served.contextLength,
  };
  return ok({ object: "list", data: [card] });
}

function load({ engine, served }: RouteCall): Readonly<Record<string, number>> {
  const [running, waiting] = [engine.running, engine.waiting];
  return {
    dp_rank: 0,
    num_running_reqs: running,
    num_waiting_reqs: waiting,
    num_total_reqs: running + waiting,
    token_usage: (running + waiting) / served.queue,
  };
}

function loads(call: RouteCall): HttpAnswer {
  const now = load(call);
  const rank = call.query.get("dp_rank");
  if (rank !== null && rank !== "0")
    throw new RequestRefusal("invalid", `dp_rank=${rank} out of range [0, 1)`);
  if (call.query.get("format") === "prometheus") {
    const lines = Object.entries(now)
      .filter(([name]) => name !== "dp_rank")
      .map(
        ([name, value]) => `# TYPE sglang_${name} gauge\nsglang_${name}{dp_rank="0"} ${value}\n`,
      );
    return { status: 200, text: lines.join("") };
  }
  return ok({
    timestamp: new Date().toISOString(),
    version: call.served.version,
    accelerator: null,
    num_accelerators: 0,
    loads: [now],
  });
}

function oldLoad({ engine }: RouteCall): unknown {
  return {
    dp_rank: 0,
    num_reqs: engine.running + engine.waiting,
    num_waiting_reqs: engine.waiting,
  };
}

/** An error of the OpenAI part, and of everything that FastAPI refuses itself: not nested. */
function refuse({ reason, status, message, param }: RequestRefusal): HttpAnswer {
  const type =
    reason === "malformed"
      ? "Bad Request"
      : status < 500
        ? "BadRequestError"
        : "InternalServerError";
  return { status, json: { object: "error", message, type, param: param ?? null, code: status } };
}

/** An error of the native part: a ValueError, or an HTTPException of the scheduler. */
function refuseNative(refusal: RequestRefusal): HttpAnswer {
  const { reason, status, message } = refusal;
  if (reason === "malformed" || reason === "media-type") return refuse(refusal);
  return { status, json: status === 400 ? { error: { message } } : { detail: message } };
}
