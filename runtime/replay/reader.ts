import {
  checkBody,
  isHindcastError,
  knownPart,
  type Envelope,
  type MessageTable,
} from "../../protocols/index.ts";

/** Reads messages that this version, an earlier or a later one wrote. */
export class MessageReader {
  readonly #table: MessageTable;
  /** Fields that a later version wrote and this one does not know, as `kind: .place`. */
  readonly unknownFields = new Set<string>();

  constructor(table: MessageTable) {
    this.#table = table;
  }

  /** The message as this version knows it, or what is wrong with its body. */
  read(envelope: Envelope): Envelope | { readonly problem: string } {
    const { kind, body, seq } = envelope;
    try {
      checkBody(this.#table, kind, body, `seq ${seq}`);
      return envelope;
    } catch (error) {
      if (!isHindcastError(error)) throw error;
      return this.known(envelope) ?? { problem: error.detail };
    }
  }

  /** The message without the fields of a later version; undefined when that is not all there is. */
  known(envelope: Envelope): Envelope | undefined {
    const schema = this.#table[envelope.kind];
    const known = schema && knownPart(schema, envelope.body);
    if (!known || known.unknown.length === 0) return undefined;
    for (const field of known.unknown) this.unknownFields.add(`${envelope.kind}: .body${field}`);
    return { ...envelope, body: known.value };
  }
}
