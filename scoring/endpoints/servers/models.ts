import * as z from "zod";
import { HindcastError, problemOf } from "../../../protocols/index.ts";
import type { EndpointDescription } from "../client.ts";
import type { EndpointHttp } from "../http.ts";

const Models = z.looseObject({
  data: z
    .array(z.looseObject({ id: z.string(), max_model_len: z.int().positive().nullish() }))
    .min(1),
});

/**
 * What `/v1/models` says of one model, or of the first when none is named. One token of the
 * server's limit is kept for the token that it generates.
 *
 * @throws HindcastError ENDPOINT_CONFIG when the server does not have the model
 */
export async function describeModel(
  http: EndpointHttp,
  path: string,
  model: string | undefined,
  signal: AbortSignal,
): Promise<EndpointDescription> {
  const parsed = Models.safeParse(await http.json({ path }, signal));
  if (!parsed.success) {
    throw new HindcastError("ENDPOINT_WRONG", `${http.name}: ${path}: ${problemOf(parsed.error)}`);
  }
  const { data } = parsed.data;
  const found = model === undefined ? data[0] : data.find(({ id }) => id === model);
  if (found === undefined) {
    const known = data.slice(0, 5).map(({ id }) => JSON.stringify(http.shown(id)));
    throw new HindcastError(
      "ENDPOINT_CONFIG",
      `${http.name}: the server has ${known.join(", ")} and no model of this name`,
    );
  }
  const limit = found.max_model_len ?? undefined;
  return { model: found.id, contextLength: limit === undefined ? undefined : limit - 1 };
}
