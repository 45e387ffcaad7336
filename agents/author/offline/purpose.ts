import { ThoughtPurpose } from "../../../protocols/index.ts";

/** What the narrator can say about a purpose of a plug-in: what it says of the bodies. */
export function asThoughtPurpose(purpose: string): ThoughtPurpose {
  return ThoughtPurpose.safeParse(purpose).data ?? "write";
}
