/**
 * What the page is answered, as plain JSON. The server and the page share these types; a report
 * holds the same answers in its file.
 */
export type * from "./run.ts";
export type * from "./trajectory.ts";
export type * from "./search.ts";
export type * from "./graph.ts";
export type * from "./replay.ts";
export type * from "./pool.ts";
export type * from "./data.ts";

/** What went wrong, for any path. */
export interface ErrorAnswer {
  readonly error: { readonly code: string; readonly detail: string; readonly advice: string };
}
