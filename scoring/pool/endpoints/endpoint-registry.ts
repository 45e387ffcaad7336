import { HindcastError } from "../../../protocols/index.ts";
import type { EndpointClient } from "../../endpoints/index.ts";
import { Availability } from "./availability.ts";
import type { EndpointState } from "./endpoint-machine.ts";
import { Endpoint, type EndpointOwner } from "./endpoint.ts";
import { requireRecorded, requireSame, type Identity } from "./identity.ts";
import type { PoolSettings } from "../options.ts";

export interface RegistryListener {
  /** An endpoint passed its check and takes work. */
  opened(endpoint: Endpoint): void;
  /** An endpoint takes no work any more; what waits for it must go elsewhere. */
  closed(endpoint: Endpoint): void;
  /** An endpoint came, went or changed its state. */
  changed(): void;
  /** No endpoint is left: what waits for one must fail. */
  lost(error: HindcastError): void;
}

/** The endpoints of a pool: who they are, that they are one model, and which can be used. */
export class EndpointRegistry implements EndpointOwner {
  readonly settings: PoolSettings;
  readonly availability: Availability;
  readonly #listener: RegistryListener;
  readonly #endpoints = new Map<string, Endpoint>();
  /** Endpoints whose first check is under way. */
  readonly #unchecked = new Set<Endpoint>();
  #onStarted: (() => void)[] = [];
  /** Whether all initial endpoints have been checked. */
  #started = false;
  /** Why it is not clear which model is meant. */
  #conflict: HindcastError | undefined;
  #first: { readonly name: string; readonly identity: Identity } | undefined;

  constructor(settings: PoolSettings, listener: RegistryListener) {
    this.settings = settings;
    this.#listener = listener;
    this.availability = new Availability({
      endpoints: () => this.all,
      clock: settings.clock,
      outageTimeout: settings.outageTimeout,
      lost: (error) => listener.lost(error),
    });
  }

  get all(): readonly Endpoint[] {
    return [...this.#endpoints.values()];
  }

  /** Who the endpoints are, as far as one has said. */
  get identity(): Identity | undefined {
    return this.#first?.identity;
  }

  has(endpoint: Endpoint): boolean {
    return this.#endpoints.get(endpoint.name) === endpoint;
  }

  /** Throws CONFIG_INVALID for a second endpoint of the same name. */
  add(client: EndpointClient): void {
    if (this.#endpoints.has(client.name)) {
      throw new HindcastError("CONFIG_INVALID", `scorers: ${client.name} is named twice`);
    }
    const endpoint = new Endpoint(client, this);
    this.#endpoints.set(client.name, endpoint);
    this.#unchecked.add(endpoint);
    this.availability.endpointAdded();
    endpoint.start();
    this.#listener.changed();
  }

  drain(name: string): void {
    const endpoint = this.#endpoints.get(name);
    endpoint?.send({ type: "drain" });
    if (endpoint?.requests.size === 0) endpoint.send({ type: "idle" });
  }

  remove(name: string): void {
    this.#endpoints.get(name)?.send({ type: "remove" });
  }

  /** All endpoints of the beginning are there. */
  endStart(): void {
    if (this.#started || this.#unchecked.size > 0) return;
    this.#started = true;
    this.availability.update();
    for (const resolve of this.#onStarted.splice(0)) resolve();
  }

  /**
   * Resolves once every initial endpoint has been checked, so that it is clear who
   * they are. Throws CONFIG_INVALID when they are not one model.
   */
  async firstChecks(): Promise<void> {
    if (!this.#started) await new Promise<void>((resolve) => this.#onStarted.push(resolve));
    if (this.#conflict) throw this.#conflict;
  }

  accept(endpoint: Endpoint, identity: Identity): void {
    const { name } = endpoint;
    const { expected } = this.settings;
    try {
      if (expected) requireRecorded(expected, { name, identity });
      this.#first ??= { name, identity };
      requireSame(this.#first, { name, identity });
    } catch (error) {
      // Which of them is meant is not known; one that comes later is refused alone.
      if (!this.#started) this.#conflict ??= error as HindcastError;
      throw error;
    }
  }

  changed(endpoint: Endpoint, before: EndpointState): void {
    if (!endpoint.assignable) this.#listener.closed(endpoint);
    if (endpoint.state === "removed") {
      this.#endpoints.delete(endpoint.name);
      void endpoint.close().catch(() => undefined);
    }
    this.availability.update();
    if (before === "probing") {
      this.#unchecked.delete(endpoint);
      this.endStart();
    }
    if (endpoint.state === "ready") this.#listener.opened(endpoint);
    this.#listener.changed();
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((endpoint) => endpoint.close()));
  }
}
