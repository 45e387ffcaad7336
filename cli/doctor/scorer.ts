import { createScorerPool, type ScorerOptions } from "../../scoring/scorer/index.ts";
import { attempt, type Check } from "./check.ts";

/**
 * Whether scoring servers answer, and with numbers that make sense.
 *
 * @param part what they do in a run: `scorer` or `judge`
 */
export async function checkScorers(
  part: string,
  specs: readonly string[],
  options: Omit<ScorerOptions, "cache">,
): Promise<Check> {
  const todo = "start the server, or correct its SPEC; see docs/scoring-servers.md";
  return attempt(part, todo, async () => {
    if (specs.every((spec) => spec === "offline")) {
      return { status: "ok", detail: "offline, which needs no server" };
    }
    const pool = createScorerPool(specs, { ...options, outageTimeout: 0 });
    try {
      await pool.checked();
      const model = await pool.model(AbortSignal.timeout(TIMEOUT));
      const { agrees, spread } = await pool.compare(AbortSignal.timeout(TIMEOUT));
      const { endpoints } = pool.state();
      const away = endpoints.filter(({ state }) => state !== "ready");
      const detail = `${endpoints.length - away.length} of ${endpoints.length} endpoints serve ${model}`;
      if (!agrees) {
        const differ = `${detail}, but differ by ${spread.toFixed(3)} nats a token`;
        return { status: "fail", detail: differ, todo: "run the same weights everywhere" };
      }
      if (away.length === 0) return { status: "ok", detail };
      const why = away.map(({ name, last_error = "not ready" }) => `${name}: ${last_error}`);
      return { status: "warn", detail: `${detail}; ${why.join("; ")}`, todo };
    } finally {
      await pool.close();
    }
  });
}

/** Milliseconds that endpoints which passed their check may take for one more text. */
const TIMEOUT = 60_000;
