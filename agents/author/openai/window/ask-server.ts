import * as z from "zod";
import { ServerFailure, type JsonClient } from "../../../../model-servers/http/index.ts";

/** Milliseconds that a server may take to answer one of these questions. */
const ASK_TIMEOUT = 5_000;

/** What Ollama gives a model for which nobody set a window and which is not loaded. */
const OLLAMA_DEFAULT = 4_096;

const size = z.int().positive().nullish().catch(null);

const Models = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      /** vLLM and SGLang. */
      max_model_len: size,
      /** OpenRouter. */
      context_length: size,
      /** Groq. */
      context_window: size,
      /** Mistral. */
      max_context_length: size,
    }),
  ),
});

/** llama.cpp's `/props`: the window of one slot. */
const Props = z.object({ default_generation_settings: z.object({ n_ctx: z.int().positive() }) });

/** SGLang's `/get_server_info`. */
const ServerInfo = z.object({ context_length: z.int().positive() });

/** Ollama's `/api/ps`: the models that are loaded, with their windows. */
const Loaded = z.object({
  models: z.array(z.object({ name: z.string(), context_length: z.int().positive() })),
});

/** Ollama's `/api/show`: what the model's file sets. */
const Shown = z.object({ model_info: z.looseObject({}), parameters: z.string().nullish() });

interface AskedServer {
  /** At the URL of the SPEC. */
  readonly api: JsonClient;
  /** At the same URL without its version. */
  readonly root: JsonClient;
  readonly model: string;
  /** Whether the server may be one of those that people run themselves. */
  readonly local: boolean;
}

/**
 * The context window of a model in tokens, as its server gives it; undefined when it says nothing.
 * Hosted services are asked for their list of models alone. Throws ServerFailure when the server
 * cannot be reached.
 */
export async function askWindow(
  { api, root, model, local }: AskedServer,
  signal: AbortSignal,
): Promise<number | undefined> {
  const get = async <T>(
    client: JsonClient,
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
  ): Promise<T | undefined> => {
    try {
      const request = { path, timeout: ASK_TIMEOUT, ...(body === undefined ? {} : { body }) };
      return schema.safeParse(await client.send(request, signal)).data;
    } catch (error) {
      const answered =
        error instanceof ServerFailure && (error.refusal || error.kind === "malformed");
      if (answered) return undefined;
      throw error;
    }
  };
  const models = (await get(api, "/models", Models))?.data ?? [];
  const listed = models.find(({ id }) => id === model);
  const said =
    listed?.max_model_len ??
    listed?.context_length ??
    listed?.context_window ??
    listed?.max_context_length;
  if (typeof said === "number") return said;
  if (!local) return undefined;
  const slot = await get(root, "/props", Props);
  if (slot) return slot.default_generation_settings.n_ctx;
  const info = await get(root, "/get_server_info", ServerInfo);
  if (info) return info.context_length;
  const loaded = (await get(root, "/api/ps", Loaded))?.models.find(({ name }) => name === model);
  if (loaded) return loaded.context_length;
  const shown = await get(root, "/api/show", Shown, { model });
  if (!shown) return undefined;
  const set = /^[ \t]*num_ctx[ \t]+(\d{1,9})[ \t]*$/m.exec(shown.parameters ?? "")?.[1];
  return set === undefined ? OLLAMA_DEFAULT : Number(set);
}
