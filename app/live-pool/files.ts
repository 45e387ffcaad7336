import path from "node:path";
import * as z from "zod";
import type { PoolReport } from "../../scoring/pool/index.ts";

/** Folder of an output directory that a run and its commands share about the scoring servers. */
export const FOLDER = "pool";

/** Where the run says what its servers are doing. */
export const stateFile = (directory: string): string => path.join(directory, FOLDER, "state.json");

/** Where commands say which servers the run shall have. */
export const wantedFile = (directory: string): string =>
  path.join(directory, FOLDER, "wanted.json");

/** Which servers a run shall have from now on. */
export const Wanted = z.strictObject({ scorers: z.array(z.string().min(1)).min(1) });

const counts = z.strictObject({ items: z.number(), tokens: z.number() });

const EndpointState = z.enum(["probing", "ready", "throttled", "broken", "draining", "removed"]);

/** What a run says of its servers: a pool's report, with the process that wrote it. */
export interface PoolState {
  readonly pid: number;
  readonly report: PoolReport;
}

export const PoolStateFile = z.object({
  pid: z.int().positive(),
  report: z.object({
    model: z.string().optional(),
    endpoints: z.array(
      z.object({
        name: z.string(),
        state: EndpointState,
        model: z.string().optional(),
        context_length: z.number().optional(),
        in_flight: counts,
        waiting: counts,
        limit: z.number(),
        tokens_per_second: z.number().optional(),
        hit_rate: z.number().optional(),
        answered: z.number(),
        errors: z.record(z.string(), z.number()),
        last_error: z.string().optional(),
      }),
    ),
    waiting: z.number(),
    answered: z.object({ computed: z.number(), cached: z.number(), shared: z.number() }),
    hedged: z.number(),
    set_aside: z.number(),
  }),
});
