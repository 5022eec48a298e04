/** Refusals of the emulator as sentences that people can use. */

const SENTENCES = {
  blocked: "Bot ini sedang Anda blokir. Buka blokirnya dulu.",
  button_not_found: "Tombol itu sudah tidak ada.",
  chat_not_found: "Obrolan ini sudah tidak ada. Muat ulang halaman.",
  file_not_found: "Berkas itu sudah tidak ada.",
  id_taken: "Orang itu sudah ada.",
  inline_off: "Bot ini tidak membuka pencarian dari kotak tulis.",
  message_not_found: "Pesan itu sudah tidak ada.",
  migrated: "Grup ini sudah pindah. Muat ulang halaman.",
  not_a_picture: "Berkas itu bukan foto yang dapat dikirim. Kirim sebagai berkas.",
  not_editable: "Hanya tulisan Anda sendiri yang dapat diubah.",
  not_in_chat: "Orang ini bukan anggota obrolan itu.",
  offline: "Peragaan tidak tersambung. Coba lagi setelah tersambung.",
  payload_invalid: "Kode tautan hanya berisi huruf, angka, garis bawah, dan tanda hubung, paling banyak 64.",
  person_not_found: "Orang itu sudah tidak ada. Muat ulang halaman.",
  result_not_found: "Hasil itu sudah tidak berlaku. Cari sekali lagi.",
  query_not_found: "Hasil itu sudah tidak berlaku. Cari sekali lagi.",
  text_empty: "Pesan kosong tidak dapat dikirim.",
  text_too_long: "Pesannya terlalu panjang.",
  too_large: "Berkasnya terlalu besar: paling banyak 50 MB, foto 10 MB.",
};

/** The sentence for a machine code of the control API; never empty. */
export function sentence(code) {
  return SENTENCES[code] ?? `Permintaan itu tidak dapat dijalankan (${code}).`;
}

/** A refused or failed request: `code` for programs, the message for people. */
export class RequestError extends Error {
  constructor(code) {
    super(sentence(code));
    this.code = code;
  }
}
