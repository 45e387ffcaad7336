import { reasonOf } from "../../protocols/index.ts";

/** What was found out about one thing that a run needs. */
export interface Check {
  readonly name: string;
  /** `warn`: a run works, though not well; `fail`: it does not. */
  readonly status: "ok" | "warn" | "fail";
  /** What was found, without secrets. */
  readonly detail: string;
  /** What to do about it, when something is not well. */
  readonly todo?: string;
}

/** Runs one check; whatever it throws is a failure of what it looks at, with this advice. */
export async function attempt(
  name: string,
  todo: string,
  look: () => Promise<Omit<Check, "name">>,
): Promise<Check> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, status: "fail", detail: reasonOf(error), todo };
  }
}
