import { checkBody, messages, type Body, type Draft } from "../../../protocols/index.ts";

/** The body of a `run.retried`: its session, and the positions that it makes void. Throws MESSAGE_INVALID. */
export function readRetry({ id, body }: Pick<Draft, "id" | "body">): Body<"run.retried"> {
  return checkBody(messages, "run.retried", body, id) as Body<"run.retried">;
}
