/** What assistants say around a text that was asked for. */
const BEFORE: readonly RegExp[] = [
  /^(?:sure|certainly|of course|absolutely|okay|ok|alright|all right|great|got it|understood|no problem|yes)[,.!:](?=\s|$)/i,
  /^(?:here(?:'s| is| are)|below is|the following is|this is) (?:the|a|an|my|your|one|what)\b[^\n]{0,200}?\b(?:notes?|thoughts?|thinking|rewrite|rewritten|revised|revision|version|requirements|answer|response|plan)\b[^\n]{0,120}?:(?=\s|$)/i,
];
const AFTER =
  /\b(?:please )?(?:let me know (?:if|whether|should)|i hope (?:this|that|it) (?:helps|works|meets)|hope (?:this|that) helps|would you like me to|feel free to|is there anything else|if you(?:'d| would) like,? i can)\b/gi;
/** Length limit of the sentence that ends with it, after its first words. */
const AFTER_LENGTH = 200;

/** A model that talks about its task instead of doing it: reasoning without any tag around it. */
const ABOUT_THE_TASK =
  /^(?:(?:okay|ok|so|hmm+|alright|well|now|right)[,.]?\s+)?(?:the user (?:wants|wanted|asks|asked|is asking|says|said|wrote|needs)\b[^\n]{0,120}?\b(?:note|thought|rewrite|answer|response|prompt|me to)\b|(?:we|i) (?:need|have|must|should|am asked|are asked)(?: to)? (?:write|produce|revise|rewrite|provide|output|answer|respond)(?: with)? (?:a|an|the|this|my) (?:(?:new|revised|final|short|single) )?(?:note|thought|answer|response|message)\b(?=[.,:;]|$| (?:anew|for|that|about|without|with|in|and)\b))/i;

const REFUSAL: readonly RegExp[] = [
  /^(?:i'm|i am|we're|we are)? ?(?:very |so |really )?sorry\b[^.\n]{0,40}?\b(?:can't|cannot|can not|unable|won't|not able|must decline)\b/i,
  /^(?:i apologi[sz]e|apologies|unfortunately)\b[^.\n]{0,40}?\b(?:i|we) (?:can't|cannot|can not|am unable|are unable|won't|must decline)\b/i,
  /^(?:i|we) (?:can't|cannot|can not|am unable to|am not able to|will not|won't|must decline to) (?:help|assist|comply|fulfil|fulfill|provide|do that|continue with|answer|write (?:this|that|the requested)|discuss|process this)\b/i,
  /^(?:[^.\n]{0,80}\b)?as an ai(?: language)? (?:model|assistant)\b/i,
];

/** An assistant's remarks before or after a text, at the edges of this one. */
export function chatterIn(text: string): string | undefined {
  const plain = straight(text.trim());
  for (const pattern of BEFORE) {
    const found = pattern.exec(plain)?.[0];
    if (found) return found;
  }
  return closingIn(plain.slice(-400));
}

/** A sentence on the last line that offers more. */
function closingIn(text: string): string | undefined {
  for (const { 0: words, index } of text.matchAll(AFTER)) {
    const rest = text.slice(index + words.length);
    if (rest.length > AFTER_LENGTH || rest.includes("\n")) continue;
    const above = text.slice(0, index);
    const sentence = above.trimEnd();
    const begins =
      sentence === "" || /[.!?]$/.test(sentence) || above.includes("\n", sentence.length);
    if (begins) return text.slice(index);
  }
  return undefined;
}

/** A text without an assistant's remarks before and after it. */
export function withoutChatter(text: string): string {
  let rest = text.trim();
  for (let rounds = 0; rounds < 4; rounds += 1) {
    const plain = straight(rest);
    const before = BEFORE.map((pattern) => pattern.exec(plain)?.[0].length ?? 0);
    const from = Math.max(0, ...before);
    if (from === 0) break;
    rest = rest.slice(from).trimStart();
  }
  const tail = Math.max(0, rest.length - 400);
  const after = AFTER.exec(straight(rest.slice(tail)));
  if (!after) return rest;
  // The match begins with the mark that ends the sentence before it.
  const mark = /^[.!?]/.test(after[0]) ? 1 : 0;
  return rest.slice(0, tail + after.index + mark).trimEnd();
}

/** A text that speaks of the request, as models do when they think aloud. */
export function talkAboutTask(text: string): string | undefined {
  return ABOUT_THE_TASK.exec(straight(text.trim()))?.[0];
}

/** The words with which a text declines what was asked. */
export function refusalIn(text: string): string | undefined {
  const plain = straight(text.trim()).slice(0, 400);
  for (const pattern of REFUSAL) {
    const found = pattern.exec(plain)?.[0];
    if (found) return found;
  }
  return undefined;
}

function straight(text: string): string {
  return text.replaceAll(/[‘’]/g, "'");
}
