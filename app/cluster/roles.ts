import { HindcastError } from "../../protocols/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import type { Roster } from "../run/roster.ts";
import { serviceRoles } from "../run/services.ts";

/**
 * The roles that a worker plays where it can: those of `--roles R,R`, or all. Throws USAGE for a
 * role that nobody here can play.
 */
export function readRoles(value: string | undefined, roster: Roster): readonly string[] {
  const services = [...serviceRoles(roster, defaults), "judge"];
  const known = [...new Set([...Object.keys(roster.behaviours), ...services])];
  if (value === undefined) return known;
  const roles = value
    .split(",")
    .map((role) => role.trim())
    .filter((role) => role !== "");
  const unknown = roles.filter((role) => !known.includes(role));
  if (roles.length > 0 && unknown.length === 0) return roles;
  const wrong = unknown.length === 0 ? "names no role" : `names ${unknown.join(", ")}`;
  throw new HindcastError("USAGE", `--roles ${wrong}; known here are ${known.join(", ")}`);
}
