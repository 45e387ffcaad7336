export { Gain, gainText } from "./gain.tsx";
