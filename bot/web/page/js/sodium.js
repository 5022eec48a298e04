/** libsodium, ready to use. The import map of the page says where it is and which hashes its files must have. */

import sodium from "libsodium-wrappers";

await sodium.ready;

export default sodium;
