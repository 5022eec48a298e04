/** Argon2id of a passphrase, away from the page: it takes about a second and 64 MiB, which end with the worker. */

/** 32 bytes of `secret` (NFC first: keyboards differ in how they compose an accent) and a 16-byte salt. */
export function stretched(secret, salt) {
  const worker = new Worker(new URL("./stretch_worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error("stretching failed"));
    worker.postMessage({ secret: new TextEncoder().encode(secret.normalize("NFC")), salt });
  }).finally(() => worker.terminate());
}
