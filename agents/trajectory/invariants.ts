import {
  sha256,
  textFault,
  type CoderStep,
  type DelegateStep,
  type MainStep,
  type ManifestEntry,
  type Trajectory,
} from "../../protocols/index.ts";
import { encodeText } from "../../graph/index.ts";

/** A broken invariant: which, where, and what is wrong. */
export interface Breach {
  readonly invariant:
    "rebuilds" | "order" | "observations" | "thinking" | "hygiene" | "thoughts" | "steps";
  /** The path it is about. */
  readonly path: string;
  readonly detail: string;
}

/**
 * Checks the steps of a trajectory one after the other, in the order in which `flatten` splices
 * them, against the manifest. The promises: the writes rebuild every included file byte for byte;
 * nothing is read before it was written or written twice; every observation is the true text and
 * every path exists; thinking comes before the write, never after it; what is trained on as prose
 * is prose (see {@link textFault}).
 */
export class InvariantCheck {
  readonly breaches: Breach[] = [];
  readonly #files: ReadonlyMap<string, ManifestEntry>;
  readonly #written = new Set<string>();
  /** Paths that would be faults in a text, and yet are the repository's own. */
  readonly #given: readonly string[];

  constructor(manifest: readonly ManifestEntry[]) {
    this.#given = pathsLikeMarkup(manifest);
    this.#files = new Map(
      manifest.filter(({ included }) => included).map((entry) => [entry.path, entry]),
    );
  }

  add(step: MainStep): void {
    if (step.kind === "act") this.#delegate(step);
    else this.#prose(step.purpose, step.text, step.purpose === "plan" ? "plan" : "thought");
  }

  /** Call once after the last step. */
  finish(): readonly Breach[] {
    for (const path of this.#files.keys()) {
      if (!this.#written.has(path)) this.#breach("rebuilds", path, "the file is never written");
    }
    return this.breaches;
  }

  #delegate({ path, instruction, steps }: DelegateStep): void {
    this.#prose(path, instruction, "plan");
    let open: string | undefined;
    let wrote = false;
    for (const step of steps) {
      if (wrote) this.#breach("thinking", path, `a ${step.kind} step comes after the write`);
      if (open !== undefined && step.kind !== "observe") {
        this.#breach("observations", open, "the read shows nothing");
      }
      open = this.#coderStep(path, step, open);
      wrote ||= step.kind === "act" && step.tool === "write_file";
    }
    if (!wrote) this.#breach("rebuilds", path, "the coder writes nothing");
  }

  /** Returns the path of a read that is still to be shown. */
  #coderStep(coder: string, step: CoderStep, open: string | undefined): string | undefined {
    if (step.kind === "think") {
      this.#prose(coder, step.text, "thought");
      return undefined;
    }
    const entry = this.#files.get(step.path);
    if (!entry) {
      this.#breach("observations", step.path, "the repository has no such included file");
      return undefined;
    }
    if (step.kind === "observe") {
      if (step.path !== open) this.#breach("observations", step.path, "shown without being read");
      if (!isTrue(entry, step.content)) {
        this.#breach("observations", step.path, "what is shown is not the true text");
      }
      return undefined;
    }
    if (step.tool === "read_file") {
      if (!this.#written.has(step.path))
        this.#breach("order", step.path, `${coder} reads it before it is written`);
      return step.path;
    }
    if (step.path !== coder) this.#breach("order", step.path, `the coder of ${coder} writes it`);
    if (this.#written.has(step.path)) this.#breach("order", step.path, "it is written twice");
    this.#written.add(step.path);
    if (!isTrue(entry, step.content)) {
      this.#breach("rebuilds", step.path, "what is written is not the true text");
    }
    return undefined;
  }

  #prose(where: string, text: string, form: "thought" | "plan"): void {
    const fault = textFault(text, { form, given: this.#given });
    if (fault) this.#breach("hygiene", where, `a text that is trained on: ${fault.detail}`);
  }

  #breach(invariant: Breach["invariant"], path: string, detail: string): void {
    this.breaches.push({ invariant, path, detail });
  }
}

/** Paths that would be faults in a text, and yet are the repository's own. */
export function pathsLikeMarkup(manifest: readonly { readonly path: string }[]): readonly string[] {
  const paths = manifest.map(({ path }) => path);
  return paths.filter((path) => textFault(path, { form: "plan" }) !== undefined);
}

function isTrue(entry: ManifestEntry, content: string): boolean {
  return sha256(encodeText(content, entry.encoding ?? "utf-8")) === entry.sha256;
}

/** Every broken invariant of a whole trajectory. */
export function checkTrajectory(trajectory: Trajectory): readonly Breach[] {
  const check = new InvariantCheck(trajectory.repository.files);
  for (const step of trajectory.steps) check.add(step);
  return check.finish();
}
