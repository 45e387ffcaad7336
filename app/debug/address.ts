import { parseAddress } from "../../protocols/index.ts";

/** An address without its session. */
export function shortAddress(address: string): string {
  const { role, key } = parseAddress(address);
  return `${role}/${key}`;
}
