/** The banner of the connection: connecting, lost, stopped, failed; nothing when all is well. */

const WORDS = {
  connecting: "Menyambung ke peragaan…",
  open: "Membaca obrolan…",
  lost: "Sambungan terputus. Menyambung lagi…",
  stopped: "Peragaan berhenti. Jalankan lagi; halaman ini menyambung sendiri.",
};

/** Shows a state: one of the words above, "failed" with a sentence, or "ready" for none. */
export function showStatus(name, sentence = "") {
  const banner = document.getElementById("status");
  const retry = document.getElementById("retry");
  document.documentElement.dataset.status = name;
  banner.querySelector("p").textContent = name === "failed" ? sentence : (WORDS[name] ?? "");
  banner.hidden = name === "ready";
  retry.hidden = name !== "failed";
}
