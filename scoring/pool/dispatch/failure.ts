import {
  HindcastError,
  isHindcastError,
  reasonOf,
  type ErrorCode,
} from "../../../protocols/index.ts";
import type { ScoreJob, Strike } from "../jobs/index.ts";

/** Times that an endpoint may go down with a job before it is set aside. */
const DOWN = 2;
/** Endpoints that may answer a job wrongly. */
const WRONG = 2;
/** Failures of any kind: a connection that is cut now and then is no fault of the job. */
const ANY = 6;

/** Why a request failed. */
export type FailureCause =
  /** The endpoint takes no more for now. */
  | { readonly blame: "load"; readonly rest: number | undefined }
  /** One of the items is not fit for any endpoint. */
  | { readonly blame: "items" }
  /** The endpoint's answer is wrong, for these items or for all. */
  | { readonly blame: "answer" }
  /** Nothing will succeed at this endpoint. */
  | { readonly blame: "endpoint" }
  /** Nobody knows yet: it must be seen whether the endpoint is still there. */
  | { readonly blame: "unknown" };

/** Reads the error of a client; see EndpointClient. */
export function causeOf(error: unknown): FailureCause {
  if (!isHindcastError(error)) return { blame: "answer" };
  const blame = blames[error.code] ?? "unknown";
  return blame === "load" ? { blame, rest: error.retryAfter } : { blame };
}

const blames: Readonly<Partial<Record<ErrorCode, FailureCause["blame"]>>> = {
  ENDPOINT_BUSY: "load",
  ENDPOINT_REFUSED: "items",
  ENDPOINT_WRONG: "answer",
  ENDPOINT_CONFIG: "endpoint",
  CONFIG_INVALID: "endpoint",
};

/** Why a job is not tried again, undefined while it may be. */
export function quarantineError(job: ScoreJob, error: unknown): HindcastError | undefined {
  const at = (how: Strike["how"]) =>
    job.strikes.flatMap((strike) => (strike.how === how ? [strike.endpoint] : []));
  const enough =
    at("down").length >= DOWN || new Set(at("wrong")).size >= WRONG || job.strikes.length >= ANY;
  if (!enough) return undefined;
  const tokens = `${job.context.tokens} tokens and a target of ${job.target.ids.length}`;
  return new HindcastError(
    "SCORER_FAILED",
    `a context of ${tokens} failed at ${placesOf(job.strikes)} and is set aside: ${reasonOf(error)}`,
    { cause: error },
  );
}

function placesOf(strikes: readonly Strike[]): string {
  return [...new Set(strikes.map(({ endpoint }) => endpoint))].join(" and ");
}
