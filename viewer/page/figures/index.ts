export { Gain, gainText, perplexity } from "./gain.tsx";
