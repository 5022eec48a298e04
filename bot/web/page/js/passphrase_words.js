/** Simple Indonesian words for generated passphrases. Public: their strength is the number of ways to draw six of them. */

export const PASSPHRASE_WORDS = `
  abadi abu adik adil agar air akar akik akrab alam alamat alat alis alpukat aman ambil amplop anak anggrek anggun
  anggur angin angka angkat angklung angkot angsa anjing anoa antar antena anting anugerah anyaman apel apem api
  apoteker arang aren arsitek arus asal asam asap asin asinan asli atap atas atlas atol atur awal awan ayah ayam ayun
  ayunan baca badai badak badan bagi bagian bahagia bahan bahasa bahu baik baja bajaj bajak bajigur baju baki bakpia
  bakso bakul bakwan balai balairung balik balon bambu ban bandara bandeng bandrek bangau bangku bangsa bangun bantal
  banteng bantu banyak bara barang barat baris baru basah bata batagor batang batas baterai batik batu baut bawa bawah
  bawang bayam bayang bayar bayi bebas bebek becak bekal bekantan bekel beku belakang belalang belas beli belimbing
  belukar benang benar benda bendungan bengkuang benih bensin bentuk benua beo berani beras berat beri beringin berita
  berlian bersih beruang besar besi besok betis biasa biawak bibi bibir bibit bidan bidang bihun bijak bijih bilik
  bina bingkai bintang biola biru biskuit bola bolu bordir brem buat buaya bubur budaya budi bugar bugenvil buka bukit
  buku bulan bulat bulu bumi buncis bunga bungkus bunyi bus busa busur cabai cabang cabut cacing cahaya cakap
  cakrawala camar cangkang cangkir cangkul cantik capung cara cari cat catur cekung celana celengan cemara cembung
  cempaka cempedak cendana cendol cengkih cenil cepat cerah cerdas ceri cerita cermat cermin cetak cicak cicip cilok
  cincau cincin cireng cita coba cobek cokelat combro congklak contoh corak cuci cucu cuka cukur cumi curah dada dadu
  daerah dagu dahan dahi dahlia dahulu dalam dalang dalil damai danau dandang dapat dapur dasar dasi datang datar daun
  dawet daya dayung debu dekat delapan delima delman delta denah dengar depan derap dermaga desa detik dinding dingin
  dodol dokter domba dompet donat dongeng dorong drama drum dua duduk duku dunia durian duta edisi egrang ekor elang
  elastis elok emas ember embun embusan empat emping enam encer engklek fajar flamboyan gading gado gagah gagasan
  gaharu gairah gajah gali gambar gambut gamelan ganda gandum gang ganti gantung gapura garam garasi garis garpu garu
  gasing gawang gayung gedung gelang gelap gelar gelas gelatik gelombang gelora gema gemar gembira genggam genting
  geplak gerabah gerak gerbang gerbong gergaji gerimis gerobak geser getah getuk giat gigi gigih giok gitar globe gong
  gosok gotong gudang gugus gula gulai guling gulung guna gunting guntur gunung gurami gurih gurita guru gurun hadiah
  hadir hafal hajat halaman halus hambar hamparan handuk hangat hapus harapan harga hari harimau harum hasil hati
  hemat hening hias hidung hidup hijau hikmah hilir hitam hitung hobi hormat hujan hulu huruf hutan ibarat ibu ide
  ijazah ikan ikat ikhlas ikut ilmu imbang impian indah indera industri ingat insinyur intan inti irama irigasi irisan
  isi istana istirahat itik jaga jagat jagung jahe jahit jajar jaket jalak jalan jalin jalur jam jambu jamin jamu
  jangkar jangkrik janji jantung jarak jari jaring jarum jas jasa jati jauh jawab jawaban jejak jelas jembatan jemput
  jemur jemuran jenang jendela jenis jernih jeruk jinak jingga jodoh jual juang juara jujur jumpa jurang juru juta
  kabar kabel kabut kaca kacang kadal kail kain kaitan kakak kakao kakap kakatua kakek kaki kaldu kalender kalimat
  kalung kamar kambing kamboja kamera kampung kamus kanan kancil kancing kangkung kantong kapak kapal kapas kapur
  karang kardus karedok karet karpet kartu karung karya kasar kasir kasuari kasur kata katak kaus kawah kawan kawasan
  kayu kayuh kebaya kebun kecap kecapi kecil kedai kedelai kedondong kejar keju kekal kelabu kelana kelapa kelas
  keledai kelelawar kelereng kelinci kelompok kemah kemangi kemarau kemas kembang kemeja kemiri kemudi kenal kenanga
  kenangan kencur kendang kental kentang keong kepala kepiting kepompong keponakan kerabat kerah keramik keran kerang
  keranjang keras kerbau kereta kerikil kering keripik keris kerja kertas kerudung kerupuk kesan kesemek keset ketika
  ketumbar ketupat khas kijang kilat kilau kincir kios kiri kirim kisah kiwi klepon kodok koin koki kokoh kolak kolam
  kolom komet komodo kompas kompor koper kopi koran korek kosong kota kotak krem krisan kuali kuat kubis kucing kuda
  kue kuku kukusan kulit kumbang kumpul kunang kunci kuncup kuning kunjung kunyit kupas kupu kura kurma kursi kurung
  kusam kusir kutilang kutub kwetiau labu lada ladang lagu lahan lahar laju lalat lama lambang lambat lampu lancar
  landak langit langkah langsung lantai lapak lapang lapis lari latih laut layak layangan layar layu lebah lebar leci
  lega legit leher lelah lele lemari lembah lembayung lembut lempar lemper lengan lengkap lengkeng lengkuas lengkung
  lensa lentera lentur lereng lestari letak lewat liar liat licin lidah lihat liku lili lilin lima lincah linggis
  lingkar lintas lipat logam logika lokomotif lomba lompat lonceng longgar lontar lontong lorong loteng luar lucu
  lukis lukisan lumba lumpia lumpur lunak lunas lupis lutung lutut macan madu magnet mahkota mahoni majalah maju makan
  makmur malam mangga manggis mangkuk manis manisan map markisa martabak marun masak masinis mata matahari matang
  matoa mawar medali megah meja melati melon mentah mentega merah merak meranti mercusuar merica merpati mesin mimpi
  minum minyak mobil monyet motor muara muat muda mujair mulai mulut murai murid musang musim mutiara nada nagasari
  naik nampan nanas nangka nanti napas nasi nelayan nenek net ngarai nikel nila nipah nuri nyala nyamuk obeng obor
  olah oles oncom onde opor orangutan otot padam padang padi pagar pagi pahit pakai paku pala palu paman panah panas
  pancaroba panci pancing pandai pandan panen panggang panggil panggung pangkal pangsit panjang panjat pantai pantun
  papan paragraf pari parit paru pasang pasar pasir pastel patung paus payung pecel peci pedagang pedal pedas pedati
  pel pelabuhan pelajar pelajari pelangi pelari pelatih pelaut pelayan peluit peluk pelukis pemahat pemain pembaca
  pembeli pempek pena penari pendaki pendek penebang peneliti penemu penggaris penghapus pengrajin penjaga penjahit
  pensil penuh penulis penyair penyanyi penyelam penyu pepaya perahu perak perawat perenang perisai permata permen
  perunggu pesawat peta petani peti petik petir piala piano pigura pilih pilot pindah pinggang pintu pinus pipa pipi
  pipit pir piring pisang pisau pita planet pompa potong prangko puding puisi puji pukulan pulang pulau puluh puncak
  punggung pusaka pusat putar putih putri puyuh racik radio rajin rajut rak raket rakit rakyat ramah rambat rambut
  rambutan rangkai ranjang ransel ranting rapat rapi rapor ratus rawa rawat rawon rayap rebab rebus receh rekam rel
  rem remaja rempeyek renang renda rendah rendam rendang riang ribu rimba ringan rintis risol roda rok roket rotan
  roti royong ruang rubah rubi rujak rukun rumah rumput rusa sabana sabar sabit sabuk sabun safir sagon sagu sahabat
  saklar saku salak salju sambal sambut sampai sampan samping sampo samudra sandal sandar santan sapa sapi sapu saring
  saringan sarung sasando sate satelit satu satukan sawah sawi sawo sebar sedap sedia seduh segar sehat sejajar sejuk
  sekolah sekop sekoteng selai selam selat selatan seledri selendang selesai selimut selokan semak semangka sembilan
  semi sempit semut senam senang sendok seng senja sentosa senyum sepatu sepeda sepertiga sepuluh sepupu serabi serai
  serambi serbet serigala seruling setengah setia setir siamang siang sikat siku silat simpan singa singgah singkong
  sinyal siomay siput siram sirsak sirup sisir soal songket sopan sopir sore soto srikaya stasiun stroberi suara subuh
  sudut suling sumur sungai surat susu susun syair tabungan tabur tahan tahu tajam takaran talas talenan taman tambah
  tambak tameng tampil tamu tanah tanam tang tangga tangis tangkap tanjung tanya tape tari tarian tarik taruh tas tawa
  tawar tawon teater tebak tebal tebing tebu teh teko tekun tekwan telaga telapak telepon teler televisi telinga
  teliti teluk telur teman tembaga tembakau tembikar tempe temu tenang tendang tengah tenggara tenun tepi terang teras
  teratai terbang teri terima termos teropong terung tetangga tiang tiba tidur tiga tikar tikungan timah timbangan
  timun timur tinggi tinta tipis tirai tiup tokek toko tolong tomat tombak tongkol tonton topan topeng topi toska
  traktor trotoar truk tua tujuh tukang tukar tulang tulip tulis tumbuh tumit tumpeng tumpul tuna tunggal tunggu
  tungku tupai turun tutup uang ubah ubi udang ujian ujung ukir ukiran ukur ular ulat ulekan ulos undang ungu unta
  urat urus usap utara vanili waduk wajan wajik wangi warga warung wasit wayang wedang wortel zaitun zaman
`.trim().split(/\s+/);
