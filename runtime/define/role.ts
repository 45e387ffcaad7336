import { HindcastError } from "../../protocols/index.ts";

const ROLE = /^[a-z][a-z0-9-]*$/;

/** Throws AGENT_MODULE for a name that cannot be part of a subject. */
export function checkRole(role: string): void {
  if (!ROLE.test(role)) {
    throw new HindcastError(
      "AGENT_MODULE",
      `the role ${JSON.stringify(role)} is not a lower-case name`,
    );
  }
}
