import {
  CONTROL_ADDRESS,
  SPAWN_ROLE,
  formatAddress,
  serviceAddress,
  spawnAddress,
  type Address,
  type Body,
  type Kind,
} from "../../protocols/index.ts";

/** A message that an agent wants sent; the host gives it its id, cause and sender. */
export interface Outgoing {
  readonly to: string;
  readonly kind: string;
  readonly body: unknown;
  /** Comes back as `tag` of the event that answers this message. */
  readonly tag?: string;
}

/** What an agent receives: a message as an XState event. */
export interface Incoming<K extends string = string, B = unknown> {
  readonly type: K;
  readonly body: B;
  readonly from: Address;
  /** The tag of the request that this message answers. */
  readonly tag?: string;
}

/** The event of a built-in kind. */
export type IncomingKind<K extends Kind> = { [P in K]: Incoming<P, Body<P>> }[K];

/** What a machine gets as its input. */
export interface AgentInput<I = unknown> {
  readonly self: Address;
  /** Who spawned the agent, as an address. */
  readonly parent: string;
  readonly input: I;
}

/**
 * The one effect that an agent has. Give it to `setup({ actions: { send } })` and use it as
 * `{ type: "send", params: ({ context, event }) => message }`; the host reads the parameters and
 * the function itself does nothing.
 */
export function send(_scope: unknown, _params: Outgoing | readonly Outgoing[]): void {}

/** A request to the service of a role, in the agent's own session. */
export function toService<K extends Kind>(
  self: Address,
  role: string,
  kind: K,
  body: Body<K>,
  tag?: string,
): Outgoing {
  const to = serviceAddress(self.session, role);
  return tag === undefined ? { to, kind, body } : { to, kind, body, tag };
}

/** A message to another agent of the session, or to the one that spawned this one. */
export function toAgent<K extends Kind>(to: string, kind: K, body: Body<K>): Outgoing {
  return { to, kind, body };
}

/** The end of a session, sent to the run's control mailbox. */
export function toControl<K extends Kind>(kind: K, body: Body<K>): Outgoing {
  return { to: CONTROL_ADDRESS, kind, body };
}

/** Start an agent in the same session; its key makes it one of a kind within its role. */
export function spawn(self: Address, role: string, key: string, input: unknown): Outgoing {
  // The behaviour is stamped by the host, which knows the hash that the run was opened with.
  const body: Body<"agent.spawn"> = { role, key, behaviour: "", input };
  return { to: spawnAddress(self.session, role), kind: "agent.spawn", body };
}

/** Whether a message starts an agent. */
export function isSpawn(message: { readonly to: string; readonly kind: string }): boolean {
  return message.kind === "agent.spawn" && message.to.split("/", 2)[1] === SPAWN_ROLE;
}

/** The address of an agent of the same session. */
export function agentAddress(self: Address, role: string, key: string): string {
  return formatAddress({ session: self.session, role, key });
}
