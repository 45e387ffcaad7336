import { piecesOf } from "./pieces.ts";

/**
 * A text of a repository, model or log: always text, read from left to right, with hidden
 * characters shown by their code points.
 *
 * @param find what to mark in it
 */
export function Plain({ text, find }: { readonly text: string; readonly find?: string }) {
  return (
    <bdi dir="ltr">
      {piecesOf(text, find).map((piece, index) =>
        piece.kind === "hidden" ? (
          <span key={index} class="hidden-character">
            {piece.code}
          </span>
        ) : piece.kind === "found" ? (
          <mark key={index}>{piece.text}</mark>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
