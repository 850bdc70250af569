declare module 'fake-indexeddb/lib/FDBObjectStore' {
  const FDBObjectStore: { prototype: IDBObjectStore }
  export default FDBObjectStore
}
