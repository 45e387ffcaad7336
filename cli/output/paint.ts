import picocolors from "picocolors";
import type { Paint } from "./table.ts";

/** Colours, or none of them. */
export function paintFor(color: boolean): Paint {
  const { bold, dim, red, green } = picocolors.createColors(color);
  return { bold, dim, red, green };
}
