export { packBestFit } from "./best-fit.ts";
export { piecesOf, type Piece } from "./pieces.ts";
export { PACKED_COLUMNS, packedRow } from "./rows.ts";
export { SequenceSpill } from "./spill.ts";
