/** A repository whose files are in an archive or in a row of a table. */
export interface GivenRepository {
  /** As the row names it; absent: from its files, or from the archive. */
  readonly name?: string | undefined;
  readonly commit?: string | undefined;
  /** What the row says of its licence; what its files declare goes before it. */
  readonly licence?: string | undefined;
  readonly files: readonly GivenFile[];
}

export interface GivenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable?: boolean;
}
