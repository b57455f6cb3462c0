/** Endings of files that are read. */
export const ACCEPTED = '.xlsx,.xlsm,.xls,.et,.csv'
