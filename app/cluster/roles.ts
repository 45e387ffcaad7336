import { HindcastError } from "../../protocols/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { serviceRoles, type ActorRegistry } from "../actors/index.ts";

/**
 * The roles that a worker takes on where it can: the wanted ones, or all.
 *
 * @throws HindcastError USAGE for a role without a definition
 */
export function selectRoles(
  actors: ActorRegistry,
  wanted: readonly string[] | undefined,
): readonly string[] {
  const services = [...serviceRoles(actors, defaults), "judge"];
  const known = [...new Set([...Object.keys(actors.behaviours), ...services])];
  if (wanted === undefined) return known;
  const unknown = wanted.filter((role) => !known.includes(role));
  if (wanted.length > 0 && unknown.length === 0) return wanted;
  const wrong = unknown.length === 0 ? "no role is named" : `no role ${unknown.join(", ")}`;
  throw new HindcastError("USAGE", `roles: ${wrong}; known here are ${known.join(", ")}`);
}
