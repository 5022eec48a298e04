/** Sentences that the pages say besides those that stand in their HTML. */

import { between, longDay, plus } from "./days.js";

const FORMAL_DAYS = 7;
const letters = (count) => count.toLocaleString("id-ID");

export const words = {
  offline: "Sambungan ke peladen terputus. Periksa jaringan Anda, lalu coba lagi.",
  unknown: "Ada gangguan. Coba lagi sebentar lagi.",
  noCrypto: "Peramban ini tidak mengizinkan penyegelan (WebAssembly). Pakai peramban lain, atau turunkan tingkat keamanan Tor Browser ke Standar.",

  noDay: "Isi kedua tanggal.",
  inTheFuture: "Tanggal itu belum tiba. Pilih hari ini atau sebelumnya.",
  tooLongAgo: "Tanggal itu lebih dari sepuluh tahun yang lalu. Periksa tahunnya.",
  knownTooEarly: "Anda tidak dapat mengetahuinya sebelum terjadi. Pilih tanggal yang sama atau sesudahnya.",
  noStory: "Ceritanya belum ada. Tulis dulu apa yang terjadi.",
  storyTooLong: (over) => `Cerita kelebihan ${letters(over)} huruf. Ringkas dulu.`,
  count: (used, limit) => `${letters(used)} dari ${letters(limit)} huruf`,
  days: (event, known) => `Terjadi ${longDay(event)}, diketahui ${longDay(known)}.`,
  files: (count) => (count ? `Lampiran: ${count} gambar.` : "Tanpa lampiran."),

  drawing: "Menggambar ulang …",
  noPdf: "PDF tidak dapat dibersihkan di peramban. Kirim tangkapan layarnya, atau lampirkan PDF lewat bot.",
  unsupported: "Yang dapat diterima hanya gambar JPEG, PNG, atau WebP. Untuk video atau suara, kirim tangkapan layarnya.",
  tooBig: "Gambar itu terlalu besar, paling besar 10 MB. Kirim yang lebih kecil.",
  broken: "Gambar itu rusak dan tidak dapat dibuka. Kirim tangkapan layarnya.",
  noCanvas: "Peramban ini belum mengizinkan gambar digambar ulang. Di Tor Browser: izinkan data kanvas lewat tanda di bilah alamat, lalu pilih gambarnya lagi. Atau kirim tanpa gambar.",
  tooMany: "Paling banyak 5 gambar. Sisanya tidak diambil.",
  picture: (number, bytes) => `Gambar ${number}, ${letters(Math.ceil(bytes / 1000))} kB`,
  drop: "Buang",
  dropPicture: (number) => `Buang gambar ${number}`,

  officer: (name, agency) => `${name}, ${agency}`,
  everybody: (agency) => `Semua dari ${agency}`,
  noReceiver: "Dengan pilihan itu tidak ada petugas yang menerima laporan. Sisakan sedikitnya satu.",

  wrongDigits: "Angkanya belum cocok. Lihat lagi kodenya, lalu tulis 4 angka terakhir.",
  sealing: "Menyegel dan mengirim …",
  perhapsSent: "Jawaban peladen tidak sampai, jadi laporan mungkin sudah terkirim. Tekan Kirim laporan lagi: laporan tidak tercatat dua kali.",
  codeNotNoted: "Kode tampil sekali ini saja.",

  unknownCode: "Kode itu tidak membuka kotak apa pun. Mungkin ada angka yang keliru, atau laporannya sudah dihapus.",
  opening: "Membuka …",
  sending: "Mengirim …",
  deleting: "Menghapus …",
  notSure: "Beri tanda dulu bila Anda yakin.",
  empty: "Tulis pesan atau pilih gambar dulu.",
  messageTooLong: (over) => `Pesan kelebihan ${letters(over)} huruf. Kirim dalam dua pesan.`,
  answered: "Sudah terkirim kepada petugas.",
  unreadable: "Balasan ini tidak dapat dibuka.",
  replyHeading: (author, date) => `${author || "Petugas"}, ${longDay(date)}`,
  since: (status, date) => `${statuses[status]} sejak ${longDay(date)}`,
  dates: (received, formalDue) =>
    `Laporan diterima ${longDay(received)}. Batas laporan resmi ke Bawaslu, dengan nama dan alamat: ${longDay(formalDue)}.`,
};

/** How long a formal report is possible, and that this one is none. */
export function legalClock(known, today) {
  const due = plus(known, FORMAL_DAYS);
  const left = between(today, due);
  if (left < 0) {
    return `Batas laporan resmi ke Bawaslu sudah lewat pada ${longDay(due)}. Laporan ini tetap dapat ditelaah sebagai informasi awal.`;
  }
  const remaining = left ? `${left} hari lagi` : "hari ini yang terakhir";
  return `Laporan resmi ke Bawaslu masih dapat dibuat sampai ${longDay(due)} (${remaining}). Laporan resmi perlu nama dan alamat. Laporan anonim ini tidak menghentikan hitungan itu.`;
}

const statuses = {
  diterima: "Diterima",
  ditelaah: "Sedang ditelaah",
  perlu_info: "Perlu keterangan dari Anda",
  diteruskan: "Diteruskan",
  selesai: "Selesai",
  ditolak: "Tidak dilanjutkan",
};

const endings = {
  terbukti: "Pelanggaran terbukti menurut pemeriksaan. Sanksi diputus pejabat yang berwenang.",
  tidak_terbukti: "Menurut pemeriksaan, pelanggaran tidak terbukti.",
  bukti_kurang: "Buktinya belum cukup. Bila ada bukti baru, kirim di bawah ini.",
  bukan_wewenang: "Penanganannya di luar wewenang penerima laporan ini. Baca balasan petugas.",
  ganda: "Peristiwa yang sama sudah ditangani dalam laporan lain.",
  di_luar_lingkup: "Isinya bukan soal netralitas ASN, jadi tidak dilanjutkan di sini.",
  tidak_cukup_info: "Keterangannya belum cukup. Bila ada keterangan baru, kirim di bawah ini.",
};
const KEPT = "Isi laporan dihapus paling lambat 90 hari setelah selesai; petugas dapat membukanya kembali dengan alasan.";

/** The sentence of a status and its outcome. */
export function whatNext(mailbox) {
  if (endings[mailbox.outcome]) return `${endings[mailbox.outcome]} ${KEPT}`;
  return {
    diterima: `Petugas membaca laporan Anda dan berusaha menanggapi paling lambat ${longDay(mailbox.personal_due)}.`,
    ditelaah: `Petugas sedang memeriksa isinya. Kabar berikutnya paling lambat ${longDay(mailbox.feedback_due)}.`,
    perlu_info: "Petugas bertanya kepada Anda. Baca balasannya, lalu jawab bila aman bagi Anda.",
    diteruskan: `Laporan diteruskan kepada ${mailbox.agency}. Hasilnya dikabarkan di kotak ini bila sudah diketahui.`,
  }[mailbox.status];
}
