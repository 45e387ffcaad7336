export { VirtualList, type ListHandle } from "./virtual-list.tsx";
