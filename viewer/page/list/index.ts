export { RowList } from "./row-list.tsx";
export { VirtualList, type ListHandle } from "./virtual-list.tsx";
