import type { MessageHeadAnswer } from "../../contracts/index.ts";

/** An address without its session, which is the same for most of what is in sight. */
export function shortAddress(address: string): string {
  const slash = address.indexOf("/");
  return slash === -1 ? address : address.slice(slash + 1);
}

/** Whether an agent has this address, not a service or the run itself. */
export function isAgent(address: string): boolean {
  const [, role = "", key = ""] = /^[^/]*\/([^/]*)\/(.*)$/s.exec(address) ?? [];
  return role !== "" && key !== "pool" && role !== "spawn" && role !== "control";
}

/** The agent that a message is about: its receiver, or its sender where that is none. */
export function agentOf({ from, to }: MessageHeadAnswer): string | undefined {
  return [to, from].find(isAgent);
}
